"""Figures of a school report for paper, drawn with matplotlib from the same places as those of the pages.

For the worker only: no module that a web process loads imports this one.
"""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tools.colours import colours
from tools.figures import font, written
from tools.report_survey_pictures import TICKS, Bar, Dot, GapLine

_WIDTH = 6.7
# Colour and shape of each group.
_LOOKS = {
    "student": ("together", "o"),
    "parent": ("assessment", "D"),
    "leader": ("ownership", "^"),
    "governor": ("digital", "v"),
    "teacher": ("brand", "s"),
    "staff": ("brand", "s"),
}
_SHADES = {"1": "seq1", "2": "seq2", "3": "seq3", "4": "seq4", "5": "seq5", "n": "seq-na"}
_DARK = {"3", "4", "5"}
# Where the names end, the line begins and ends, and the numbers begin, in percent of the width.
_LINE, _LINE_WIDTH, _NUMBERS = 30.0, 42.0, 75.0
_BAR, _BAR_WIDTH = 28.0, 72.0
_ON_A_LINE = 2


def gap_figure(lines: Sequence[GapLine], keys: Sequence[tuple[str, str]], *, low: str, high: str) -> bytes:
    """Return role gaps as dots on lines, as SVG, with what the marks mean.

    `keys` are the groups with their names; `low` and `high` are the ends of the scale in words.
    """
    figure, place = _stage(0.36 * len(lines) + 0.55, len(lines), above=1.5)
    known = colours()
    for column, (group, name) in enumerate(keys):
        place.plot(1.2 + 100 * column / len(keys), -1.6, **_mark(group))
        place.text(3 + 100 * column / len(keys), -1.6, name, fontsize=9, va="center", color=known["ink"], **font())
    place.text(_LINE, -0.7, f"1 {low}", fontsize=8, va="center", color=known["ink-soft"], **font())
    end = _LINE + _LINE_WIDTH
    place.text(end, -0.7, f"5 {high}", fontsize=8, ha="right", va="center", color=known["ink-soft"], **font())
    for row, line in enumerate(lines):
        place.text(0, row, line.name[:52], fontsize=9, va="center", color=known["ink"], **font())
        _gap(place, row, line)
    return written(figure)


def _gap(place: Axes, row: int, line: GapLine) -> None:
    known = colours()
    place.plot([_at(TICKS[0]), _at(TICKS[-1])], [row, row], color=known["line-strong"], linewidth=0.8)
    for tick in TICKS:
        place.plot([_at(tick)] * 2, [row - 0.14, row + 0.14], color=known["line-strong"], linewidth=0.8)
    colour, width = (known["sun-line"], 3.2) if line.is_flagged else (known["line-strong"], 2.6)
    place.plot([_at(line.begin), _at(line.end)], [row, row], color=colour, linewidth=width, solid_capstyle="butt")
    for dot in line.dots:
        place.plot(_at(dot.x), row + (dot.y - 22) / 48, **_mark(dot.group))
    numbers = [_words(dot) for dot in line.dots]
    pairs = [", ".join(numbers[at : at + _ON_A_LINE]) for at in range(0, len(numbers), _ON_A_LINE)]
    place.text(_NUMBERS, row, ",\n".join(pairs), fontsize=7, va="center", color=known["ink-soft"], **font())


def _words(dot: Dot) -> str:
    return f"{dot.name} {dot.mean}"


def _mark(group: str) -> dict[str, Any]:
    name, marker = _LOOKS.get(group, _LOOKS["staff"])
    return {
        "marker": marker,
        "markersize": 7,
        "markerfacecolor": colours()[name],
        "markeredgecolor": colours()["paper"],
        "markeredgewidth": 0.8,
        "linestyle": "none",
        "zorder": 5,
    }


def bars_figure(bars: Sequence[Bar]) -> bytes:
    """Return the answers of all groups to one concept as stacked bars, as SVG."""
    asked = [bar for bar in bars if bar.is_asked]
    figure, place = _stage(0.33 * len(asked), len(asked))
    known = colours()
    for row, bar in enumerate(asked):
        place.text(0, row, bar.name, fontsize=9, va="center", color=known["ink"], **font())
        if not bar.parts:
            place.text(_BAR, row, _short(bar.why), fontsize=8, va="center", color=known["ink-soft"], **font())
        for part in bar.parts:
            _part(place, row, part)
    return written(figure)


def _part(place: Axes, row: int, part: Any) -> None:
    begin, width = _BAR + float(part.x) * _BAR_WIDTH / 100, float(part.width) * _BAR_WIDTH / 100
    colour = colours()[_SHADES[part.shade]]
    place.barh(row, width, left=begin, height=0.76, facecolor=colour, edgecolor=colours()["paper"], linewidth=0.6)
    if part.has_room:
        ink = colours()["paper" if part.shade in _DARK else "ink"]
        place.text(begin + width / 2, row, str(part.percent), ha="center", va="center", fontsize=8, color=ink, **font())


def _short(why: str) -> str:
    return why.partition(". ")[0]


def _stage(height: float, rows: float, above: float = 0) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH, max(height, 0.3)), facecolor="none")
    place = figure.add_axes((0, 0, 1, 1))
    place.set_xlim(0, 100)
    place.set_ylim(rows - 0.5, -0.5 - above)
    place.axis("off")
    return figure, place


def _at(x: Any) -> float:
    return _LINE + float(x) * _LINE_WIDTH / 100
