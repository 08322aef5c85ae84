"""What the templates of the spiderweb draw: frozen, ready to print, made from scores and released texts.

No words of the interface and no colours: those stand in the templates and in components.css. Every number
that goes into a picture is a string, since templates write numbers as the reader's language does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from academy_site.foundation.templatetags.academy import static_path
from tools.domain import drawing, geometry
from tools.domain.instrument import Structure, Text
from tools.domain.labels import breakable
from tools.domain.scoring import QUICK, Axis

NO_TARGETS: Mapping[str, int] = {}
NO_GAPS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Moment:
    """The axes of one web, how it was answered, and its day."""

    axes: tuple[Axis, ...]
    mode: str
    day: date

    @property
    def is_quick(self) -> bool:
        """Whether levels were chosen, instead of statements answered."""
        return self.mode == QUICK


@dataclass(frozen=True, slots=True)
class Strip:
    """One axis lying down; every place is in percent of the width, "" where there is none."""

    now: str
    was: str
    goal: str
    marker: str
    is_quick: bool
    ticks: tuple[str, ...] = geometry.STRIP_TICKS

    @property
    def moved(self) -> bool:
        """Whether there is a way from the earlier place to the present one."""
        return bool(self.now and self.was and self.now != self.was)


@dataclass(frozen=True, slots=True)
class AxisPart:
    """One axis with all that a table, a bar, a strip and the web say about it."""

    key: str
    dimension: str
    name: str
    label: str
    now: Decimal | None
    earlier: Decimal | None
    target: int | None
    band: str
    marker: str
    length: str
    strip: Strip
    # Why there is no earlier value, where it is not that the axis was open.
    gap: str = ""

    @property
    def pattern(self) -> str:
        """The class that gives the axis its colour and weave."""
        return drawing.pattern(self.dimension)


@dataclass(frozen=True, slots=True)
class WebChart:
    """A web, with one earlier web and targets if there are any. `lang` is set when its words are in another language.

    `furthest`, `least` and `open_axes` are for the words; `bars` are the axes, the longest first, open ones last.
    """

    axes: tuple[AxisPart, ...]
    day: date
    is_quick: bool
    earlier_day: date | None
    low: str
    high: str
    lang: str
    furthest: tuple[AxisPart, ...] = ()
    least: tuple[AxisPart, ...] = ()
    open_axes: tuple[AxisPart, ...] = ()
    bars: tuple[AxisPart, ...] = ()

    @property
    def is_web(self) -> bool:
        """Whether enough is answered for a web; else bars are drawn."""
        return len(self.axes) - len(self.open_axes) >= geometry.LEAST_AXES

    @property
    def inside(self) -> SafeString:
        """The inside of the web as SVG."""
        return mark_safe(  # noqa: S308 (drawn from numbers; keys are escaped)
            drawing.web(self._spokes(), is_quick=self.is_quick, sprite=static_path("academy/icons.svg"))
        )

    @property
    def inside_small(self) -> SafeString:
        """The inside of a small web as SVG."""
        return mark_safe(drawing.small_web(self._spokes(), is_quick=self.is_quick))  # noqa: S308 (as above)

    def _spokes(self) -> list[drawing.Spoke]:
        return [drawing.Spoke(axis.dimension, axis.now, axis.earlier, axis.target) for axis in self.axes]

    @property
    def has_targets(self) -> bool:
        """Whether a target is set on any axis."""
        return any(axis.target is not None for axis in self.axes)

    @property
    def is_level(self) -> bool:
        """Whether all answered axes have the same score, so that none reaches furthest."""
        return bool(self.furthest) and self.furthest == self.least


def web_chart(
    structure: Structure,
    text: Text,
    now: Moment,
    *,
    earlier: Moment | None = None,
    targets: Mapping[str, int] = NO_TARGETS,
    gaps: Mapping[str, str] = NO_GAPS,
    lang: str = "",
) -> WebChart:
    """Return the chart of a web over at most one earlier one, with targets by the key of the group.

    `gaps` says by key why an earlier value is not shown.

    The axes stand in the order of the structure. ValueError when a quick and a full web would be overlaid:
    they are two measures. Whoever compares versions passes an earlier web that may be compared.
    """
    if earlier and earlier.is_quick != now.is_quick:
        raise ValueError("A quick and a full web are never overlaid.")
    axes = _axes(structure, text, now, earlier, targets, gaps)
    answered = [axis.now for axis in axes if axis.now is not None]
    high, low = max(answered, default=None), min(answered, default=None)
    return WebChart(
        axes=axes,
        day=now.day,
        is_quick=now.is_quick,
        earlier_day=earlier.day if earlier else None,
        low=_step(text, 1),
        high=_step(text, geometry.STEPS),
        lang=lang,
        furthest=tuple(axis for axis in axes if axis.now is not None and axis.now == high),
        least=tuple(axis for axis in axes if axis.now is not None and axis.now == low),
        open_axes=tuple(axis for axis in axes if axis.now is None),
        bars=tuple(sorted(axes, key=lambda axis: (axis.now is None, -(axis.now or 0)))),
    )


def _axes(
    structure: Structure,
    text: Text,
    now: Moment,
    earlier: Moment | None,
    targets: Mapping[str, int],
    gaps: Mapping[str, str],
) -> tuple[AxisPart, ...]:
    scores = {axis.key: axis for axis in now.axes}
    before = {axis.key: axis.score for axis in earlier.axes} if earlier else {}
    axes = tuple(
        _axis(group.key, group.dimension, _name(text, group.key), scores.get(group.key), before, targets, now.is_quick)
        for group in structure.groups
    )
    return tuple(replace(axis, gap=gaps.get(axis.key, "")) for axis in axes) if gaps else axes


def _name(text: Text, key: str) -> str:
    words = text.groups.get(key)
    return (words.label or words.title) if words else key


def _step(text: Text, value: int) -> str:
    step = text.scale.get(str(value))
    return step.label if step else ""


def _axis(
    key: str,
    dimension: str,
    name: str,
    score: Axis | None,
    before: Mapping[str, Decimal | None],
    targets: Mapping[str, int],
    is_quick: bool,
) -> AxisPart:
    now = score.score if score else None
    earlier, target, marker = before.get(key), targets.get(key), geometry.marker(dimension)
    was, goal, here = (geometry.along(value) if value is not None else "" for value in (earlier, target, now))
    return AxisPart(
        key=key,
        dimension=dimension,
        name=name,
        label=breakable(name),
        now=now,
        earlier=earlier,
        target=target,
        band=score.band if score else "",
        marker=marker,
        length=geometry.length(now) if now is not None else "",
        strip=Strip(here, was, goal, marker, is_quick),
    )


@dataclass(frozen=True, slots=True)
class LineChart:
    """One dimension over time, with its readings in the order of the days."""

    dimension: str
    name: str
    lang: str
    marker: str
    line: geometry.Line
    readings: tuple[geometry.Reading, ...]
    levels: tuple[tuple[int, str], ...] = field(
        default=tuple((step, geometry.short(geometry.level_height(step))) for step in range(1, geometry.STEPS + 1))
    )

    @property
    def pattern(self) -> str:
        """The class that gives the line its colour."""
        return drawing.pattern(self.dimension)

    @property
    def has_versions(self) -> bool:
        """Whether the instrument changed on the way."""
        return bool(self.line.marks)


def line_chart(dimension: str, name: str, readings: Sequence[geometry.Reading], *, lang: str = "") -> LineChart:
    """Return the chart of one dimension over time. `lang` is set when its name is in another language."""
    return LineChart(
        dimension=dimension,
        name=name,
        lang=lang,
        marker=geometry.marker(dimension),
        line=geometry.line(readings),
        readings=tuple(sorted(readings, key=lambda reading: reading.day)),
    )
