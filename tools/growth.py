"""All webs of a teacher, put together to be shown: small ones in a row, and each dimension over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tools import sentences
from tools.charts import LineChart, Moment, WebChart, line_chart, web_chart
from tools.domain.asking import WHO_LEVELS
from tools.domain.comparing import ADDED, CHANGED, REMOVED
from tools.domain.geometry import Reading
from tools.domain.growth import OTHER_SCALE, Point, Series, series
from tools.domain.scoring import FULL, QUICK
from tools.domain.webs import Web, group_of
from tools.models import Response
from tools.selectors.released import Released, structure_in
from tools.selectors.webs import History
from tools.then_now import ThenNow, then_now_of

# The more telling measure first.
MODES = (FULL, QUICK)


@dataclass(frozen=True, slots=True)
class OneWeb:
    """A web in the row of small ones."""

    response: Response
    chart: WebChart


@dataclass(frozen=True, slots=True)
class LeftOutItem:
    """An item that does not count in a line, in the words of the newest version, "" when it has none; and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension over time: its line, what it says, and what is left out of it."""

    key: str
    chart: LineChart
    said: tuple[str, ...]
    left_out: tuple[LeftOutItem, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One web in numbers, as the reader's language writes them: a value of each line, or why there is none."""

    response: Response
    version: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """All webs of one mode. Quick and full are two measures and stand apart."""

    mode: str
    title: str
    webs: tuple[OneWeb, ...]
    dimensions: tuple[Dimension, ...]
    table: tuple[TableRow, ...] = ()

    @property
    def has_lines(self) -> bool:
        """Whether there are two webs, which a line takes."""
        return len(self.webs) > 1

    @property
    def left_out(self) -> tuple[Dimension, ...]:
        """The dimensions in whose lines an item does not count."""
        return tuple(dimension for dimension in self.dimensions if dimension.left_out)


@dataclass(frozen=True, slots=True)
class Growth:
    """All that the page of growth shows."""

    measures: tuple[Measure, ...]
    then_now: ThenNow | None

    @property
    def is_empty(self) -> bool:
        """Whether there is no web yet."""
        return not self.measures


def growth_of(history: History, words: Released) -> Growth:
    """Return all webs of a history, in the words of the newest version."""
    by_mode: dict[str, list[Response]] = {mode: [] for mode in MODES}
    for response in history.responses:
        by_mode.setdefault(response.mode, []).append(response)
    measures = tuple(_measure(mode, responses, history, words) for mode, responses in by_mode.items() if responses)
    last = next((web for web in reversed(history.webs.values()) if web.then), None)
    return Growth(measures, then_now_of(last, words) if last else None)


def _measure(mode: str, responses: Sequence[Response], history: History, words: Released) -> Measure:
    title = words.text.modes[mode].title if mode in words.text.modes else mode
    webs = [history.webs[response.key] for response in responses]
    small = tuple(OneWeb(response, small_web(web, words)) for response, web in zip(responses, webs, strict=True))
    lines = series(webs, mode, history.steps) if len(webs) > 1 else ()
    dimensions = tuple(_dimension(one, history, words) for one in lines)
    return Measure(mode, title, small, dimensions, _table(responses, lines) if lines else ())


def _table(responses: Sequence[Response], lines: Sequence[Series]) -> tuple[TableRow, ...]:
    """Return the same webs as the lines, the newest first."""
    by_number = {response.pk: response for response in responses}
    # Forty webs hold three hundred values, and few different ones.
    written = cache(sentences.number)
    rows = []
    for points in zip(*(one.points for one in lines), strict=True):
        values = tuple(
            sentences.gap_in_line(point.gap) if point.score is None else written(point.score) for point in points
        )
        rows.append(TableRow(by_number[points[0].number], points[0].version, values))
    return tuple(reversed(rows))


def small_web(web: Web, words: Released) -> WebChart:
    """Return the chart of one web by itself, as it stands in a row of small ones."""
    moment = Moment(web.axes(), web.mode, web.on)
    return web_chart(web.structure, words.text, moment, lang=words.lang)


def _dimension(one: Series, history: History, words: Released) -> Dimension:
    group = group_of(words.structure, one.key)
    text = words.text.groups.get(one.key)
    name = (text.label or text.title) if text else one.key
    readings = [
        Reading(point.on, point.score, point.version, one.mode == QUICK, gap=sentences.gap_in_line(point.gap))
        for point in one.points
    ]
    return Dimension(
        key=one.key,
        chart=line_chart(group.dimension if group else "", name, readings, lang=words.lang),
        said=tuple(sentences.over_time(one.points)),
        left_out=tuple(_left_out(item, one.points, history, words) for item in one.left_out),
    )


def _left_out(item: str, points: Sequence[Point], history: History, words: Released) -> LeftOutItem:
    text = words.text.items.get(item)
    said = text.wordings.get(WHO_LEVELS, "") if text else ""
    return LeftOutItem(said, sentences.not_in_line(why_left_out(item, points, history)))


def why_left_out(item: str, points: Sequence[Point], history: History) -> str:
    """Return why an item does not count over these webs: it is not in all versions, or not the same in them."""
    numbers = sorted({point.version for point in points})
    asked = {number: _has(item, number, history) for number in numbers}
    if not asked[numbers[-1]]:
        return REMOVED
    if not all(asked.values()):
        return ADDED
    changed = any(item in history.steps[number].changed for number in range(numbers[0] + 1, numbers[-1] + 1))
    return CHANGED if changed else OTHER_SCALE


def _has(item: str, number: int, history: History) -> bool:
    version = next(version for version in history.versions.values() if version.number == number)
    return any(known.key == item for known in structure_in(version).items())
