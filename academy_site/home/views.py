"""The learner's home, and the style guide for people who work on the academy."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from wagtail import hooks

from academy_site.foundation import languages, selectors
from academy_site.foundation.checks import editor_blocks
from academy_site.foundation.desk import Desk
from academy_site.home.forms import ExampleForm
from academy_site.people.access import may_enter_admin

TOKENS = (
    "paper", "surface", "sunken", "ink", "ink-soft", "line-strong", "brand", "brand-tint", "band", "sun", "sun-tint",
    "good", "bad",
)  # fmt: skip


def _sample(language: str) -> dict[str, Any]:
    """Return real things to draw with, from every app: hook `construct_style_guide(sample, language)`."""
    sample: dict[str, Any] = {}
    for contribute in hooks.get_hooks("construct_style_guide"):
        contribute(sample, language)
    return sample


@never_cache
@login_required
def learner_home(request):
    """Show a teacher's own desk: the one next step, and panels of every app (`construct_learner_home`)."""
    desk = Desk()
    for contribute in hooks.get_hooks("construct_learner_home"):
        contribute(request, desk)
    return render(request, "home/learner_home.html", {"desk": desk})


@never_cache
def style_guide(request):
    """Show every component and every block once. Only for people who may enter the admin."""
    if not may_enter_admin(request.user):
        raise Http404
    language = languages.reader_language()
    sample = _sample(language)
    blocks = {}
    for place, block in editor_blocks():
        value = block.get_preview_value()
        blocks[place.rpartition(".")[2]] = {
            "label": block.label or block.meta.label,
            "description": block.get_description(),
            "html": block.render(block.normalize(value), context={"request": request, **sample}) if value else "",
        }
    form = ExampleForm({"step": "", "date": "2020-09-01"})
    form.is_valid()
    return render(
        request,
        "home/style_guide.html",
        {
            "dimensions": selectors.dimensions(language).values(),
            "quadrants": selectors.quadrants(language).values(),
            "blocks": dict(sorted(blocks.items())),
            "form": form,
            "tokens": TOKENS,
            **sample,
        },
    )
