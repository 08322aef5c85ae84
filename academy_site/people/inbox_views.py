"""The inbox of a person."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy_site.people import services
from academy_site.people.access import access_message
from academy_site.people.selectors import inbox_of

PER_PAGE = 20


@require_safe
@never_cache
@login_required
def inbox(request):
    """List what the academy told the person who asks, newest first."""
    page = Paginator(inbox_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/inbox.html", {"page_of_messages": page})


@require_safe
@never_cache
@login_required
def message(request, message_id: int):
    """Follow a message of one's own to where it leads; without a link, show it. It is read then.

    A GET may do so: it is the person's own session that opens it, opening twice changes nothing more, and
    a scanner of mail has no session. What a browser fetches ahead, or asks only the head of, stays unread.
    """
    found = access_message(request.user, message_id)
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method == "GET" and not ahead and found.read_at is None:
        services.mark_read(person=request.user, message_id=found.pk)
    if found.link:
        return redirect(found.link)
    return render(request, "people/message.html", {"message": found})


@require_POST
@never_cache
@login_required
def read_all(request):
    """Mark everything as read."""
    services.mark_read(person=request.user)
    return redirect("people_inbox")
