"""All webs of a teacher, put together to be shown: small ones in a row, and each dimension over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools import sentences
from tools.charts import LineChart, Moment, WebChart, line_chart, web_chart
from tools.domain.geometry import Reading
from tools.domain.growth import Point, Series, series
from tools.domain.scoring import FULL, QUICK
from tools.domain.webs import Web, group_of
from tools.models import Response
from tools.selectors.released import Released
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
class Dimension:
    """One dimension over time: its line, what it says, and what is left out of it."""

    chart: LineChart
    said: tuple[str, ...]
    left_out: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """All webs of one mode. Quick and full are two measures and stand apart."""

    mode: str
    title: str
    webs: tuple[OneWeb, ...]
    dimensions: tuple[Dimension, ...]

    @property
    def has_lines(self) -> bool:
        """Whether there are two webs, which a line takes."""
        return len(self.webs) > 1


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
    small = tuple(OneWeb(response, _small(web, words)) for response, web in zip(responses, webs, strict=True))
    lines = series(webs, mode, history.steps) if len(webs) > 1 else ()
    return Measure(mode, title, small, tuple(_dimension(one, words) for one in lines))


def _small(web: Web, words: Released) -> WebChart:
    moment = Moment(web.axes(), web.mode, web.on)
    return web_chart(web.structure, words.text, moment, lang=words.lang)


def _dimension(one: Series, words: Released) -> Dimension:
    group = group_of(words.structure, one.key)
    text = words.text.groups.get(one.key)
    name = (text.label or text.title) if text else one.key
    readings = [Reading(point.on, point.score, point.version, one.mode == QUICK) for point in one.points]
    return Dimension(
        chart=line_chart(group.dimension if group else "", name, readings, lang=words.lang),
        said=tuple(_said(one.points)),
        left_out=(),
        gaps=(),
    )


def _said(points: Sequence[Point]) -> list[str]:
    there = [point for point in points if point.score is not None]
    return sentences.over_time(there)
