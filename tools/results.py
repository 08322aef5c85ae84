"""One web of a teacher, put together to be shown: chart, numbers and words. Nothing here asks the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tools import sentences
from tools.charts import AxisPart, Moment, WebChart, web_chart
from tools.domain.answering import Outcome, outcome
from tools.domain.asking import WHO_LEVELS, steps
from tools.domain.focusing import evidence_wanted, too_many_targets
from tools.domain.growth import ONLY_THEN, Comparison, Line, compare
from tools.domain.instrument import LevelText, Structure, Text
from tools.domain.scoring import Axis, nearest_level
from tools.domain.webs import Web, group_of
from tools.models import Response
from tools.selectors.released import Released
from tools.selectors.webs import Aims, History

CHANGED_SHAPE, KEPT_SHAPE = "changed", "kept"


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension in words. `said` is of the interface; level, next step and first steps are of the text."""

    axis: AxisPart
    level_name: str
    level: LevelText
    first_steps: tuple[str, ...]
    prompts: tuple[str, ...]
    note: str
    wants_note: bool
    said: tuple[str, ...]
    in_focus: bool

    @property
    def is_open(self) -> bool:
        """Whether there is no value, and so no level."""
        return self.axis.now is None


@dataclass(frozen=True, slots=True)
class Result:
    """All that a page about one web shows of it."""

    response: Response
    words: Released
    axes: tuple[Axis, ...]
    chart: WebChart
    rows: tuple[Row, ...]
    comparison: Comparison | None
    said: tuple[str, ...]
    many_targets: tuple[str, ...]

    @property
    def shape(self) -> str:
        """Say whether any compared dimension moved; "" where nothing could be compared."""
        changes = [line.change for line in self.comparison.lines if line.change is not None] if self.comparison else []
        if not changes:
            return ""
        return CHANGED_SHAPE if any(changes) else KEPT_SHAPE

    @property
    def is_recomputed(self) -> bool:
        """Whether the two webs are drawn over fewer items than were answered."""
        return any(line.is_recomputed for line in self.comparison.lines) if self.comparison else False

    @property
    def mode_title(self) -> str:
        """The name of the way it was answered."""
        mode = self.words.text.modes.get(self.response.mode)
        return mode.title if mode else self.response.mode


def result_of(response: Response, earlier: Response | None, history: History, aims: Aims, words: Released) -> Result:
    """Return a web of this history beside at most one earlier web in the same mode."""
    web = history.webs[response.key]
    comparison = compare(history.webs[earlier.key], web, history.steps) if earlier else None
    axes = web.axes()
    lines = {line.key: line for line in comparison.lines} if comparison else {}
    targets = {key: level for key, level in aims.targets.items() if group_of(words.structure, key)}
    chart = _chart(web, axes, comparison, targets, words)
    gone = sum(line.now is None for line in lines.values())
    wanting = evidence_wanted(axes, targets, response.notes)
    rows = tuple(
        _row(axis, part, web, words, lines.get(axis.key), response.notes.get(axis.key, ""), axis.key in wanting, aims)
        for axis, part in zip(axes, chart.axes, strict=True)
    )
    return Result(
        response=response,
        words=words,
        axes=axes,
        chart=chart,
        rows=rows,
        comparison=comparison,
        said=(*sentences.about(outcome_of(web, words, axes).words), *sentences.gone(gone)),
        many_targets=tuple(_name(words.text, key) for key in too_many_targets(axes, targets)),
    )


def outcome_of(web: Web, words: Released, axes: Sequence[Axis]) -> Outcome:
    """Return what there is to say about a web as a whole."""
    asked = steps(words.structure, words.text, audience=WHO_LEVELS, mode=web.mode)
    return outcome(asked, web.answers, axes)


def _chart(
    web: Web, axes: tuple[Axis, ...], comparison: Comparison | None, targets: Mapping[str, int], words: Released
) -> WebChart:
    """Draw two webs over what counts in both, and what cannot be compared from the present web alone."""
    now, earlier = axes, None
    gaps: dict[str, str] = {}
    if comparison:
        lines = {line.key: line for line in comparison.lines}
        now = tuple(replace(axis, score=_drawn(axis, lines.get(axis.key))) for axis in axes)
        asked = [line for line in comparison.lines if group_of(words.structure, line.key)]
        before = tuple(Axis(line.key, _before(line), 0, 0) for line in asked)
        gaps = {line.key: sentences.not_beside(line) for line in asked}
        if any(axis.score is not None for axis in before):
            earlier = Moment(before, web.mode, comparison.earlier_on)
    moment = Moment(now, web.mode, web.on)
    return web_chart(words.structure, words.text, moment, earlier=earlier, targets=targets, gaps=gaps, lang=words.lang)


def _drawn(axis: Axis, line: Line | None) -> Decimal | None:
    return axis.score if line is None or line.later is None else line.later


def _before(line: Line) -> Decimal | None:
    """Return what is drawn of the earlier web: what may be compared, or what stands alone since now is open."""
    alone = line.code == ONLY_THEN and not line.taken_over and line.then is not None
    return line.then.score if alone and line.then else line.earlier


def _row(
    axis: Axis,
    part: AxisPart,
    web: Web,
    words: Released,
    line: Line | None,
    note: str,
    wants_note: bool,
    aims: Aims,
) -> Row:
    group = group_of(words.structure, axis.key)
    said = sentences.gap(axis, group, words.structure, web.answers, web.mode) if group and axis.is_open else []
    if line:
        said = [*said, *sentences.changed(line, web.mode)]
    elif axis.key in web.taken:
        said = [*said, sentences.taken_over(web.taken[axis.key])]
    name, level = level_at(axis, words.structure, words.text)
    text = words.text.groups[axis.key]
    return Row(
        axis=part,
        level_name=name,
        level=level,
        first_steps=text.first_steps,
        prompts=text.prompts,
        note=note,
        wants_note=wants_note,
        said=tuple(said),
        in_focus=axis.key in aims.focus,
    )


def level_at(axis: Axis, structure: Structure, text: Text) -> tuple[str, LevelText]:
    """Return the name and the words of the level nearest to an axis; nothing on an open one."""
    group = group_of(structure, axis.key)
    if axis.score is None or group is None:
        return "", LevelText("")
    level = nearest_level(axis.score)
    step = next((step for step in structure.scale if step.value == level), None)
    item = group.level_item
    words = text.items[item.key].levels.get(str(level)) if item else None
    return text.scale[step.key].label if step else str(level), words or LevelText("")


def _name(text: Text, key: str) -> str:
    words = text.groups[key]
    return words.label or words.title
