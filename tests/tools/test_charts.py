"""What the templates of the web are given, and what they draw."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tools.charts import Moment, line_chart, web_chart
from tools.domain.geometry import MARKERS, Reading
from tools.domain.instrument import SPIDERWEB, Group, GroupText, StepText, Structure, Text
from tools.domain.scoring import FULL, QUICK, Axis

KEYS = tuple(MARKERS)
STRUCTURE = Structure("web", SPIDERWEB, groups=tuple(Group(key, key) for key in KEYS))
TEXT = Text(
    "",
    groups={key: GroupText(key.title(), key.title()) for key in KEYS},
    scale={"1": StepText("Exploring"), "5": StepText("Leading")},
)
DAY, LATER = date(2025, 9, 8), date(2026, 1, 19)
OPEN = None


def moment(*scores, mode=FULL, day=LATER):
    axes = (
        Axis(key, None if score is None else Decimal(score), 4, 4) for key, score in zip(KEYS, scores, strict=False)
    )
    return Moment(tuple(axes), mode, day)


FULL_WEB = moment("3.3", "3.0", "2.8", "1.8", "3.8", OPEN, "4.0", "4.0")


def drawn(name, chart, **more):
    return render_to_string(f"tools/parts/{name}.html", {"chart": chart, **more})


def words(html):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_bars_stand_by_value_and_open_ones_last():
    chart = web_chart(STRUCTURE, TEXT, FULL_WEB)
    assert [axis.key for axis in chart.bars] == [
        "environment", "together", "assessment", "knowing", "ownership", "pathways", "coaching", "digital",
    ]  # fmt: skip
    assert [axis.key for axis in chart.axes] == list(KEYS)
    assert [axis.length for axis in chart.bars[-2:]] == ["36", ""]


def test_what_the_web_shows_is_said():
    chart = web_chart(STRUCTURE, TEXT, FULL_WEB)
    assert words(drawn("web_says", chart)) == (
        "Furthest out, at 4.0: Environment, Together . Nearest to the middle, at 1.8: Coaching . "
        "Open, which is a gap and not a zero: Digital ."
    )


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([OPEN] * 8, "No dimension has a value yet."),
        (["3.0"] * 8, "All dimensions with a value stand at 3.0."),
    ],
)
def test_all_alike_and_nothing(scores, said):
    assert words(drawn("web_says", web_chart(STRUCTURE, TEXT, moment(*scores)))) == said


@pytest.mark.parametrize(("answered", "is_web"), [(0, False), (2, False), (3, True), (8, True)])
def test_fewer_than_three_values_are_bars(answered, is_web):
    chart = web_chart(STRUCTURE, TEXT, moment(*["3.0"] * answered, *[OPEN] * (8 - answered)))
    html = drawn("web", chart)
    assert (chart.is_web, "web--chart" in html, "webbars" in html) == (is_web, is_web, not is_web)


def test_quick_and_full_are_never_overlaid():
    quick = moment(*"32324134", mode=QUICK, day=DAY)
    with pytest.raises(ValueError, match="never overlaid"):
        web_chart(STRUCTURE, TEXT, FULL_WEB, earlier=quick)


def test_a_quick_web_has_open_markers():
    html = drawn("web", web_chart(STRUCTURE, TEXT, moment(*"32324134", mode=QUICK)))
    assert html.count('<path class="dot dot--quick dim-') == 8
    assert html.count('<path class="dot dim-') == 0


def test_the_picture_is_hidden_and_has_neither_style_nor_script():
    chart = web_chart(STRUCTURE, TEXT, FULL_WEB, earlier=moment(*["2.0"] * 8, day=DAY), targets={"coaching": 3})
    axis, lines = chart.axes[0], line_chart("coaching", "Coaching", [Reading(DAY, Decimal("2.0"))])
    pages = [drawn(name, chart, rows="a-") for name in ("web", "web_table", "web_bars")]
    pages += [drawn("web_series", None, charts=[chart]), drawn("axis_line", lines)]
    pages.append(render_to_string("tools/parts/axis_row.html", {"axis": axis, "rows": "a-", "sentence": "<b>"}))
    for html in pages:
        outermost = re.findall(r"(?:^|</svg>|[^>]>|\n)<svg (?!x=|width=\"40)[^>]*", html)
        assert all("aria-hidden" in tag for tag in outermost)
        assert re.findall(r"style=|<script|<b>", html) == []


def test_a_table_says_open_and_none():
    chart = web_chart(STRUCTURE, TEXT, FULL_WEB, earlier=moment(*["2.0"] * 7, OPEN, day=DAY), targets={"coaching": 3})
    rows = re.findall(r"<tr>(.*?)</tr>", drawn("web_table", chart))
    said = [words(row) for row in rows]
    assert (said[4], said[6], said[8]) == ("Coaching 1.8 2.0 3", "Digital open 2.0 none", "Together 4.0 open none")


def test_a_table_leaves_out_what_there_is_not():
    rows = re.findall(r"<tr>(.*?)</tr>", drawn("web_table", web_chart(STRUCTURE, TEXT, FULL_WEB)))
    assert (words(rows[0]), words(rows[1])) == ("Dimension Now", "Knowing 3.3")


def test_a_picture_holds_no_decimal_comma():
    with translation.override("fi"):
        finnish, table = (drawn(name, web_chart(STRUCTURE, TEXT, FULL_WEB)) for name in ("web", "web_table"))
    english = drawn("web", web_chart(STRUCTURE, TEXT, FULL_WEB))
    assert re.findall(r' d="[^"]*"', finnish) == re.findall(r' d="[^"]*"', english)
    assert "3,3" in table


def test_a_key_cannot_break_out():
    structure = Structure("web", SPIDERWEB, groups=tuple(Group(f'"><b>{n}', f'"><b>{n}') for n in range(3)))
    axes = tuple(Axis(group.key, Decimal(3), 4, 4) for group in structure.groups)
    assert "<b>" not in drawn("web", web_chart(structure, Text(""), Moment(axes, FULL, DAY)))


@pytest.mark.parametrize("count", range(3, 13))
def test_three_to_twelve_axes(count):
    structure = Structure("web", SPIDERWEB, groups=tuple(Group(f"g{n}", "") for n in range(count)))
    axes = tuple(Axis(group.key, Decimal(3), 4, 4) for group in structure.groups)
    html = drawn("web", web_chart(structure, Text(""), Moment(axes, FULL, DAY)))
    assert (html.count('class="spoke'), html.count("<li class=")) == (count, count)


def test_a_line_has_a_table_of_its_readings():
    readings = [Reading(LATER, None), Reading(DAY, Decimal("2.0"))]
    html = drawn("axis_line", line_chart("coaching", "Coaching", readings))
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", html)]
    assert rows == [
        "Day Value How answered Version",
        "8 September 2025 2.0 Full web 1",
        "19 January 2026 open Full web 1",
    ]
