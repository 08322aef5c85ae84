"""Makes the files of a teacher: the growth report as PDF, and the picture of one web as PNG. For the worker only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime, now, override as zone
from django.utils.translation import gettext as _, override as language

from academy_site.people.selectors import name_of, zone_of
from tools import figures, sentences
from tools.charts import LineChart, WebChart
from tools.domain.instrument import SURVEY
from tools.enums import ReportKind
from tools.growth import Dimension, growth_of
from tools.models import GrowthReport, Response
from tools.one_web import one_web, plain
from tools.paper import as_pdf, svg_source
from tools.results import result_of
from tools.selectors.released import in_words
from tools.selectors.webs import History, aims_of, history_of
from tools.services.reporting import Progress, wish_of


class GoneError(Exception):
    """The web that a file is about was deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as it stands in a page, and what it says for whoever cannot see it."""

    source: str
    says: str


def made(report: GrowthReport, progress: Progress) -> bytes:
    """Return the file, in its language and in the time zone of its teacher."""
    with language(report.language), zone(zone_of(report.person)):
        if report.instrument.kind == SURVEY:
            # That module builds on this one.
            from tools.report_survey_paper import made_school_report  # noqa: PLC0415

            return made_school_report(report, progress)
        return _picture(report) if report.kind == ReportKind.PNG else _growth(report, progress)


def _picture(report: GrowthReport) -> bytes:
    if report.response is None:
        raise GoneError
    own = Response.objects.filter(person=report.person, key=report.response)
    found = own.select_related("version__instrument", "text").first()
    if found is None:
        raise GoneError
    web = one_web(found, language=report.language)
    title = f"{_('Spiderweb')}, {date_format(found.on, 'DATE_FORMAT')}"
    return figures.web_figure(web.chart, kind="png", title=title, says=web.says)


def _growth(report: GrowthReport, progress: Progress) -> bytes:
    values = growth_values(report)
    progress(50)
    html = render_to_string("tools/pdf/growth.html", values)
    progress(60)
    return as_pdf(html)


def growth_values(report: GrowthReport) -> dict[str, Any]:
    """Return what the page of a growth report shows: the newest web over the first one, or over the chosen one."""
    wish = wish_of(report)
    history = history_of(report.person, report.instrument)
    latest = history.latest
    if latest is None:
        raise GoneError
    words = in_words(history.version_of(latest), report.language)
    aims = aims_of(report.person, report.instrument)
    result = result_of(latest, _earlier(history, latest, wish.get("earlier", "")), history, aims, words)
    growth = growth_of(history, words)
    measures = [
        {"measure": measure, "lines": list(_lines(measure.dimensions))}
        for measure in growth.measures
        if measure.has_lines
    ]
    titles = {group.key: words.text.groups[group.key].title for group in words.structure.groups}
    return {
        "language": report.language,
        "lang": words.lang,
        "name": name_of(report.person),
        "made_on": localtime(now()).date(),
        "result": result,
        "response": latest,
        "words": words,
        "web": _web(result.chart),
        "measures": measures,
        "with_notes": bool(wish.get("notes")),
        "targets": [(titles[key], level) for key, level in aims.targets.items() if key in titles],
        "focus": [titles[key] for key in aims.focus if key in titles],
    }


def _earlier(history: History, latest: Response, asked: str) -> Response | None:
    choices = history.before(latest)
    chosen = next((choice for choice in choices if asked and choice.key == UUID(asked)), None)
    return chosen or (choices[-1] if choices else None)


def _web(chart: WebChart) -> Drawn:
    says = [plain(render_to_string("tools/parts/web_says.html", {"chart": chart}))]
    if chart.earlier_day:
        says.append(_("Laid over the web of %(day)s.") % {"day": sentences.day(chart.earlier_day)})
    return Drawn(svg_source(figures.web_figure(chart)), " ".join(says))


def _lines(dimensions: tuple[Dimension, ...]) -> Iterator[dict[str, Any]]:
    for dimension in dimensions:
        drawn = Drawn(svg_source(figures.line_figure(dimension.chart)), _said(dimension.chart))
        yield {"dimension": dimension, "figure": drawn}


def _said(chart: LineChart) -> str:
    """Return the readings of a dimension as words."""
    values = (
        _("%(day)s: %(value)s")
        % {
            "day": sentences.day(reading.day),
            "value": _("open") if reading.value is None else sentences.number(reading.value),
        }
        for reading in chart.readings
    )
    return f"{chart.name}. {'; '.join(values)}."
