"""A programme of any size, built by hand, and small helpers."""

import uuid
from dataclasses import dataclass

import pytest
from django.utils.timezone import now
from wagtail.models import Locale, Page, Site
from wagtail.search import index

from academy_site.foundation import stamp
from academy_site.foundation.enums import DimensionKey
from academy_site.foundation.models import Dimension, GlossaryTerm, Source
from academy_site.home.models import HomePage
from academy_site.starter.instruments import Maker
from academy_site.starter.library import Library
from courses import selectors
from courses.enums import Step
from courses.models import CourseModule, CoursePage, CurriculumPage, ModuleDimension, ModulePage, UnitPage
from tools.models import InstrumentVersion
from tools.selectors.released import structure_in
from tools.services.answering import hand_in, save_answers, start_web
from tools.services.releasing import release_instrument

MINUTES = {"see": 180, "study": 360, "try": 600, "share": 240, "show": 240}


@dataclass
class Programme:
    """English home and catalogue, and what a test puts below them."""

    home: HomePage
    curriculum: CurriculumPage

    @staticmethod
    def add(parent, page):
        """Put a live page below another. Publishing a revision, as editors do, takes three times as long."""
        parent = Page.objects.get(pk=parent.pk)
        page.locale, page.first_published_at, page.last_published_at = parent.locale, now(), now()
        parent.add_child(instance=page)
        index.insert_or_update_object(page)  # at run time a task of the worker does it
        return type(page).objects.get(pk=page.pk)

    def course(self, number=0, **fields) -> CoursePage:
        """Add a course."""
        fields = {"title": f"Course {number}", "slug": f"course-{number}", "key": f"C{number}", "hours": 54, **fields}
        return self.add(self.curriculum, CoursePage(**fields))

    def module(self, course, number=1, dimension="coaching", **fields) -> ModulePage:
        """Add a module to its home course and list it there."""
        key = f"{course.key}-{number}"
        fields = {"title": f"Module {key}", "slug": f"m-{number}", "key": key, **fields}
        module = self.add(course, ModulePage(**fields))
        CourseModule.objects.create(page=course, module=module, sort_order=number)
        if dimension:
            found = Dimension.objects.get(key=dimension, locale=module.locale)
            ModuleDimension.objects.create(page=module, dimension=found, sort_order=0)
        stamp.touch()
        return module

    @staticmethod
    def add_to(course, module, number=9):
        """List a module in a second course."""
        CourseModule.objects.create(page=course, module=module, sort_order=number)
        stamp.touch()

    def unit(self, module, step="see", body=(), **fields) -> UnitPage:
        """Add a unit to a module."""
        fields = {
            "title": f"{Step(step).label} of {module.key}",
            "slug": step,
            "key": f"{module.key}-{step}",
            "step": step,
            "minutes": MINUTES[step],
            "body": [{"id": str(uuid.uuid4()), **block} for block in body],
            **fields,
        }
        return self.add(module, UnitPage(**fields))


@pytest.fixture
def programme(db) -> Programme:
    """Make home, catalogue, the eight dimensions, a term and a source."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    for code in ("nl", "pl"):
        Locale.objects.get_or_create(language_code=code)
    Page.objects.filter(depth=2).delete()
    home = Programme.add(Page.objects.get(depth=1), HomePage(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    for key in DimensionKey.values:
        texts = dict.fromkeys(("guiding_question", "why", *(f"level_{n}" for n in range(1, 6))), "Text.")
        Dimension.objects.create(key=key, locale=english, title=key.title(), axis_label=key.title(), **texts)
    GlossaryTerm.objects.create(key="logbook", locale=english, title="Logbook", explanation="Where plans live.")
    Source.objects.create(key="eef", locale=english, citation="EEF. Toolkit.", url="https://eef.example/toolkit")
    curriculum = Programme.add(
        home,
        CurriculumPage(
            title="Courses and modules", slug="curriculum", show_in_menus=True, prior_learning="Go to Show."
        ),
    )
    return Programme(home, curriculum)


@pytest.fixture
def teacher(person):
    """A teacher who is enrolled in nothing yet."""
    return person()


@pytest.fixture
def module(programme) -> ModulePage:
    """A module with two required units and an optional one."""
    module = programme.module(programme.course(), task_title="Talk to a learner")
    programme.unit(module, "see")
    programme.unit(module, "study")
    programme.unit(module, "share", required=False)
    return ModulePage.objects.get(pk=module.pk)


@pytest.fixture
def keys(module):
    return [part.key for part in selectors.units_of(module.translation_key)]


@pytest.fixture
def spiderweb(programme):
    """The spiderweb of the starter, published and not released yet."""
    instrument = Maker(Library()).make("spiderweb")
    instrument.save()
    instrument.save_revision().publish()
    return instrument


@pytest.fixture
def version(spiderweb) -> InstrumentVersion:
    """Its first release, in English."""
    return release_instrument(instrument=spiderweb)


@pytest.fixture
def hand_in_web(version):
    """Hand in a quick web, each level 3 or as said: `hand_in_web(teacher, coaching="1")`."""

    def make(teacher, **levels):
        keys = [group.key for group in structure_in(version).groups]
        draft = start_web(person=teacher, version=version, mode="quick")
        answers = [(f"{key}-level", levels.get(key, "3")) for key in keys]
        save_answers(person=teacher, key=draft.key, answers=answers)
        return hand_in(person=teacher, key=draft.key, replaces=True)

    return make


def tool(instrument, *, counts=False):
    """Return a raw block that places an instrument."""
    return {"type": "tool", "value": {"instrument": instrument.pk, "counts": counts}}


def option(text, *, fits=False, position=None, key=None):
    """Return a raw option of a knowledge check."""
    value = {"text": text, "fits": fits, "position": position, "feedback": f"About {text}."}
    return {"type": "item", "value": value, "id": key or str(uuid.uuid4())}


def check(kind, options, question="Which one?"):
    """Return a raw knowledge check with an id of its own."""
    value = {"kind": kind, "question": question, "options": options, "sources": []}
    return {"type": "knowledge_check", "value": value, "id": str(uuid.uuid4())}
