"""What a teacher who is signed in finds where an instrument stands on a page: their own web, and how to start."""

from typing import Any

from django.template import Context

from academy_site.foundation import languages
from academy_site.foundation.page_cache import personal
from academy_site.foundation.slots import fills
from tools.selectors.places import Standing, place_of, standing_of


@fills("tool")
def own_web(context: Context, key: str) -> str | None:
    """Return what a teacher can do with the instrument of this key; nothing for those who are not signed in.

    Two queries for a page, however many instruments stand on it.
    """
    request: Any = context.get("request")
    page: Any = context.get("page")
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or getattr(request, "is_preview", False):
        return None
    place = place_of(key, languages.reader_language())
    if place is None or getattr(page, "pk", None) is None:  # the style guide shows blocks of no page
        return None
    personal(request)
    if not hasattr(request, "academy_webs"):
        request.academy_webs = standing_of(person)
    values = {
        "place": place,
        "standing": request.academy_webs.get(key, Standing()),
        "begun_on": getattr(page, "translation_key", None),
    }
    drawn_in: Any = context.template
    with context.push(**values):
        return drawn_in.engine.get_template("tools/parts/own_place.html").render(context)
