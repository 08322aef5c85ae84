"""What next: modules for the two largest gaps of a web, each with its reason.

It is a suggestion. Whoever shows it says why, and lets the teacher choose something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.domain.scoring import Axis

# Without a target of one's own, this level is the next aim of a dimension that stands below the threshold.
USUAL_AIM = 4
AIM_BELOW = 3
DIMENSIONS = 2
MAX_MODULES = 3
# What the band is called in which a teacher has something to offer.
SHARE_BAND = "share"


@dataclass(frozen=True, slots=True)
class Module:
    """A module and the languages in which it can be followed, its first one first."""

    key: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is suggested. `aim` is the target, or the usual aim when `has_target` is False.

    Without an aim the dimension is the highest one, and the suggestion is to share.
    """

    dimension: str
    current: Decimal
    aim: int | None
    has_target: bool
    band: str

    @property
    def gap(self) -> Decimal:
        """How far the aim is above where the teacher stands; nothing when there is no aim."""
        return Decimal(0) if self.aim is None else self.aim - self.current


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A module with every reason for it, in `language`.

    `is_demand` says that no language the teacher reads has it: it is offered all the same, and the
    editors' demand list counts it.
    """

    module: str
    language: str
    is_demand: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The dimensions to work on, largest gap first, and the modules for them.

    `is_sharing` says that no dimension has a gap and that the highest one is offered to others. Both
    lists are empty when every axis is open; a dimension for which there is no module keeps its reason.
    """

    reasons: tuple[Reason, ...]
    suggestions: tuple[Suggestion, ...]
    is_sharing: bool = False


# Modules in the order in which they are recommended, by dimension and band.
Offer = Mapping[tuple[str, str], Sequence[Module]]


def recommend(
    axes: Sequence[Axis],
    targets: Mapping[str, int],
    offer: Offer,
    languages: Sequence[str],
    *,
    sharing: str = SHARE_BAND,
) -> Recommendation:
    """Return what this web suggests, for a teacher who reads these languages, best one first.

    The two largest gaps count; of equal ones the lower current score, then the earlier axis. At most
    three modules: first one for each of the two dimensions, then the others, those that the teacher can
    read before those that the teacher cannot. Without a gap it is the share band of the highest dimension.
    """
    reasons = gaps(axes, targets)[:DIMENSIONS]
    if reasons:
        return Recommendation(reasons, _suggestions(reasons, offer, languages))
    highest = _highest(axes, sharing)
    return Recommendation(highest, _suggestions(highest, offer, languages), is_sharing=bool(highest))


def gaps(axes: Sequence[Axis], targets: Mapping[str, int]) -> tuple[Reason, ...]:
    """Return every dimension with a gap, the largest first; open axes have none."""
    found = (reason for axis in axes if (reason := _reason(axis, targets.get(axis.key))) is not None)
    # Sorting is stable, so equal ones keep the order of the axes.
    return tuple(sorted(found, key=lambda reason: (-reason.gap, reason.current)))


def _reason(axis: Axis, target: int | None) -> Reason | None:
    if axis.score is None or (target is None and axis.score >= AIM_BELOW):
        return None
    reason = Reason(axis.key, axis.score, USUAL_AIM if target is None else target, target is not None, axis.band)
    return reason if reason.gap > 0 else None


def _highest(axes: Sequence[Axis], band: str) -> tuple[Reason, ...]:
    reasons = [Reason(axis.key, axis.score, None, False, band) for axis in axes if axis.score is not None]
    return (max(reasons, key=lambda reason: reason.current),) if reasons else ()


def _suggestions(reasons: Sequence[Reason], offer: Offer, languages: Sequence[str]) -> tuple[Suggestion, ...]:
    modules: dict[str, Module] = {}
    order: dict[str, tuple[bool, bool, int, int]] = {}
    why: dict[str, dict[Reason, None]] = {}
    for place, reason in enumerate(reasons):
        offered = sorted(
            offer.get((reason.dimension, reason.band), ()), key=lambda module: not _reads(module, languages)
        )
        for rank, module in enumerate(offered):
            # The first of each dimension goes before all others, of which those one can read come first.
            position = (rank > 0, rank > 0 and not _reads(module, languages), rank, place)
            order[module.key] = min(position, order.get(module.key, position))
            modules[module.key] = module
            why.setdefault(module.key, {})[reason] = None
    chosen = sorted(order, key=lambda key: order[key])[:MAX_MODULES]
    return tuple(_suggestion(modules[key], tuple(why[key]), languages) for key in chosen)


def _suggestion(module: Module, reasons: tuple[Reason, ...], languages: Sequence[str]) -> Suggestion:
    readable = next((language for language in languages if language in module.languages), "")
    language = readable or next(iter(module.languages), "")
    return Suggestion(module.key, language, not readable, reasons)


def _reads(module: Module, languages: Sequence[str]) -> bool:
    return any(language in module.languages for language in languages)
