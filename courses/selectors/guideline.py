"""The guideline as a map: phases, quadrants, their cells and the teacher profiles, in one language."""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps

from academy_site.foundation import selectors as vocabulary
from academy_site.foundation.models import Phase, Quadrant
from academy_site.foundation.stamp import stamped
from courses.models import (
    CellPage,
    GuidelinePage,
    PhasePage,
    QuadrantDimension,
    QuadrantPage,
    TeacherProfilePage,
)
from courses.selectors.links import Link, Shown, home_of, link_values, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLink(Link):
    """The page of a phase, with the phase in the reader's words. `number` counts from 1."""

    phase: Phase
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantLink(Link):
    """The page of a quadrant, with the quadrant in the reader's words and the keys of its dimensions."""

    quadrant: Quadrant
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLink(Link):
    """The page of a teacher profile, with its quadrant in the reader's words."""

    quadrant: Quadrant


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLink(Link):
    """A cell of the guideline: a phase in a quadrant."""

    phase: Phase
    quadrant: Quadrant
    goal: str


@dataclass(frozen=True, slots=True)
class GuidelineMap:
    """The whole map. Phases, quadrants and profiles are by key, in order; cells by phase and quadrant.

    The background are the pages to read below the guideline, such as the rhythms of assessment.
    """

    page: Link | None
    phases: dict[str, PhaseLink]
    quadrants: dict[str, QuadrantLink]
    profiles: dict[str, ProfileLink]
    cells: dict[tuple[str, str], CellLink]
    background: tuple[Link, ...]

    def lines(self) -> list[tuple[QuadrantLink, list[CellLink]]]:
        """Return each quadrant with its cells along the phases: the lines of the map."""
        return [(link, self.along_quadrant(key)) for key, link in self.quadrants.items()]

    def along_quadrant(self, quadrant: str) -> list[CellLink]:
        """Return the cells of a quadrant in the order of the phases."""
        return [self.cells[phase, quadrant] for phase in self.phases if (phase, quadrant) in self.cells]

    def along_phase(self, phase: str) -> list[CellLink]:
        """Return the cells of a phase in the order of the quadrants."""
        return [self.cells[phase, quadrant] for quadrant in self.quadrants if (phase, quadrant) in self.cells]

    def around(self, phase: str, quadrant: str) -> tuple[CellLink | None, CellLink | None]:
        """Return the cells one phase earlier and one phase later in the same quadrant."""
        order = list(self.phases)
        at = order.index(phase) if phase in order else len(order)
        earlier = self.cells.get((order[at - 1], quadrant)) if 0 < at < len(order) else None
        later = self.cells.get((order[at + 1], quadrant)) if at + 1 < len(order) else None
        return earlier, later

    def phase_before(self, phase: str) -> PhaseLink | None:
        """Return the phase before this one."""
        return self._phase(phase, -1)

    def phase_after(self, phase: str) -> PhaseLink | None:
        """Return the phase that follows."""
        return self._phase(phase, 1)

    def _phase(self, phase: str, step: int) -> PhaseLink | None:
        order = list(self.phases)
        at = order.index(phase) + step if phase in order else -1
        return self.phases[order[at]] if 0 <= at < len(order) else None


@stamped
def guideline_map(language: str) -> GuidelineMap:
    """Return the public map of the guideline in this language, pages that are not translated standing in."""
    phases, quadrants = vocabulary.phases(language), vocabulary.quadrants(language)
    guideline = shown(GuidelinePage, language)
    phase_pages = [page for page in shown(PhasePage, language, "phase__key") if page.row["phase__key"] in phases]
    phase_of = {path: page.row["phase__key"] for page in phase_pages for path in page.paths}
    phase_links = {
        page.row["phase__key"]: PhaseLink(
            **link_values(page.row),
            phase=phases[page.row["phase__key"]],
            number=phases[page.row["phase__key"]].order + 1,
        )
        for page in sorted(phase_pages, key=lambda page: phases[page.row["phase__key"]].order)
    }
    cells = {}
    for page in shown(CellPage, language, "quadrant__key", "goal"):
        phase, quadrant = phase_of.get(home_of(page), ""), page.row["quadrant__key"]
        if phase in phases and quadrant in quadrants:
            cells[phase, quadrant] = CellLink(
                **link_values(page.row),
                phase=phases[phase],
                quadrant=quadrants[quadrant],
                goal=page.row["goal"],
            )
    return GuidelineMap(
        page=Link(**link_values(guideline[0].row)) if guideline else None,
        phases=_public(phase_links),
        quadrants=_public(_quadrants(language)),
        profiles=_public(_by_quadrant(TeacherProfilePage, lambda page, **values: ProfileLink(**values), language)),
        cells=_public(cells),
        background=_background(guideline[0], language) if guideline else (),
    )


def _background(guideline: Shown, language: str) -> tuple[Link, ...]:
    pages = shown(apps.get_model("home", "StandardPage"), language)
    links = (Link(**link_values(page.row)) for page in pages if home_of(page) in guideline.paths)
    return tuple(link for link in links if link.public)


def _quadrants(language: str) -> dict:
    dimensions: dict[int, list[str]] = defaultdict(list)
    for page, key in QuadrantDimension.objects.order_by("sort_order").values_list("page_id", "dimension__key"):
        dimensions[page].append(key)
    return _by_quadrant(
        QuadrantPage,
        lambda page, **values: QuadrantLink(**values, dimensions=tuple(dimensions.get(page.source_pk, ()))),
        language,
    )


def _by_quadrant(model, make, language: str) -> dict:
    quadrants = vocabulary.quadrants(language)
    found = {
        page.row["quadrant__key"]: make(
            page=page, quadrant=quadrants[page.row["quadrant__key"]], **link_values(page.row)
        )
        for page in shown(model, language, "quadrant__key")
        if page.row["quadrant__key"] in quadrants
    }
    return {key: found[key] for key in quadrants if key in found}


def _public(links: dict) -> dict:
    return {key: link for key, link in links.items() if link.public}
