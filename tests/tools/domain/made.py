"""Small spiderwebs for tests. Dimension A has the items A-level and A1 to A4; answers are written as "1224"."""

from datetime import date
from decimal import Decimal

from tools.domain.asking import steps
from tools.domain.instrument import (
    LEVEL,
    Band,
    Group,
    GroupText,
    Item,
    ItemText,
    LevelText,
    ScaleStep,
    StepText,
    Structure,
    Text,
)
from tools.domain.scoring import FULL, QUICK, Axis, band_of
from tools.domain.webs import Web

BANDS = (
    Band("start", Decimal("1.0"), Decimal("2.4")),
    Band("deepen", Decimal("2.5"), Decimal("3.9")),
    Band("share", Decimal("4.0"), Decimal("5.0")),
)
SCALE = (*(ScaleStep(str(n), n) for n in range(1, 6)), ScaleStep("na", None))


def structure(**items: str) -> Structure:
    """`structure(A="A1 A2 A3")`: dimensions with their statements; a level item is always there."""
    groups = (
        Group(
            key, key, items=(Item(f"{key}-level", LEVEL), *(Item(name, audiences=("teacher",)) for name in of.split()))
        )
        for key, of in items.items()
    )
    return Structure("web", "spiderweb", SCALE, BANDS, (), tuple(groups))


def usual(*dimensions: str) -> Structure:
    """Four statements for each dimension."""
    return structure(**{key: " ".join(f"{key}{n}" for n in range(1, 5)) for key in dimensions})


def answers(**written: str) -> dict[str, str]:
    """`answers(A="12-.")`: A1 is 1, A2 is 2, A3 is not applicable, A4 was not answered."""
    return {
        f"{key}{place}": "na" if letter == "-" else letter
        for key, letters in written.items()
        for place, letter in enumerate(letters, start=1)
        if letter != "."
    }


def full(on: date, made: Structure, version: int = 1, number: int = 1, **written: str) -> Web:
    return Web(number, on, FULL, version, made, answers(**written))


def quick(on: date, made: Structure, version: int = 1, number: int = 1, **levels: str) -> Web:
    return Web(number, on, QUICK, version, made, {f"{key}-level": level for key, level in levels.items()})


def axes(**scores: str) -> list[Axis]:
    """`axes(A="2.3", B="")`: axes in this order, an empty one open."""
    values = {key: Decimal(score) if score else None for key, score in scores.items()}
    return [Axis(key, value, 4 if value else 0, 4, band_of(value, BANDS)) for key, value in values.items()]


def asked(made: Structure, mode: str):
    """What a teacher is asked of it."""
    text = Text(
        title="Web",
        scale={step.key: StepText(step.key) for step in made.scale},
        groups={group.key: GroupText(group.key) for group in made.groups},
        items={
            item.key: ItemText(levels={str(n): LevelText(f"Level {n}") for n in range(1, 6)})
            if item.kind == LEVEL
            else ItemText(wordings={"teacher": f"I do {item.key}."})
            for item in made.items()
        },
    )
    return steps(made, text, audience="teacher", mode=mode)
