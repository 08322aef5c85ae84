"""What the pages of the guideline show beyond their own fields: their place on the map."""

from typing import Any

from wagtail.models import Page

from academy_site.foundation import languages, selectors as vocabulary
from academy_site.foundation.contexts import page_context
from courses import selectors
from courses.contexts.vocabulary import dimension_keys, dimensions_now
from courses.models import CellPage, GuidelinePage, PhasePage, QuadrantPage, TeacherProfilePage


@page_context(GuidelinePage)
def guideline(page: GuidelinePage, request) -> dict[str, Any]:
    """Add the map. No query for a live page."""
    return {"map": selectors.guideline_map(languages.reader_language())}


@page_context(PhasePage)
def phase(page: PhasePage, request) -> dict[str, Any]:
    """Add the four cells of the phase and the phases around it."""
    walk = selectors.guideline_map(languages.reader_language())
    key = next((key for key, link in walk.phases.items() if link.translation_key == page.translation_key), None)
    key = key or page.phase.key
    return {
        "map": walk,
        "phase": vocabulary.phases(languages.reader_language()).get(key),
        "cells": walk.along_phase(key),
        "phase_before": walk.phase_before(key),
        "phase_after": walk.phase_after(key),
    }


@page_context(QuadrantPage)
def quadrant(page: QuadrantPage, request) -> dict[str, Any]:
    """Add the five cells of the quadrant, its dimensions and the profile of its teacher."""
    walk = selectors.guideline_map(languages.reader_language())
    key = _key_of(page, walk.quadrants)
    return {
        "map": walk,
        "quadrant": vocabulary.quadrants(languages.reader_language()).get(key),
        "cells": walk.along_quadrant(key),
        "others": [link for other, link in walk.quadrants.items() if other != key],
        "profile": walk.profiles.get(key),
        "dimensions": dimensions_now(dimension_keys()[row.dimension_id] for row in page.quadrant_dimensions.all()),
        "catalogue": selectors.curriculum(languages.reader_language()),
    }


@page_context(CellPage)
def cell(page: CellPage, request) -> dict[str, Any]:
    """Add the place on the map, the neighbours and where to learn what the cell needs. No query for a live page."""
    language = languages.reader_language()
    walk = selectors.guideline_map(language)
    found = next((keys for keys, link in walk.cells.items() if link.translation_key == page.translation_key), None)
    phase_key, quadrant_key = found or (page.get_parent().specific.phase.key, page.quadrant.key)
    earlier, later = walk.around(phase_key, quadrant_key)
    line = walk.quadrants.get(quadrant_key)
    return {
        "map": walk,
        "phase": vocabulary.phases(language).get(phase_key),
        "quadrant": vocabulary.quadrants(language).get(quadrant_key),
        "phase_link": walk.phases.get(phase_key),
        "quadrant_link": line,
        "earlier": earlier,
        "later": later,
        "along_phase": walk.along_phase(phase_key),
        "dimensions": dimensions_now(line.dimensions if line else ()),
        "catalogue": selectors.curriculum(language),
    }


@page_context(TeacherProfilePage)
def teacher_profile(page: TeacherProfilePage, request) -> dict[str, Any]:
    """Add dimensions and modules that help, and the other profiles. Three queries."""
    language = languages.reader_language()
    walk = selectors.guideline_map(language)
    key = _key_of(page, walk.profiles)
    modules = [row.module_id for row in page.profile_modules.all()]
    keys = dict(Page.objects.filter(pk__in=modules).values_list("pk", "translation_key"))
    outlines = (selectors.module_outline(keys[pk], language) for pk in modules if pk in keys)
    return {
        "map": walk,
        "quadrant": vocabulary.quadrants(language).get(key),
        "quadrant_link": walk.quadrants.get(key),
        "others": [link for other, link in walk.profiles.items() if other != key],
        "dimensions": dimensions_now(dimension_keys()[row.dimension_id] for row in page.profile_dimensions.all()),
        "modules": [module for module in outlines if module and module.public],
        "catalogue": selectors.curriculum(language),
    }


def _key_of(page, links) -> str:
    """Return the key of a page's quadrant, without a query for a live page."""
    found = (key for key, link in links.items() if link.translation_key == page.translation_key)
    return next(found, None) or page.quadrant.key
