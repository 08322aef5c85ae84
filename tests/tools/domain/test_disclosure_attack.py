"""Nobody can calculate a hidden number from everything that reports show together."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings, strategies as st

from tests.tools.domain.attacker import Attacker
from tests.tools.domain.surveyed import ANSWERS, survey
from tests.tools.domain.test_disclosure import wave
from tools.domain.disclosure import Earlier, Thresholds, disclose, may_publish
from tools.domain.instrument import Structure
from tools.domain.survey_report import survey_report

KEYS = ("V1", "V2", "W2")
# A find is telling enough as it is: to make it smaller would take minutes.
SLOW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def small() -> Structure:
    """The survey with three items, so that an attack takes a second: two for staff, two for everybody."""
    whole = survey()
    groups = (replace(group, items=tuple(item for item in group.items if item.key in KEYS)) for group in whole.groups)
    return replace(whole, groups=tuple(groups))


def people(least=0, most=13):
    """A group that likes to agree: small, leaning to one answer, with skipped items."""

    def sheets(leaning):
        answer = st.sampled_from([leaning] * 4 + [*ANSWERS, None])
        sheet = st.fixed_dictionaries(dict.fromkeys(KEYS, answer))
        return st.lists(
            sheet.map(lambda given: {key: value for key, value in given.items() if value}),
            min_size=least,
            max_size=most,
        )

    return st.sampled_from(ANSWERS).flatmap(sheets)


def waves(roles=("teacher", "leader", "governor")):
    few = {"leader": people(most=6), "governor": people(most=9)}
    return st.fixed_dictionaries({role: few.get(role, people()) for role in roles})


def numbers(roles):
    return replace(wave(**roles), structure=small())


def attack(rounds, *, knows_counts=False, leak=lambda attacker: None):
    """Return the hidden counts that are found from the reports of all these waves together."""
    attacker = Attacker(small(), "full", tuple(rounds[0]))
    shown, hidden = [], {}
    for number, roles in enumerate(rounds):
        name = f"wave {number}"
        before = [Earlier(f"wave {earlier}", each, KEYS) for earlier, each in enumerate(shown)]
        tallied = numbers(roles)
        shown.append(disclose(tallied, earlier=before))
        report = survey_report(shown[-1], small()).document()
        attacker.begin(name)
        attacker.read(report, name)
        hidden |= hidden_counts(report, tallied, name)
        if knows_counts:
            for role in roles:
                attacker.equals({(name, role, "n"): 1}, len(roles[role]))
            # Nothing of nobody can be hidden; and without a leader there is nobody whom the teachers hide.
            bare = {role for role in roles if not roles[role]} | ({"teacher"} if not roles.get("leader") else set())
            hidden = {key: value for key, value in hidden.items() if key[1] not in bare and key[2] != "n"}
    leak(attacker)
    return {name: truth for name, truth in hidden.items() if attacker.is_found(name, truth)}


def hidden_counts(report, tallied, name):
    """Return all counts that the report does not show.

    Where staff gave an answer never, so did its leaders and its teachers. That is no secret that could be kept.
    """
    hidden = {}
    groups = {row["group"]: row for row in report["who"]}
    for group, row in groups.items():
        alone = len(row["roles"]) == 1
        for role in row["roles"]:
            document = tallied.tallies[role]
            if row["n"] is None or not alone:
                hidden[name, role, "n"] = document["n"]
            for concept in (concept for area in report["areas"] for concept in area["concepts"]):
                item = next(each for each in concept["rows"] if each["group"] == group)
                if item["reason"] == "not_asked":
                    continue
                counts = document["items"].get(concept["key"], {})
                together = (item["item"] or {}).get("counts")
                for answer in ANSWERS:
                    if together is None or (not alone and together[answer]):
                        hidden[name, role, concept["key"], answer] = counts.get(answer, 0)
    return hidden


@SLOW
@given(waves())
def test_a_reader_finds_nothing(roles):
    assert attack([roles]) == {}


@SLOW
@given(waves())
@example({"teacher": [dict.fromkeys(KEYS, "5")] * 10, "leader": [dict.fromkeys(KEYS, "5")] * 2})
def test_a_coordinator_who_saw_how_many_sent_finds_nothing(roles):
    assert attack([roles], knows_counts=True) == {}


@settings(SLOW, max_examples=12)
@given(waves(("teacher", "leader")), waves(("teacher", "leader")))
def test_two_waves_with_their_trend_give_nothing_away(first, second):
    assert attack([first, second]) == {}


# The attacker is no fool: with any of the rules broken it finds something.

AGREE = [{"V1": "5", "V2": "5", "W2": "5"}] * 7
DIFFER = [{"V1": answer, "V2": answer, "W2": answer} for answer in "112234455"]


def shows_teachers_beside_staff(attacker):
    attacker.equals({("wave 0", "teacher", "n"): 1}, 9)
    for answer in ANSWERS:
        attacker.equals({("wave 0", "teacher", "V1", answer): 1}, "112234455".count(answer))


def shows_an_overall_figure(attacker):
    for answer in ANSWERS:
        names = {("wave 0", role, "V1", answer): 1 for role in ("teacher", "governor")}
        attacker.equals(names, "112234455".count(answer) + 3 * (answer == "2"))


def shows_an_area_beside_a_hidden_item(attacker):
    cells = attacker.cells("wave 0", ["teacher"], "V1") | attacker.cells("wave 0", ["teacher"], "V2")
    attacker.equals({name: 1 for name in cells if name[2] == "V2"}, 4)
    attacker.mean(cells, "5.0")


def shows_the_mean_of_a_band(attacker):
    attacker.mean(attacker.cells("wave 0", ["teacher"], "V1"), "5.0")


def shows_how_many_of_a_band_said_not_applicable(attacker):
    attacker.equals({("wave 0", "teacher", "V1", "na"): 1}, 7)


@pytest.mark.parametrize(
    ("roles", "leak", "found"),
    [
        (
            {"teacher": DIFFER, "leader": [{"V1": "1"}, {"V1": "3"}]},
            shows_teachers_beside_staff,
            {("wave 0", "leader", "V1", "1"): 1, ("wave 0", "leader", "V1", "3"): 1},
        ),
        (
            {"teacher": DIFFER, "governor": [{"V1": "2"}] * 3},
            shows_an_overall_figure,
            {("wave 0", "governor", "V1", "2"): 3},
        ),
        (
            {"teacher": [*[{"V1": "5", "V2": "5"}] * 4, *[{"V1": "5"}] * 8]},
            shows_an_area_beside_a_hidden_item,
            {("wave 0", "teacher", "V2", answer): 0 for answer in "1234"},
        ),
        ({"teacher": AGREE}, shows_the_mean_of_a_band, {("wave 0", "teacher", "V1", "1"): 0}),
        (
            {"teacher": [{"V1": "na"}] * 7},
            shows_how_many_of_a_band_said_not_applicable,
            {("wave 0", "teacher", "V1", "na"): 7, ("wave 0", "teacher", "V1", "3"): 0},
        ),
    ],
)
def test_a_broken_rule_is_found(roles, leak, found):
    assert attack([roles]) == {}
    assert found.items() <= attack([roles], leak=leak).items()


def tells_of_fewer(editions, least):
    """Whether weights on the editions leave fewer than `least` people; by trying all of them."""
    everybody = sorted(set().union(*editions))
    seen = np.array([[person in edition for person in everybody] for edition in editions], dtype=float)
    full = np.linalg.matrix_rank(seen)
    return any(
        np.linalg.matrix_rank(np.delete(seen, few, axis=1)) < full
        for number in range(1, min(least, len(everybody)))
        for few in combinations(range(len(everybody)), number)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdefghijklm"), min_size=3), min_size=1, max_size=5))
def test_editions_that_are_published_tell_of_nobody(wanted):
    published = []
    for members in wanted:
        if may_publish(members, published, Thresholds()):
            published.append(members)
    assert not published or not tells_of_fewer(published, 5)
