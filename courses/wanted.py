"""What visitors may want of courses, modules and units; done as soon as they are signed in."""

from typing import Any

from django.http import Http404
from django.utils.translation import get_language_from_path, gettext as _, override

from academy_site.foundation import languages
from courses import access, services
from courses.models import CoursePage, ModulePage, UnitPage


def enrol(person: Any, path: str) -> str:
    """Enrol in the course or module at a path. Raises `Http404` where there is none for this person."""
    with override(get_language_from_path(path)):
        page = _page(path)
        if isinstance(page, CoursePage):
            services.enrol_in_course(
                person=person, course=access.course_for(person, page.translation_key).translation_key
            )
        elif isinstance(page, ModulePage):
            services.enrol(person=person, module=access.module_for(person, page.translation_key).translation_key)
        else:
            raise Http404
        return _("You are enrolled.")


def mark_done(person: Any, path: str) -> str:
    """Mark the unit at a path as done, enrolling in its module first."""
    with override(get_language_from_path(path)):
        page = _page(path)
        if not isinstance(page, UnitPage):
            raise Http404
        place = access.unit_for(person, page.translation_key)
        services.enrol(person=person, module=place.module.translation_key)
        try:
            services.mark_done(person=person, unit=page.translation_key, module=place.module.translation_key)
        except services.NotHandedInError:
            return _("You are enrolled. The unit is done as soon as you have handed in a web.")
        return _("You are enrolled, and the unit is marked as done.")


def _page(path: str) -> Any:
    page = languages.read_page(path.lstrip("/").partition("/")[2], languages.reader_language())
    if page is None:
        raise Http404
    return page
