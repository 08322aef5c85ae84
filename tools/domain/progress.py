"""How far a web under way is: which dimensions are answered as a whole, and where one goes on."""

from collections.abc import Iterable, Mapping, Sequence

from tools.domain.asking import PULSE, Step
from tools.domain.instrument import Group, Structure
from tools.domain.scoring import QUICK

# The keys of the items of each dimension that is asked.
Asked = Sequence[Sequence[str]]


def asked_keys(structure: Structure, *, audience: str, mode: str, only: Iterable[str] = ()) -> Asked:
    """Return the keys that `asking.steps` asks about, without the words of any language; `only` names groups."""
    wanted = set(only)
    groups = [group for group in structure.groups if not wanted or group.key in wanted]
    return tuple(keys for group in groups if (keys := _keys(group, audience, mode)))


def _keys(group: Group, audience: str, mode: str) -> tuple[str, ...]:
    if mode == QUICK:
        return (group.level_item.key,) if group.level_item else ()
    return tuple(item.key for item in group.statements if audience in item.audiences and (item.pulse or mode != PULSE))


def keys_of(steps: Iterable[Step]) -> Asked:
    """Return the keys of steps that are there in words."""
    return tuple(step.keys for step in steps)


def is_answered(keys: Iterable[str], answers: Mapping[str, str]) -> bool:
    """Whether every item of a dimension has an answer; not applicable is one."""
    return all(key in answers for key in keys)


def answered(asked: Asked, answers: Mapping[str, str]) -> int:
    """Return how many dimensions are answered."""
    return sum(is_answered(keys, answers) for keys in asked)


def goes_on_at(asked: Asked, answers: Mapping[str, str]) -> int:
    """Return the number of the first dimension that is not answered, from one; that of the last when all are."""
    numbered = enumerate(asked, start=1)
    return next((number for number, keys in numbered if not is_answered(keys, answers)), max(len(asked), 1))
