"""The inside of a web as SVG: lines and markers with classes, no colours and no words but the five numbers.

Joined here instead of in a template, which would take ten times as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from tools.domain import geometry
from tools.domain.geometry import Value

_GOAL = '<g transform="translate({0})"><circle class="goal" r="13"/><circle class="goal__eye" r="4"/></g>'
_WAS = '<circle class="was" r="5.5" transform="translate({0})"/>'


@dataclass(frozen=True, slots=True)
class Spoke:
    """What is drawn on one axis. `dimension` gives it colour, marker and icon."""

    dimension: str
    now: Value | None
    earlier: Value | None = None
    target: Value | None = None


@lru_cache(maxsize=100)
def pattern(dimension: str) -> str:
    """Return the class that gives a dimension its colour and weave, safe inside an attribute."""
    return escape(f"dim-{dimension}") if dimension else ""


@lru_cache(maxsize=100)
def _threads(axes: int) -> str:
    paths = geometry.threads(axes)
    return "".join(f'<path class="thread thread--{step}" d="{path}"/>' for step, path in enumerate(paths, 1))


@lru_cache(maxsize=1)
def _levels() -> str:
    steps = range(1, geometry.STEPS + 1)
    places = ((step, geometry.short(6 - geometry.RADIUS * step / geometry.STEPS)) for step in steps)
    return "".join(f'<text class="tick" x="9" y="{y}">{step}</text>' for step, y in places)


@lru_cache(maxsize=100)
def _icons(dimensions: tuple[str, ...], sprite: str) -> str:
    return "".join(
        f'<g class="web__icon {pattern(dimension)}" transform="translate({place})"><svg width="40" height="40" '
        f'viewBox="0 0 24 24"><use href="{escape(sprite)}#i-{escape(dimension)}"/></svg></g>'
        for dimension, place in zip(dimensions, geometry.icon_places(len(dimensions)), strict=True)
        if dimension
    )


def _now(places: Sequence[geometry.Point | None]) -> str:
    path = geometry.outline(places)
    if not path:
        return ""
    return f'<path class="now now--area" d="{geometry.area(places)}"/><path class="now now--line" d="{path}"/>'


def web(spokes: Sequence[Spoke], *, is_quick: bool, sprite: str) -> str:
    """Return the inside of a web in a box of `REACH` around 0, 0, with icons of the sprite at this address.

    What matters most lies on top: now over targets over earlier over the threads.
    """
    now = geometry.points([spoke.now for spoke in spokes])
    earlier = geometry.points([spoke.earlier for spoke in spokes])
    goals = geometry.points([spoke.target for spoke in spokes])
    before = geometry.outline(earlier)
    quick = " dot--quick" if is_quick else ""
    parts = [_threads(len(spokes))]
    for spoke, end, place in zip(spokes, geometry.ends(len(spokes)), now, strict=True):
        kind = "" if place else " spoke--open"
        parts.append(f'<path class="spoke{kind} {pattern(spoke.dimension)}" d="M0 0L{end}"/>')
    parts += [_levels(), f'<path class="before" d="{before}"/>' if before else "", _now(now), '<g class="dots">']
    parts += [_WAS.format(place) for place in earlier if place]
    parts += [_GOAL.format(place) for place in goals if place]
    parts += [
        f'<path class="dot{quick} {pattern(spoke.dimension)}" transform="translate({place})" '
        f'd="{geometry.marker(spoke.dimension)}"/>'
        for spoke, place in zip(spokes, now, strict=True)
        if place
    ]
    parts += ["</g>", _icons(tuple(spoke.dimension for spoke in spokes), sprite)]
    return "".join(parts)


def small_web(spokes: Sequence[Spoke], *, is_quick: bool) -> str:
    """Return the inside of a web that is one of many: its shape, dots, and open axes; no icons and numbers."""
    places = geometry.points([spoke.now for spoke in spokes])
    quick = " dot--quick" if is_quick else ""
    parts = [_threads(len(spokes))]
    for end, place in zip(geometry.ends(len(spokes)), places, strict=True):
        if not place:
            parts.append(f'<path class="spoke spoke--open" d="M0 0L{end}"/>')
    parts.append(_now(places))
    parts += [
        f'<circle class="dot{quick} {pattern(spoke.dimension)}" r="14" transform="translate({place})"/>'
        for spoke, place in zip(spokes, places, strict=True)
        if place
    ]
    return "".join(parts)
