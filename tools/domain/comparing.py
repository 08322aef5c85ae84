"""What two versions of an instrument have in common, and what may be compared across them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.domain.instrument import Item, Structure, Text

ADDED = "added"
REMOVED = "removed"
REWORDED = "reworded"
MOVED = "moved"

# Stands among the changes for the words of the answers; no item can have this key.
SCALE = "(scale)"

SAME_MEANING = "same_meaning"
TYPO = "typo"
CHANGED = "changed"
MEANINGS = (SAME_MEANING, TYPO, CHANGED)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What happened to one item. `before` and `after` are its words, one for each audience or level."""

    key: str
    what: str
    group: str
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether an editor has to say what the change means; the other kinds say it themselves."""
        return self.what == REWORDED


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version changes. Answers to the same key are compared unless the item or the scale changed."""

    items: tuple[ItemChange, ...] = ()
    scale_changed: bool = False
    structure_changed: bool = False
    words_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.structure_changed or self.words_changed)

    @property
    def asked(self) -> tuple[ItemChange, ...]:
        """The changes of which an editor has to say what they mean."""
        return tuple(change for change in self.items if change.is_asked)


def words_of(item: Item, text: Text) -> tuple[tuple[str, str], ...]:
    """Return the words that a respondent answers: wordings by audience, or levels by number."""
    words = text.items.get(item.key)
    if words is None:
        return ()
    if words.levels:
        return tuple((number, level.text) for number, level in sorted(words.levels.items()))
    return tuple((audience, words.wordings[audience]) for audience in item.audiences if audience in words.wordings)


def difference(old: Structure, old_text: Text, new: Structure, new_text: Text) -> Difference:
    """Return what the second changes about the first, items in the order of the new one, removed ones last."""
    before = {item.key: (group.key, item) for group in old.groups for item in group.items}
    after = {item.key: (group.key, item) for group in new.groups for item in group.items}
    changes = []
    old_answers, new_answers = _words_of_scale(old_text), _words_of_scale(new_text)
    if _answers(old) == _answers(new) and old_answers != new_answers:
        changes.append(ItemChange(SCALE, REWORDED, "", old_answers, new_answers))
    for key, (group, item) in after.items():
        words = words_of(item, new_text)
        if key not in before:
            changes.append(ItemChange(key, ADDED, group, (), words))
            continue
        old_group, old_item = before[key]
        old_words = words_of(old_item, old_text)
        if old_group != group or old_item.kind != item.kind:
            changes.append(ItemChange(key, MOVED, group, old_words, words))
        elif old_words != words:
            changes.append(ItemChange(key, REWORDED, group, old_words, words))
    changes += [
        ItemChange(key, REMOVED, group, words_of(item, old_text), ())
        for key, (group, item) in before.items()
        if key not in after
    ]
    return Difference(
        items=tuple(changes),
        scale_changed=_answers(old) != _answers(new),
        structure_changed=old != new,
        words_changed=old_text != new_text,
    )


def _words_of_scale(text: Text) -> tuple[tuple[str, str], ...]:
    return tuple((key, f"{words.label} {words.text}".strip()) for key, words in sorted(text.scale.items()))


def _answers(structure: Structure) -> dict[str, int | None]:
    return structure.values()


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one version to the next: items that no longer mean the same, and how old answers read now.

    `mapping` is None where answers of both are the same; empty where they cannot be compared.
    """

    changed: frozenset[str] = field(default_factory=frozenset)
    mapping: Mapping[str, str] | None = None


def step_between(change: Difference, meanings: Mapping[str, str], mapping: Mapping[str, str] | None) -> Step:
    """Return what a release breaks, from its difference and what the editor said of it.

    A reworded item counts as changed unless the editor said otherwise; a moved one always does. Answers
    that mean something else now are another scale.
    """
    changed = {
        item.key
        for item in change.items
        if item.what == MOVED or (item.what == REWORDED and meanings.get(item.key, CHANGED) == CHANGED)
    }
    other_answers = SCALE in changed
    return Step(
        frozenset(changed - {SCALE}),
        dict(mapping or {}) if change.scale_changed else {} if other_answers else None,
    )


def comparable_items(old: Structure, new: Structure, steps: Sequence[Step]) -> frozenset[str]:
    """Return the keys of the items whose answers in two versions may be compared.

    `steps` are those from the old version to the new one, in order. Nothing may be compared across a
    changed scale without a mapping.
    """
    if any(step.mapping is not None and not step.mapping for step in steps):
        return frozenset()
    shared = {item.key for item in old.items()} & {item.key for item in new.items()}
    return frozenset(shared - _all_changed(steps))


def _all_changed(steps: Iterable[Step]) -> set[str]:
    return {key for step in steps for key in step.changed}


def translated_answer(answer: str, steps: Sequence[Step]) -> str | None:
    """Return what an answer of the old version is in the new one; None where a mapping leaves it out."""
    current: str | None = answer
    for step in steps:
        if step.mapping is not None and current is not None:
            current = step.mapping.get(current)
    return current


def flat(document: Mapping[str, object]) -> dict[tuple[str, ...], str]:
    """Return every text and number of a document by its path, lists by position."""
    found: dict[tuple[str, ...], str] = {}

    def walk(path: tuple[str, ...], value: object) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                walk((*path, str(key)), inner)
        elif isinstance(value, list | tuple):
            for place, inner in enumerate(value):
                # What has a key is found by it, wherever it stands.
                name = inner["key"] if isinstance(inner, Mapping) and "key" in inner else place + 1
                walk((*path, str(name)), inner)
        elif value not in (None, ""):
            found[path] = str(value)

    walk((), document)
    return found


def changed_places(old: Mapping[str, object], new: Mapping[str, object]) -> list[tuple[tuple[str, ...], str, str]]:
    """Return path, old and new content of every place that differs, in the order of the new document."""
    before, after = flat(old), flat(new)
    paths = [*after, *(path for path in before if path not in after)]
    return [
        (path, before.get(path, ""), after.get(path, ""))
        for path in paths
        if before.get(path, "") != after.get(path, "")
    ]
