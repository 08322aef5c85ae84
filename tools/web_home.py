"""What the page of a spiderweb shows: to everybody what it is, to a teacher what is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tools.answer_pages import UnderWay, result_address, today_of
from tools.charts import WebChart
from tools.domain.asking import WHO_LEVELS
from tools.domain.reassessing import Early, early_advice
from tools.domain.scoring import QUICK
from tools.growth import small_web
from tools.models import InstrumentVersion, Response
from tools.selectors.released import Released, in_words
from tools.selectors.webs import Aims, History, aims_of, draft_of, history_of

# So many of the newest webs are drawn; the others stand in a list.
DRAWN = 8


@dataclass(frozen=True)
class Way:
    """A way to answer, in words."""

    key: str
    title: str
    how: str
    minutes: int
    dimensions: int
    is_first: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether levels are chosen."""
        return self.key == QUICK


@dataclass(frozen=True)
class MyWeb:
    """A web that was handed in, small."""

    response: Response
    chart: WebChart
    url: str


def home_values(person: Any, version: InstrumentVersion, refused: Sequence[str] = ()) -> dict[str, Any]:
    """Return what the page shows. Two queries for a visitor; for a teacher some more, whatever they did."""
    words = in_words(version)
    own = _own(person, words) if person.is_authenticated else {}
    last_mode = own["history"].latest.mode if own and own["history"].latest else QUICK
    key = version.instrument.key
    return {
        "words": words,
        "introduction": words.text.introductions.get(WHO_LEVELS, ""),
        "ways": ways_of(words, first=last_mode),
        "key": key,
        "home": reverse("webs", args=[key]),
        "start": reverse("start_web", args=[key]),
        "quick": reverse("quick_web", args=[key]),
        "growth": reverse("web_growth", args=[key]),
        "refused": refused,
        **own,
    }


def ways_of(words: Released, first: str = "") -> list[Way]:
    """Return the ways to answer, `first` the one that is offered first."""
    found = []
    for mode in words.structure.modes:
        said = words.text.modes[mode.key]
        number = len(words.structure.groups)
        found.append(Way(mode.key, said.title, said.how, mode.minutes, number, is_first=mode.key == first))
    return found


def _own(person: Any, words: Released) -> dict[str, Any]:
    draft = draft_of(person, words.instrument)
    if draft is not None:
        draft.instrument, draft.person = words.instrument, person
    history = history_of(person, words.instrument)
    mine = my_webs(history, words)
    aims = aims_of(person, words.instrument)
    return {
        "under_way": UnderWay(draft) if draft else None,
        "history": history,
        "drawn": mine[:DRAWN],
        "listed": mine[DRAWN:],
        "early": _early(person, history),
        "focus": _focus(words, aims, history),
    }


def my_webs(history: History, words: Released) -> list[MyWeb]:
    """Return all webs, the newest first."""
    found = []
    for response in reversed(history.responses):
        chart = small_web(history.webs[response.key], words)
        found.append(MyWeb(response, chart, result_address(response)))
    return found


def _early(person: Any, history: History) -> Early | None:
    latest = history.latest
    return early_advice(latest.on, today_of(person)) if latest else None


def _focus(words: Released, aims: Aims, history: History) -> dict[str, Any] | None:
    """Return what a re-check of the focus would ask; None without a focus or without a web to take the rest from."""
    groups = [group for group in words.structure.groups if group.key in aims.focus]
    if not groups or history.latest is None:
        return None
    return {"mode": history.latest.mode, "titles": [words.text.groups[group.key].title for group in groups]}
