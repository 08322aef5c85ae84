"""One web by itself, ready to be shown, filed or drawn: its words, its chart, and a line for each dimension."""

from dataclasses import dataclass
from html import unescape

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from tools.charts import AxisPart, Moment, WebChart, web_chart
from tools.domain.scoring import Axis, score_web
from tools.models import Response
from tools.results import level_at
from tools.selectors.released import Released, in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension of a web: its place in the chart, the level nearest to it in words, and what shows it."""

    axis: AxisPart
    answered: int
    asked: int
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
    label, level = level_at(axis, words.structure, words.text)
    return Line(part, axis.answered, axis.asked, label, level.text, note)
