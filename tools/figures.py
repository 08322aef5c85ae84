"""Figures of files, drawn with matplotlib from the same numbers, places and colours as those of the pages.

For the worker only: no module that a web process loads imports this one.
"""

import logging
import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.patheffects as effects
from django.conf import settings
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from tools.charts import LineChart, WebChart
from tools.colours import colours, eye, of_dimension
from tools.domain import geometry
from tools.svg_file import value_words, wrapped

# The hash of names inside of an SVG: the same numbers give the same file.
# It warns for each letter that no part of the font has.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
mpl.rcParams.update({"svg.hashsalt": "academy", "svg.fonttype": "path", "path.simplify": False})

_FONTS = ("latin", "polish")
_WEIGHT = 500
_FALLBACK = "DejaVu Sans"
_RECTANGLE = Outline([(-1, -0.55), (1, -0.55), (1, 0.55), (-1, 0.55), (-1, -0.55)], closed=True)
_MARKS = {
    "knowing": "o",
    "ownership": "s",
    "pathways": "D",
    "coaching": "^",
    "assessment": "v",
    "digital": _RECTANGLE,
    "environment": "8",
    "together": "P",
}
_STEP = re.compile(r"([MLQZ])([^MLQZ]*)")
_PNG_DPI = 200
_Spot = tuple[float, float]


@lru_cache(maxsize=1)
def font() -> Mapping[str, Any]:
    """Return the font of the site as matplotlib takes it: its parts are asked for a letter one after the other.

    matplotlib reads neither compressed nor variable fonts, so one weight is made of each part, once and for all.
    """
    names = []
    for part in _FONTS:
        path = settings.VAR_DIR / "fonts" / f"{part}-{_WEIGHT}.ttf"
        if not path.exists():
            _make_font(part, path)
        font_manager.fontManager.addfont(path)
        names.append(font_manager.FontProperties(fname=path).get_name())
    return {"family": [*names, _FALLBACK], "weight": _WEIGHT}


def _make_font(part: str, path: Path) -> None:
    font = TTFont(settings.BASE_DIR / f"academy_site/static/academy/fonts/atkinson-next-{part}.woff2")
    font = instantiateVariableFont(font, {"wght": _WEIGHT})
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = f"Academy {part}"
    font.flavor = None
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two workers may make it at the same time.
    fresh = path.with_suffix(f".{os.getpid()}")
    font.save(fresh)
    fresh.replace(path)


def web_figure(chart: WebChart, *, kind: str = "svg", title: str = "", says: str = "") -> bytes:
    """Return a web with its earlier web and targets as SVG or PNG; bars when too little is answered for a web."""
    size = (7.4, 5.9) if title else (7.4, 5.5)
    figure = Figure(figsize=size, facecolor=colours()["paper"] if kind == "png" else "none")
    if title:
        figure.text(0.5, 0.955, title, ha="center", fontsize=15, color=colours()["ink"], **font())
    place = figure.add_axes((0, 0, 1, 0.93 if title else 1))
    if chart.is_web:
        _draw_web(place, chart)
    else:
        _draw_bars(place, chart)
    return written(figure, {"Title": title, "Description": says} if kind == "png" else None)


def written(figure: Figure, said: Mapping[str, str] | None = None) -> bytes:
    """Return a figure as PNG when something is said in it, else as SVG. Without a day: same numbers, same file."""
    target = BytesIO()
    if said is None:
        figure.savefig(target, format="svg", metadata={"Date": None})
    else:
        figure.savefig(target, format="png", dpi=_PNG_DPI, metadata={**said, "Software": None})
    return target.getvalue()


def _stage(place: Axes, width: float, height: float) -> None:
    place.set_xlim(-width, width)
    place.set_ylim(height, -height)
    place.set_aspect("equal")
    place.axis("off")


def _draw_web(place: Axes, chart: WebChart) -> None:
    _stage(place, 420, 318)
    known, count = colours(), len(chart.axes)
    now = geometry.points([axis.now for axis in chart.axes])
    earlier = geometry.points([axis.earlier for axis in chart.axes])
    goals = geometry.points([axis.target for axis in chart.axes])
    for step, thread in enumerate(geometry.threads(count), 1):
        _line(place, thread, known["line-strong"], 1.1 if step == 3 else 0.6)
    for axis, end, here in zip(chart.axes, geometry.ends(count), now, strict=True):
        colour, dash = (of_dimension(axis.dimension), "-") if here else (known["line-strong"], (0, (1, 3)))
        place.plot([0, end.x], [0, end.y], color=colour, linewidth=1.5, linestyle=dash, solid_capstyle="round")
    _line(place, geometry.outline(earlier), known["ink-faint"], 1.6, (0, (4, 3)))
    if inside := geometry.area(now):
        place.add_patch(PathPatch(_path(inside), facecolor=known["brand"], alpha=0.16, linewidth=0))
    _line(place, geometry.outline(now), known["brand"], 2.4)
    _marks(place, chart, now, earlier, goals)
    for step in range(1, geometry.STEPS + 1):
        place.text(
            11,
            6 - geometry.RADIUS * step / geometry.STEPS,
            str(step),
            fontsize=9,
            color=known["ink-faint"],
            **font(),
            path_effects=[effects.withStroke(linewidth=2, foreground=known["paper"])],
        )
    for number, axis in enumerate(chart.axes):
        at = geometry.point(number, count, geometry.ICON_AT - 10)
        side = "center" if abs(at.x) < 20 else "left" if at.x > 0 else "right"
        rise = "bottom" if at.y < -180 else "top" if at.y > 180 else "center"
        label = "\n".join([*wrapped(axis.label), value_words(axis)])
        colour = of_dimension(axis.dimension)
        place.text(at.x, at.y, label, ha=side, va=rise, fontsize=10.5, color=colour, **font(), linespacing=1.15)


