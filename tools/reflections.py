"""A colleague's mirror beside the teacher's own web: two views of one practice, and where they lie apart."""

from dataclasses import dataclass
from decimal import Decimal

from tools.charts import Moment, WebChart, web_chart
from tools.domain.comparing import comparable_items
from tools.domain.scoring import QUICK, score_web
from tools.domain.webs import way
from tools.models import Mirror, Response
from tools.selectors.released import Released, in_words, structure_in
from tools.selectors.webs import History

# From so many levels on, two views lie far apart.
FAR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension in both views. `is_far` marks what is worth a talk; only quick webs are compared."""

    name: str
    dimension: str
    pattern: str
    own: Decimal | None
    theirs: Decimal | None
    is_far: bool


@dataclass(frozen=True, slots=True)
class Reflection:
    """A mirror that was answered. `own` is None without a web; `same_mode` says whether both are quick webs."""

    mirror: Mirror
    chart: WebChart
    own: Response | None
    own_chart: WebChart | None
    rows: tuple[Row, ...]

    @property
    def same_mode(self) -> bool:
        """Whether both are quick webs, so that they may stand beside each other as pictures."""
        return self.own is not None and self.own.mode == QUICK

    @property
    def far(self) -> tuple[Row, ...]:
        """The dimensions in which the two views lie far apart."""
        return tuple(row for row in self.rows if row.is_far)


def own_web(history: History) -> Response | None:
    """Return the web that stands beside a mirror: the newest quick web, else the newest one."""
    quick = [response for response in history.responses if response.mode == QUICK]
    return quick[-1] if quick else history.latest


def reflection(mirror: Mirror, words: Released, history: History, own: Response | None) -> Reflection:
    """Return a mirror beside a web of its teacher. `words` are those of the version that the mirror answers."""
    axes = score_web(words.structure, mirror.answers, QUICK)
    chart = web_chart(
        words.structure,
        words.text,
        Moment(axes, QUICK, mirror.answered_on or mirror.created_at.date()),
        lang=words.lang,
    )
    own_axes = score_web(structure_in(history.version_of(own)), own.answers, own.mode) if own else ()
    scores = {axis.key: axis.score for axis in own_axes}
    same = _same_questions(mirror, history, own)
    rows = []
    for part in chart.axes:
        mine, theirs = scores.get(part.key), part.now
        far = mine is not None and theirs is not None and part.key in same and abs(mine - theirs) >= FAR
        rows.append(Row(part.label, part.dimension, part.pattern, mine, theirs, far))
    return Reflection(mirror, chart, own, _drawn(own, words, history), tuple(rows))


def _drawn(own: Response | None, words: Released, history: History) -> WebChart | None:
    if own is None or own.mode != QUICK:
        return None
    version = history.version_of(own)
    own_words = words if version.pk == words.version.pk else in_words(version)
    axes = score_web(own_words.structure, own.answers, QUICK)
    return web_chart(own_words.structure, own_words.text, Moment(axes, QUICK, own.on), lang=own_words.lang)


def _same_questions(mirror: Mirror, history: History, own: Response | None) -> frozenset[str]:
    """Return the dimensions whose levels mean the same in both; none where a full web stands beside a quick one."""
    if own is None or own.mode != QUICK:
        return frozenset()
    asked, answered = history.versions[mirror.version_id], history.version_of(own)
    low, high = sorted((asked, answered), key=lambda version: version.number)
    shared = comparable_items(structure_in(low), structure_in(high), way(history.steps, low.number, high.number))
    groups = structure_in(high).groups
    return frozenset(group.key for group in groups if group.level_item and group.level_item.key in shared)
