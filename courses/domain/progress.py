"""When a module or course is worked through, how far a teacher is, and where they go on.

A module counts units, a course counts modules; both are `Part`s here. What editors change later
never takes away what was worked through: what there was at that moment is remembered (`Finish`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of a module, or a module of a course, as it stands now."""

    key: UUID
    required: bool = True


@dataclass(frozen=True, slots=True)
class Finish:
    """What there was when it was first worked through: what had to be done, and everything."""

    required: frozenset[UUID]
    all: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a teacher is.

    `counting` are the parts that the numbers are about, in order; `by_finish` says that these are the ones
    there were when it was worked through, because more has been asked since. `new` are parts they have
    never seen.
    """

    counting: tuple[UUID, ...]
    optional: tuple[UUID, ...]
    done: frozenset[UUID]
    worked_through: bool
    by_finish: bool
    new: frozenset[UUID]
    # No part is marked as required, so all of them count.
    all_count: bool

    @property
    def total(self) -> int:
        """How many parts count."""
        return len(self.counting)

    @property
    def done_count(self) -> int:
        """How many of the parts that count are done."""
        return sum(key in self.done for key in self.counting)

    @property
    def left_count(self) -> int:
        """How many of the parts that count are not done yet."""
        return self.total - self.done_count


def counting(parts: Sequence[Part]) -> tuple[UUID, ...]:
    """Return the parts that count: the required ones, or all when none is required."""
    required = tuple(part.key for part in parts if part.required)
    return required or tuple(part.key for part in parts)


def measure(
    parts: Sequence[Part],
    done: Collection[UUID],
    finish: Finish | None = None,
    known: Collection[UUID] | None = None,
) -> Progress:
    """Return the progress in these parts.

    Worked through means: all parts that count are done (and there is one), or, once it was worked
    through, all that counted then and still exist are done. So a part that is added or becomes required
    later takes nothing away, a part that is removed counts for nobody, and undoing one's own is honest.
    `known` are the parts that the teacher has seen; without it none is new.
    """
    there = [part.key for part in parts]
    done_here = frozenset(done).intersection(there)
    now = counting(parts)
    by_now = bool(now) and done_here.issuperset(now)
    then = tuple(key for key in there if finish and key in finish.required)
    by_finish = finish is not None and not by_now and done_here.issuperset(then)
    counted = then if by_finish else now
    seen = done_here.union(known or (), finish.all if finish else ())
    return Progress(
        counting=counted,
        optional=tuple(key for key in there if key not in counted),
        done=done_here,
        worked_through=by_now or by_finish,
        by_finish=by_finish,
        new=frozenset() if known is None else frozenset(there) - seen,
        all_count=bool(parts) and not any(part.required for part in parts),
    )


def finish_now(parts: Sequence[Part]) -> Finish:
    """Return what is to be remembered when these parts are worked through."""
    return Finish(required=frozenset(counting(parts)), all=frozenset(part.key for part in parts))


def resume(parts: Sequence[Part], progress: Progress, last: UUID | None) -> UUID | None:
    """Return where to go on: the last part unless it is done, else the next that counts and is not done.

    After the last one it goes on with the first that was left out; None when nothing that counts is left.
    """
    there = [part.key for part in parts]
    open_ones = [key for key in there if key in progress.counting and key not in progress.done]
    if not open_ones:
        return None
    if last not in there:
        return open_ones[0]
    if last not in progress.done:
        return last
    at = there.index(last)
    return next((key for key in open_ones if there.index(key) > at), open_ones[0])


def after(parts: Sequence[Part], progress: Progress, here: UUID) -> UUID | None:
    """Return the next part after this one that counts and is not done, else the first such, None when all are."""
    waiting = [key for key in progress.counting if key not in progress.done and key != here]
    order = [part.key for part in parts]
    behind = [key for key in waiting if here in order and order.index(key) > order.index(here)]
    return next(iter(behind or waiting), None)


def keys(texts: Iterable[str] | None) -> frozenset[UUID]:
    """Return keys from their stored texts."""
    return frozenset(UUID(text) for text in texts or ())
