"""What follows in the curriculum when its pages change, and when a teacher hands in a web."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.timezone import localdate
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from academy_site.foundation import languages
from courses import services, tasks
from courses.models import CourseEnrolment, CoursePage, Enrolment, ModulePage, UnitPage
from tools.offers import missed_by
from tools.signals import response_submitted


def _later(modules: set[UUID]) -> None:
    """Ask the worker, when this is committed, for those modules that somebody is under way in."""
    taught = Enrolment.objects.filter(module__in=modules, withdrawn_at=None, finished_at=None)
    keys = sorted(str(key) for key in taught.values_list("module", flat=True).distinct())
    if keys:
        transaction.on_commit(partial(tasks.recount.enqueue, keys))


def _above(page: Page) -> set[UUID]:
    """Return the key of the module that a unit stands below."""
    return set(ModulePage.objects.filter(path=page.path[: -Page.steplen]).values_list("translation_key", flat=True))


def _changed(sender: Any, instance: Any, **signal: Any) -> None:
    if isinstance(instance, UnitPage):
        _later(_above(instance))
    elif isinstance(instance, ModulePage):
        _later({instance.translation_key})
    elif isinstance(instance, CoursePage):
        key = instance.translation_key
        if CourseEnrolment.objects.filter(course=key, withdrawn_at=None, finished_at=None).exists():
            transaction.on_commit(partial(tasks.recount_course.enqueue, str(key)))


def _moved(sender: Any, instance: Any, parent_page_before: Page, parent_page_after: Page, **signal: Any) -> None:
    if isinstance(instance.specific, UnitPage):
        _later({parent_page_before.translation_key, parent_page_after.translation_key})


def _restricted(sender: Any, **signal: Any) -> None:
    under_way = Enrolment.objects.filter(withdrawn_at=None, finished_at=None)
    _later(set(under_way.values_list("module", flat=True).distinct()))


def _handed_in(sender: Any, person: Any, response: Any, **signal: Any) -> None:
    """Units that ask for this web are done; modules that it would suggest in another language are counted."""
    services.count_web(person=person, instrument=response.instrument.translation_key)
    missed = missed_by(person, response, languages.reader_language())
    services.count_demand(missed=[(UUID(module), language) for module, language in missed], on=localdate())


def connect() -> None:
    """Listen to every way of changing what counts (the admin, schedules, commands), and to webs."""
    response_submitted.connect(_handed_in, dispatch_uid="web-handed-in")
    page_published.connect(_changed, dispatch_uid="recount-published")
    page_unpublished.connect(_changed, dispatch_uid="recount-unpublished")
    # Before, since the module above may go in the same breath.
    pre_delete.connect(_changed, sender=UnitPage, dispatch_uid="recount-deleted")
    post_page_move.connect(_moved, dispatch_uid="recount-moved")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="recount-restricted")
    post_delete.connect(_restricted, sender=PageViewRestriction, dispatch_uid="recount-opened")
