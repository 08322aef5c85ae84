"""A web as an SVG file that stands alone: its own colours and words, no style sheet, no script, no other file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _, pgettext

from tools.charts import AxisPart, WebChart
from tools.colours import colours, of_dimension
from tools.domain import geometry
from tools.domain.labels import SOFT

WIDTH, HEIGHT = 880, 700
_FONT = "Atkinson Hyperlegible, Verdana, DejaVu Sans, sans-serif"
# As many letters of a label as fit beside the web.
_WIDEST = 17
_LINE = 21
_BAR_TOP, _BAR_STEP = -260, 62


@dataclass(frozen=True, slots=True)
class Words:
    """What an SVG says besides its labels. `note` stands below the picture."""

    title: str
    description: str
    note: str
    language: str


def svg_file(chart: WebChart, words: Words) -> str:
    """Return the picture of a web, or of its bars when too little is answered for a web."""
    inside = _web(chart) if chart.is_web else _bars(chart)
    paper, ink, soft = (colours()[name] for name in ("paper", "ink", "ink-soft"))
    lang, title = escape(words.language), escape(words.title)
    box = f"{-WIDTH // 2} {-HEIGHT // 2} {WIDTH} {HEIGHT}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" lang="{lang}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="{box}" role="img" aria-labelledby="title description" font-family="{_FONT}" font-size="17">'
        f'<title id="title">{title}</title><desc id="description">{escape(words.description)}</desc>'
        f'<rect x="{-WIDTH // 2}" y="{-HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/>'
        f'<text x="0" y="{40 - HEIGHT // 2}" text-anchor="middle" font-size="24" font-weight="700" fill="{ink}">'
        f"{title}</text>{inside}"
        f'<text x="0" y="{HEIGHT // 2 - 18}" text-anchor="middle" font-size="15" fill="{soft}">'
        f"{escape(words.note)}</text></svg>"
    )


def value_words(axis: AxisPart) -> str:
    """Return the value of an axis as it is read."""
    if axis.now is None:
        return pgettext("an axis without a value", "open")
    return number_format(axis.now, 1)


def day_words(chart: WebChart) -> str:
    """Return when and how a web was answered."""
    day = date_format(chart.day, "DATE_FORMAT")
    return f"{day}, {_('Quick web') if chart.is_quick else _('Full web')}"


def _web(chart: WebChart) -> str:
    known = colours()
    axes, count = chart.axes, len(chart.axes)
    places = geometry.points([axis.now for axis in axes])
    parts = [
        f'<path d="{path}" fill="none" stroke="{known["line-strong"]}" stroke-width="{1.75 if step == 3 else 1}"/>'
        for step, path in enumerate(geometry.threads(count), 1)
    ]
    parts += _spokes(axes, places)
    if line := geometry.outline(places):
        parts.append(f'<path d="{geometry.area(places)}" fill="{known["brand"]}" fill-opacity="0.16"/>')
        parts.append(
            f'<path d="{line}" fill="none" stroke="{known["brand"]}" stroke-width="4" stroke-linejoin="round" '
            f'stroke-linecap="round"/>'
        )
    parts += _dots(chart, places)
    parts += _levels()
    lang = f' lang="{escape(chart.lang)}" xml:lang="{escape(chart.lang)}"' if chart.lang else ""
    labels = (_label(axis, *geometry.point(place, count, geometry.ICON_AT)) for place, axis in enumerate(axes))
    return f'{"".join(parts)}<g font-weight="600"{lang}>{"".join(labels)}</g>'


def _spokes(axes: Sequence[AxisPart], places: Sequence[geometry.Point | None]) -> Iterator[str]:
    for axis, end, place in zip(axes, geometry.ends(len(axes)), places, strict=True):
        if place is None:
            faint = colours()["line-strong"]
            yield f'<path d="M0 0L{end}" stroke="{faint}" stroke-width="2.5" stroke-dasharray="2 6"/>'
        else:
            yield f'<path d="M0 0L{end}" stroke="{of_dimension(axis.dimension)}" stroke-width="2.5"/>'


def _dots(chart: WebChart, places: Sequence[geometry.Point | None]) -> Iterator[str]:
    paper = colours()["paper"]
    for axis, place in zip(chart.axes, places, strict=True):
        if place is None:
            continue
        colour = of_dimension(axis.dimension)
        look = (
            f'fill="{paper}" stroke="{colour}" stroke-width="3.5"'
            if chart.is_quick
            else f'fill="{colour}" stroke="{paper}" stroke-width="2.5"'
        )
        yield f'<path transform="translate({place})" d="{axis.marker}" {look}/>'


def _levels() -> Iterator[str]:
    known = colours()
    for step in range(1, geometry.STEPS + 1):
        y = geometry.short(6 - geometry.RADIUS * step / geometry.STEPS)
        yield (
            f'<text x="14" y="{y}" font-size="15" fill="{known["ink-faint"]}" stroke="{known["paper"]}" '
            f'stroke-width="4" paint-order="stroke">{step}</text>'
        )


def _label(axis: AxisPart, x: float, y: float) -> str:
    """Return the name of an axis and its value, beyond the end of the axis, growing away from the web."""
    lines = [*wrapped(axis.label), value_words(axis)]
    anchor = "middle" if abs(x) < 20 else "start" if x > 0 else "end"
    above = (y + geometry.ICON_AT) / (2 * geometry.ICON_AT)  # 0 at the top, 1 at the bottom
    first = y - _LINE * (len(lines) - 1) * (1 - above) + 6
    spans = (
        f'<tspan x="{x:g}" y="{first + _LINE * number:.1f}"{_weight(number, lines)}>{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" fill="{of_dimension(axis.dimension)}">{"".join(spans)}</text>'


def _weight(number: int, lines: Sequence[str]) -> str:
    return ' font-weight="400"' if number == len(lines) - 1 else ""


def wrapped(label: str, widest: int = _WIDEST) -> list[str]:
    """Return a label in lines; a soft hyphen shows where a line breaks at it, and nowhere else."""
    lines: list[str] = [""]
    for word in label.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if len(joined.replace(SOFT, "")) <= widest:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for piece in word.split(SOFT):
            if lines[-1] and len(lines[-1]) + len(piece) >= widest:
                lines[-1] += "-"
                lines.append("")
            lines[-1] += piece
    return [line.replace(SOFT, "") for line in lines if line]


def _bars(chart: WebChart) -> str:
    known = colours()
    parts = []
    for number, axis in enumerate(chart.bars):
        y, colour = _BAR_TOP + _BAR_STEP * number, of_dimension(axis.dimension)
        name = escape(axis.name)
        parts.append(f'<text x="-380" y="{y}" font-weight="600" fill="{colour}">{name}</text>')
        parts.append(f'<text x="380" y="{y}" text-anchor="end" fill="{known["ink"]}">{value_words(axis)}</text>')
        parts.append(f'<path d="M-380 {y + 16}H380" stroke="{known["line"]}" stroke-width="2"/>')
        if axis.now is not None:
            width = 760 * float(axis.now) / geometry.STEPS
            look = (
                f'fill="{known["paper"]}" stroke="{colour}" stroke-width="2"' if chart.is_quick else f'fill="{colour}"'
            )
            parts.append(f'<rect x="-380" y="{y + 8}" width="{width:.1f}" height="16" {look}/>')
    return "".join(parts)
