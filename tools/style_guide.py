"""What the style guide draws of the tools app: invented webs over the real dimensions."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wagtail import hooks

from academy_site.foundation.enums import Level
from academy_site.foundation.selectors import dimensions
from tools.charts import Moment, WebChart, line_chart, web_chart
from tools.domain.geometry import Reading
from tools.domain.instrument import SPIDERWEB, Group, GroupText, StepText, Structure, Text
from tools.domain.scoring import FULL, QUICK, Axis

Scores = Sequence[str | None]

_AUTUMN, _WINTER, _SUMMER = date(2025, 9, 8), date(2026, 1, 19), date(2026, 6, 8)
_FIRST: Scores = ("2.8", "2.5", "3.3", "1.5", "3.5", "2.0", "4.0", "2.8")
_SECOND: Scores = ("3.3", "3.0", "2.8", "1.8", "3.8", "2.5", "4.0", "3.0")
_GAPS: Scores = ("3.3", "3.0", "2.8", "1.8", "3.8", None, "4.0", None)
_LEVELS: Scores = ("3", "2", "3", "2", "4", "1", "4", "3")
_FEW: Scores = ("3.3", None, None, "1.8", None, None, None, None)


@hooks.register("construct_style_guide")
def webs_and_lines(sample: dict[str, Any], language: str) -> None:
    """Add webs in each of their states, small ones in a row, and dimensions over time."""
    known = dimensions(language)
    if len(known) < len(_FIRST):
        return
    spoken = {dimension.locale.language_code for dimension in known.values()}
    lang = "" if spoken == {language} else next(iter(spoken - {language}))
    structure = Structure("sample", SPIDERWEB, groups=tuple(Group(key, key) for key in known))
    text = Text(
        "",
        groups={key: GroupText(dimension.title, dimension.axis_label) for key, dimension in known.items()},
        scale={str(level.value): StepText(str(level.label)) for level in Level},
    )

    def drawn(scores: Scores, day: date, mode: str = FULL, **more: Any) -> WebChart:
        return web_chart(structure, text, _moment(list(known), scores, day, mode), lang=lang, **more)

    first = _moment(list(known), _FIRST, _AUTUMN)
    sample["webs_sample"] = {
        "overlaid": drawn(_SECOND, _WINTER, earlier=first, targets={"pathways": 4, "coaching": 3}),
        "quick": drawn(_LEVELS, _AUTUMN, QUICK),
        "gaps": drawn(_GAPS, _WINTER, earlier=first),
        "few": drawn(_FEW, _WINTER),
        "series": [
            drawn(_FIRST, _AUTUMN),
            drawn(_GAPS, _WINTER),
            drawn(_SECOND, _SUMMER),
            drawn(_LEVELS, _SUMMER, QUICK),
        ],
        "lines": [line_chart(key, known[key].axis_label, _readings(key), lang=lang) for key in ("coaching", "digital")],
    }


def _moment(keys: Sequence[str], scores: Scores, day: date, mode: str = FULL) -> Moment:
    pairs = zip(keys, scores, strict=False)
    return Moment(tuple(Axis(key, Decimal(score) if score else None, 4, 4) for key, score in pairs), mode, day)


_OVER_TIME: Mapping[str, Sequence[tuple[date, str | None, int, bool]]] = {
    "coaching": (
        (_AUTUMN, "1.5", 1, False),
        (_WINTER, "1.8", 1, False),
        (date(2026, 4, 2), "3", 2, True),
        (_SUMMER, "2.8", 2, False),
        (date(2026, 11, 9), "3.3", 2, False),
    ),
    "digital": (
        (_AUTUMN, "2.0", 1, False),
        (_WINTER, "2.5", 1, False),
        (_SUMMER, None, 1, False),
        (date(2026, 11, 9), "2.3", 1, False),
    ),
}


def _readings(key: str) -> list[Reading]:
    return [
        Reading(day, Decimal(score) if score else None, version, quick)
        for day, score, version, quick in _OVER_TIME[key]
    ]
