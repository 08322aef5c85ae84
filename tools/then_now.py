"""An earlier moment rated again with today's eyes, beside today, apart from what was dated at the time."""

from dataclasses import dataclass
from datetime import date

from tools.charts import Moment, WebChart, web_chart
from tools.domain.growth import then_now
from tools.domain.scoring import Axis
from tools.domain.webs import Web
from tools.selectors.released import Released


@dataclass(frozen=True, slots=True)
class ThenNow:
    """The two moments as one picture."""

    chart: WebChart
    then_on: date
    on: date


def then_now_of(web: Web, words: Released) -> ThenNow | None:
    """Return the two moments of a web; None when the earlier one was not rated again."""
    compared = then_now(web)
    if compared is None or web.then_on is None:
        return None
    before = tuple(Axis(line.key, line.earlier, 0, 0) for line in compared.lines)
    # Only what was rated for both moments.
    after = tuple(Axis(line.key, line.later, 0, 0) for line in compared.lines)
    chart = web_chart(
        words.structure,
        words.text,
        Moment(after, web.mode, web.on),
        earlier=Moment(before, web.mode, web.then_on),
        lang=words.lang,
    )
    return ThenNow(chart, web.then_on, web.on)
