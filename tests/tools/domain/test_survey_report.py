"""The report is made of what was disclosed, group by group and concept by concept."""

import json
from decimal import Decimal

import pytest

from tests.tools.domain.surveyed import survey
from tests.tools.domain.test_disclosure import sent, wave
from tools.domain.disclosure import Earlier, disclose
from tools.domain.survey_report import LOW, MORE_THAN_EXPECTED, alpha_says, survey_report


def report(*args, earlier=(), **roles):
    return survey_report(disclose(wave(*args, **roles), earlier=earlier), survey())


def test_groups_stand_in_the_order_of_roles_and_staff_for_those_within():
    found = report(student=sent(20), governor=sent(3), leader=sent(1), teacher=sent(9))
    assert [(who.group, who.reason, who.n) for who in found.who] == [
        ("staff", "", 10),
        ("student", "", 20),
        ("governor", "too_few", None),
    ]
    assert found.merged is True
    assert report(teacher=sent(9), leader=sent(5)).merged is False


@pytest.mark.parametrize(
    ("role", "count", "expected", "caution"),
    [
        ("teacher", 10, 21, LOW),
        ("teacher", 10, 20, ""),
        ("governor", 5, 11, LOW),
        ("student", 29, 100, LOW),
        ("student", 30, 100, ""),
        ("parent", 29, 100, LOW),
        ("parent", 30, 25, MORE_THAN_EXPECTED),
        ("parent", 30, None, ""),
        ("governor", 4, 20, ""),
    ],
)
def test_a_caution_stands_beside_a_low_response(role, count, expected, caution):
    assert report({role: expected}, **{role: sent(count)}).who[0].caution == caution


@pytest.mark.parametrize(
    ("alpha", "says"),
    [
        ("0.70", "together"),
        ("0.69", "with_care"),
        ("0.60", "with_care"),
        ("0.59", "single_items"),
        ("-0.2", "single_items"),
    ],
)
def test_what_alpha_says(alpha, says):
    assert alpha_says(Decimal(alpha)) == says


def test_each_concept_says_of_each_group_why_it_has_no_number():
    found = report(teacher=sent(9), student=sent(20), governor=sent(3))
    rows = {concept.key: {row.group: row.reason for row in concept.rows} for concept in found.concepts()}
    assert rows["V1"] == {"teacher": "", "student": "", "governor": "too_few"}
    assert rows["V2"] == {"teacher": "", "student": "not_asked", "governor": "not_asked"}
    assert {row.group: row.reason for row in found.area("ownership").rows} == {
        "teacher": "",
        "student": "",
        "governor": "too_few",
    }


def test_an_area_that_nobody_was_asked_is_left_out():
    assert [area.key for area in report(mode="pulse", teacher=sent(9)).areas] == ["vision", "ownership"]
    assert report(leader=sent(3)).areas == ()


def test_own_items_stand_last():
    people = [answers | {"X1": "2" if number else "5"} for number, answers in enumerate(sent(12))]
    found = report(own={"teacher": ("X1",)}, teacher=people, student=sent(9))
    assert [concept.key for concept in found.concepts()][-1] == "X1"
    assert [(row.group, row.reason) for row in found.own[0].rows] == [("teacher", ""), ("student", "not_asked")]


def test_the_document_is_json_and_holds_nothing_else():
    earlier = [Earlier("first", disclose(wave(student=sent(10))), ("V1",))]
    document = report(student=sent(20, "5"), teacher=sent(2), earlier=earlier).document()
    assert json.loads(json.dumps(document)) == document
    assert document["who"][0] == {
        "group": "teacher",
        "roles": ["teacher"],
        "reason": "too_few",
        "n": None,
        "expected": None,
        "rate": None,
        "caution": "",
        "open_reason": "too_few",
        "open": {},
    }
    assert document["areas"][0]["concepts"][0]["rows"][1]["item"]["mean"] == "4.2"
    assert document["trends"][0]["items"][0] == {
        "group": "student",
        "key": "V1",
        "reason": "",
        "before": "3.6",
        "now": "4.2",
        "change": "0.6",
        "is_flagged": True,
    }
