"""One web by itself, ready to be shown, filed or drawn: its words, its chart, and a line for each dimension."""

from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from tools.charts import AxisPart, Moment, WebChart, web_chart
from tools.domain.instrument import LevelText
from tools.domain.scoring import Axis, half_up, score_web
from tools.models import Response
from tools.selectors.released import Released, in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension of a web: its place in the chart, the level nearest to it in words, and what shows it."""

    axis: AxisPart
    answered: int
    asked: int
    level: int | None
    label: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class OneWeb:
    """A web that was handed in, in the words of one language."""

    response: Response
    words: Released
    chart: WebChart
    lines: tuple[Line, ...]

    @property
    def says(self) -> str:
        """What the web shows, as plain text in the language of the interface."""
        return plain(render_to_string("tools/parts/web_says.html", {"chart": self.chart}))


def plain(html: str) -> str:
    """Return the words of a piece of a page."""
    return " ".join(unescape(strip_tags(html)).split())


def one_web(response: Response, *, language: str = "", with_notes: bool = True) -> OneWeb:
    """Return a web in the words of this language, by default the reader's. One query."""
    words = in_words(response.version, language)
    axes = score_web(words.structure, response.answers, response.mode)
    chart = web_chart(words.structure, words.text, Moment(axes, response.mode, response.on), lang=words.lang)
    notes = response.notes if with_notes else {}
    lines = (_line(words, axis, part, notes.get(axis.key, "")) for axis, part in zip(axes, chart.axes, strict=True))
    return OneWeb(response, words, chart, tuple(lines))


def _line(words: Released, axis: Axis, part: AxisPart, note: str) -> Line:
    level = nearest_level(axis.score)
    text = level_text(words, axis.key, level)
    step = words.text.scale.get(str(level))
    return Line(part, axis.answered, axis.asked, level, step.label if step else "", text.text if text else "", note)


def nearest_level(score: Decimal | None) -> int | None:
    """Return the level that a score is nearest to, halves upwards; None for no score."""
    return None if score is None else int(half_up(score, 0))


def level_text(words: Released, dimension: str, level: int | None) -> LevelText | None:
    """Return what a level of a dimension looks like; None where no words are known."""
    group = next((group for group in words.structure.groups if group.key == dimension), None)
    item = group.level_item if group else None
    known = words.text.items.get(item.key) if item else None
    return known.levels.get(str(level)) if known else None