def _marks(place: Axes, chart: WebChart, now, earlier, goals) -> None:
    known = colours()
    for spot in filter(None, earlier):
        place.plot(
            spot.x, spot.y, "o", markersize=5.5, markerfacecolor=known["paper"], markeredgecolor=known["ink-faint"]
        )
    for spot in filter(None, goals):
        place.plot(spot.x, spot.y, "o", markersize=14, markerfacecolor=known["sun"], markeredgecolor=known["ink"])
        place.plot(spot.x, spot.y, "o", markersize=3.5, color=eye())
    for axis, spot in zip(chart.axes, now, strict=True):
        if spot:
            place.plot(spot.x, spot.y, **_look(axis.dimension, is_quick=chart.is_quick, size=9))


def _look(dimension: str, *, is_quick: bool, size: float) -> dict[str, Any]:
    """Return how the marker of a dimension looks: filled in a full web, open in a quick one."""
    colour, paper = of_dimension(dimension), colours()["paper"]
    face, edge, width = (paper, colour, 1.8) if is_quick else (colour, paper, 1)
    return {
        "marker": _MARKS.get(dimension, "o"),
        "markersize": size * (1.25 if dimension == "digital" else 1),
        "markerfacecolor": face,
        "markeredgecolor": edge,
        "markeredgewidth": width,
        "linestyle": "none",
        "zorder": 5,
    }


def _line(place: Axes, path: str, colour: str, width: float, dash="-") -> None:
    if path:
        place.add_patch(PathPatch(_path(path), fill=False, edgecolor=colour, linewidth=width, linestyle=dash))


def _path(drawn: str) -> Outline:
    """Return a path of the geometry as matplotlib has it."""
    places: list[tuple[float, float]] = []
    codes: list[int] = []
    for step, numbers in _STEP.findall(drawn):
        values = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", numbers)]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if step == "Z":
            places.append(places[0])
            codes.append(int(Outline.CLOSEPOLY))
            continue
        kind = {"M": Outline.MOVETO, "L": Outline.LINETO, "Q": Outline.CURVE3}[step]
        places += pairs
        codes += [int(kind)] * len(pairs)
    return Outline(places, codes)


def _draw_bars(place: Axes, chart: WebChart) -> None:
    known, look = colours(), font()
    place.set_xlim(0, geometry.STEPS)
    place.set_ylim(len(chart.bars) - 0.2, -0.6)
    place.axis("off")
    place.set_position((0.06, 0.04, 0.88, 0.86))
    for row, axis in enumerate(chart.bars):
        colour = of_dimension(axis.dimension)
        place.text(0, row - 0.22, axis.name, color=colour, **look, fontsize=11)
        place.text(geometry.STEPS, row - 0.22, value_words(axis), ha="right", color=known["ink"], **look, fontsize=11)
        place.plot([0, geometry.STEPS], [row + 0.15, row + 0.15], color=known["line"], linewidth=1)
        if axis.now is not None:
            face = known["paper"] if chart.is_quick else colour
            place.barh(row + 0.15, float(axis.now), height=0.3, facecolor=face, edgecolor=colour)


def line_figure(chart: LineChart) -> bytes:
    """Return one dimension over time as SVG. Drawn without the axes of matplotlib, which take most of its time."""
    figure = Figure(figsize=(3.3, 1.55), facecolor="none")
    known, colour = colours(), of_dimension(chart.dimension)
    heights = [float(height) for _level, height in chart.levels]
    _lines(figure, [((8, y), (100, y)) for y in heights], known["line"], 0.8)
    for level, height in chart.levels:
        x, y = _at(1, float(height) + 5)
        figure.text(x, y, str(level), fontsize=8, color=known["ink-faint"], **font())
    marks = [((float(mark.x), 0), (float(mark.x), geometry.LINE_HEIGHT)) for mark in chart.line.marks]
    _lines(figure, marks, known["ink-faint"], 0.9, (0, (3, 3)))
    for quick, dash in ((False, "-"), (True, (0, (4, 2)))):
        parts = [part for part in chart.line.stretches if part.quick == quick]
        ways = [((float(part.x1), float(part.y1)), (float(part.x2), float(part.y2))) for part in parts]
        _lines(figure, ways, colour, 2, dash)
        spots = [_at(float(dot.x), float(dot.y)) for dot in chart.line.dots if dot.quick == quick]
        if spots:
            across, up = zip(*spots, strict=True)
            look = _look(chart.dimension, is_quick=quick, size=7.5)
            figure.add_artist(Line2D(across, up, transform=figure.transFigure, **look))
    return written(figure)


def _lines(figure: Figure, ways: Sequence[tuple[_Spot, _Spot]], colour: str, width: float, dash: Any = "-") -> None:
    if ways:
        segments = [[_at(*begin), _at(*end)] for begin, end in ways]
        place = figure.transFigure
        figure.add_artist(LineCollection(segments, colors=colour, linewidths=width, linestyles=[dash], transform=place))


def _at(x: float, y: float) -> _Spot:
    """Return a place of a line over time, in percent and pixels, as a part of the figure."""
    return x / 100, 1 - y / geometry.LINE_HEIGHT
