"""Reads an instrument as an editor wrote it, as the structure and text that a release would freeze."""

from collections.abc import Iterable, Mapping

from wagtail.blocks import StreamValue

from academy_site.foundation.models import Dimension
from tools.domain.instrument import (
    AUDIENCES,
    LEVEL,
    LEVELS,
    Band,
    Group,
    GroupText,
    Item,
    ItemText,
    LevelText,
    Mode,
    ModeText,
    ScaleStep,
    StepText,
    Structure,
    Text,
)
from tools.models import Instrument, InstrumentGroup, InstrumentItem


def structure_of(instrument: Instrument) -> Structure:
    """Return what an instrument is apart from its words, saved or as it stands in a form."""
    return Structure(
        key=instrument.key,
        kind=instrument.kind,
        scale=tuple(ScaleStep(step.key, step.value) for step in instrument.scale.all()),
        bands=tuple(Band(band.key, band.low, band.high) for band in instrument.bands.all()),
        modes=tuple(Mode(mode.key, mode.minutes) for mode in instrument.modes.all()),
        groups=tuple(_group(group) for group in instrument.groups.select_related("dimension").all()),
    )


def _group(group: InstrumentGroup) -> Group:
    return Group(
        key=group.key,
        dimension=group.dimension.key if group.dimension else "",
        focus=tuple(group.focus),
        items=tuple(_item(item) for item in group.items.all()),
    )


def _item(item: InstrumentItem) -> Item:
    audiences = tuple(audience for audience in AUDIENCES if getattr(item, audience))
    # Whoever holds the instrument reads the levels; they have no wording of their own.
    return Item(item.key, item.kind, () if item.kind == LEVEL else audiences, item.pulse, item.weight)


def dimensions_in(locale_id: int) -> dict[str, Dimension]:
    """Return the dimensions of the vocabulary in a language, by key. One query."""
    return {dimension.key: dimension for dimension in Dimension.objects.filter(locale_id=locale_id)}


def text_of(instrument: Instrument, dimensions: Mapping[str, Dimension] | None = None) -> Text:
    """Return the words of an instrument in its language; those of dimensions come from the vocabulary."""
    known = dimensions_in(instrument.locale_id) if dimensions is None else dimensions
    groups = list(instrument.groups.all())
    return Text(
        title=instrument.title,
        purpose=instrument.purpose,
        introductions={words.audience: words.text for words in instrument.introductions.all()},
        scale={step.key: StepText(step.label, step.text) for step in instrument.scale.all()},
        bands={band.key: band.advice for band in instrument.bands.all()},
        modes={mode.key: ModeText(mode.title, mode.how) for mode in instrument.modes.all()},
        groups={group.key: _group_text(group, _dimension(group, known)) for group in groups},
        items=dict(_items_text(groups, known)),
    )


def _dimension(group: InstrumentGroup, known: Mapping[str, Dimension]) -> Dimension | None:
    return known.get(group.dimension.key) if group.dimension else None


def _lines(stream: StreamValue) -> tuple[str, ...]:
    return tuple(block.value.strip() for block in stream if block.value.strip())


def _group_text(group: InstrumentGroup, dimension: Dimension | None) -> GroupText:
    return GroupText(
        title=dimension.title if dimension else group.title,
        label=dimension.axis_label if dimension else "",
        question=dimension.guiding_question if dimension else group.question,
        why=dimension.why if dimension else "",
        first_steps=_lines(group.first_steps),
        evidence=_lines(group.evidence),
        prompts=_lines(group.prompts),
    )


def _items_text(groups: Iterable[InstrumentGroup], known: Mapping[str, Dimension]) -> Iterable[tuple[str, ItemText]]:
    for group in groups:
        for item in group.items.all():
            if item.kind == LEVEL:
                yield item.key, ItemText(item.concept, item.hint, {}, _levels(group, _dimension(group, known)))
            else:
                wordings = {name: getattr(item, name) for name in AUDIENCES if getattr(item, name)}
                yield item.key, ItemText(item.concept, item.hint, wordings)


def _levels(group: InstrumentGroup, dimension: Dimension | None) -> dict[str, LevelText]:
    if dimension is None:
        return {}
    own = {level.level: level for level in group.levels.all()}
    return {
        str(number): LevelText(
            text=getattr(dimension, f"level_{number}"),
            learner=own[number].learner if number in own else "",
            next_step=own[number].next_step if number in own else "",
        )
        for number in LEVELS
    }
