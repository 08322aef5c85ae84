"""All webs of a teacher over time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tools.access import released_web
from tools.growth import growth_of
from tools.selectors.released import in_words
from tools.selectors.webs import history_of


@never_cache
@login_required
@require_safe
def growth(request, key: str) -> HttpResponse:
    """Show all webs of this person with one instrument, quick and full ones apart."""
    version = released_web(key)
    words = in_words(version)
    history = history_of(request.user, version.instrument)
    values = {
        "words": words,
        "instrument": version.instrument,
        "history": history,
        "growth": growth_of(history, words),
    }
    return render(request, "tools/web_growth.html", values)
