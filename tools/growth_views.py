"""All webs of a teacher over time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy_site.people.selectors import zone_of
from tools.access import released_web
from tools.domain.reassessing import early_advice
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
    last = history.latest
    values = {
        "words": words,
        "instrument": version.instrument,
        "history": history,
        "growth": growth_of(history, words),
        "early": early_advice(last.on if last else None, now().astimezone(zone_of(request.user)).date()),
    }
    return render(request, "tools/web_growth.html", values)
