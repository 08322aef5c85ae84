"""What a teacher does on courses, modules and units: enrol, withdraw, mark as done, undo. Only by POST."""

import logging
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy_site.foundation import languages
from courses import access, selectors, services
from courses.selectors import Link

logger = logging.getLogger(__name__)
_METHODS = require_http_methods(["GET", "HEAD", "POST"])


def _asked(request, find, key) -> Any:
    """Return what a key stands for, for this person; note who posts to what is not theirs."""
    try:
        return find(request.user, key)
    except Http404:
        if request.method == "POST":
            logger.warning("Refused to person %s: %s", request.user.pk, request.path)
        raise


def _page_of(link: Link, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(languages.url_for(link) + (f"#{anchor}" if anchor else ""))


def _sign_in_first(link: Link, action: str) -> HttpResponse:
    """Lead to the sign-in page, and after it back to the page with the wanted action done."""
    return redirect_to_login(f"{languages.url_for(link)}?do={action}", "account_login")


def _enrol(request, link: Link, enrol_in) -> HttpResponse:
    if request.method != "POST":
        return _page_of(link)
    if not request.user.is_authenticated:
        return _sign_in_first(link, "enrol")
    enrol_in()
    return _page_of(link, "begin")


@never_cache
@_METHODS
def enrol(request, key) -> HttpResponse:
    """Enrol in a module, or come back to it. A GET leads to its page and changes nothing."""
    module = _asked(request, access.module_for, key)
    if request.method == "POST" and request.user.is_authenticated and "offered" in request.GET:
        # From a list of suggestions, so that it is said on the other page what happened.
        known = selectors.is_enrolled(request.user, key)
        said = _("You were enrolled in %(module)s already.") if known else _("You are enrolled in %(module)s.")
        messages.success(request, said % {"module": module.title})
    return _enrol(request, module, partial(services.enrol, person=request.user, module=key))


@never_cache
@_METHODS
def enrol_in_course(request, key) -> HttpResponse:
    """Enrol in a course and all its modules, or come back to it. A GET leads to its page."""
    course = _asked(request, access.course_for, key)
    return _enrol(request, course, partial(services.enrol_in_course, person=request.user, course=key))


def _withdraw(request, link: Link, withdraw_from, *, is_enrolled, is_course: bool) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path, "account_login")
    if request.method == "POST":
        withdraw_from()
        return _page_of(link, "begin")
    if not is_enrolled():
        return _page_of(link)
    return render(request, "courses/withdraw.html", {"thing": link, "is_course": is_course})


@never_cache
@_METHODS
def withdraw(request, key) -> HttpResponse:
    """Ask whether to leave a module, saying that everything is kept; leave it by POST."""
    return _withdraw(
        request,
        _asked(request, access.module_for, key),
        partial(services.withdraw, person=request.user, module=key),
        is_enrolled=partial(selectors.is_enrolled, request.user, key),
        is_course=False,
    )


@never_cache
@_METHODS
def withdraw_from_course(request, key) -> HttpResponse:
    """Ask whether to leave a course, saying that everything is kept; leave it by POST."""
    return _withdraw(
        request,
        _asked(request, access.course_for, key),
        partial(services.withdraw_from_course, person=request.user, course=key),
        is_enrolled=partial(selectors.is_enrolled_in_course, request.user, key),
        is_course=True,
    )


@never_cache
@_METHODS
def mark_done(request, key) -> HttpResponse:
    """Mark a unit as done, and with `enrol` in the form enrol first. Twice is once.

    Who is not enrolled gets a page (409) that says so and offers to do both. A GET leads to the unit.
    """
    place = _asked(request, access.unit_for, key)
    if request.method != "POST":
        return _page_of(place.unit)
    if not request.user.is_authenticated:
        return _sign_in_first(place.unit, "done")
    module = place.module.translation_key
    if request.POST.get("enrol"):
        services.enrol(person=request.user, module=module)
    try:
        services.mark_done(person=request.user, unit=key, module=module)
    except services.NotEnrolledError:
        return render(request, "courses/not_enrolled.html", {"place": place}, status=409)
    except services.NotHandedInError:
        messages.info(request, _("This unit is done as soon as you have handed in a web. Nothing was changed."))
    return _page_of(place.unit, "finish")


@never_cache
@_METHODS
def undo_done(request, key) -> HttpResponse:
    """Take back that a unit is done. A GET leads to the unit."""
    place = _asked(request, access.unit_for, key)
    if request.method != "POST":
        return _page_of(place.unit)
    if not request.user.is_authenticated:
        return redirect_to_login(languages.url_for(place.unit), "account_login")
    try:
        services.undo_done(person=request.user, unit=key, module=place.module.translation_key)
    except services.NotEnrolledError:
        return render(request, "courses/not_enrolled.html", {"place": place}, status=409)
    return _page_of(place.unit, "finish")
