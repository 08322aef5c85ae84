"""What the courses app puts on the learner's home: where to go on, and my modules as paths."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from academy_site.foundation import languages
from academy_site.foundation.desk import Desk, NextStep, Panel
from courses import selectors
from courses.own_courses import MyCourse, my_courses, new_modules
from courses.selectors import Learning, ModuleOutline, UnitOutline
from courses.templatetags.learning import counted

# More than these stand in a short list, so that the desk stays a page one sees at a glance.
DRAWN = 6
# Ranks of next steps: what is under way comes before what could be begun.
GO_ON, TASK, BEGIN = 100, 300, 500


@dataclass(frozen=True, slots=True)
class MyModule:
    """A module of a teacher in the reader's language, as the desk shows it."""

    outline: ModuleOutline
    learning: Learning
    units: tuple[UnitOutline, ...]
    next_unit: UnitOutline | None

    @property
    def rank(self) -> tuple[bool, float]:
        """Under way first, the one they were in last before all others."""
        return self.learning.progress.worked_through, -self.learning.enrolment.last_seen_at.timestamp()


class MyModules(Panel):
    """My modules as paths with my position: those under way, then those worked through."""

    order = 10
    wide = True
    template_name = "courses/parts/my_modules.html"

    def __init__(self, modules: list[MyModule], courses: list[MyCourse]):
        self.modules = modules
        self.courses = courses

    def get_context_data(self, parent_context=None):
        """Give the template what it draws, what is new in my courses, and the catalogue to choose from."""
        return {
            # Forms need them for their token.
            **{name: (parent_context or {}).get(name) for name in ("request", "csrf_token")},
            "added": new_modules(self.courses),
            "drawn": self.modules[:DRAWN],
            "listed": self.modules[DRAWN:],
            "catalogue": selectors.curriculum(languages.reader_language()),
        }


def contribute(request: Any, desk: Desk) -> None:
    """Add my modules, what is new in my courses, and the next step. Three queries."""
    learned = selectors.learning_of(request.user)
    modules = my_modules(learned)
    if modules:
        desk.panels.append(MyModules(modules, my_courses(request.user, learned)))
        desk.steps.append(_next_step(modules[0]))
    elif catalogue := selectors.curriculum(languages.reader_language()):
        desk.steps.append(
            NextStep(
                rank=BEGIN,
                kicker=_("Your first step"),
                title=_("Choose a module"),
                text=_(
                    "Look for what would help you in class now. Each module says how long it takes; "
                    "you may begin anywhere and stop at any time."
                ),
                action=_("Find a module"),
                url=languages.url_for(catalogue),
            )
        )


def my_modules(learned: dict[UUID, Learning]) -> list[MyModule]:
    """Return the modules that a teacher is enrolled in and that are live for everybody, the next one first."""
    found = []
    for key, learning in learned.items():
        outline = selectors.module_outline(key, languages.reader_language())
        if outline is None or not outline.public or not learning.active:
            continue
        units = selectors.path_of_module(outline)
        goal = next((unit for unit in units if unit.translation_key == learning.next), None)
        found.append(MyModule(outline, learning, units, goal))
    return sorted(found, key=lambda mine: mine.rank)


def _next_step(mine: MyModule) -> NextStep:
    """Return where to go on in a module: a unit, else its task."""
    module, unit = mine.outline, mine.next_unit
    language = languages.language_of(unit or module)
    if unit is not None:
        values = {"module": module.title, "number": unit.number, "total": len(mine.units)}
        return NextStep(
            rank=GO_ON,
            kicker=_("Next: %(module)s, unit %(number)d of %(total)d") % values,
            title=unit.title,
            text=counted(mine.learning.progress),
            action=_("Go on with unit %(number)d") % values
            if mine.learning.progress.done
            else _("Begin with unit %(number)d") % values,
            url=languages.url_for(unit),
            dimension=module.dimension,
            title_language=language,
        )
    return NextStep(
        rank=TASK,
        kicker=_("Worked through: %(module)s") % {"module": module.title},
        title=module.task_title or module.title,
        text=_("All units that count are done. The task waits for you, without a date."),
        action=_("To the task"),
        url=f"{languages.url_for(module)}#task",
        dimension=module.dimension,
        title_language=language,
    )
