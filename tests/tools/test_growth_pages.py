"""All webs over time: nothing yet, one, two of each mode, and only one's own."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tools.models import Response
from tools.selectors.released import structure_in
from tools.services.answering import hand_in, look_back, save_answers, start_web
from tools.services.releasing import release_instrument

ADDRESS = "/en/webs/spiderweb/growth/"


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


def growth(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.context["growth"]


def test_without_a_web_it_says_what_to_do_first(client, version, hand_in_web, person):
    hand_in_web(person())
    assert (reverse("web_growth", args=["spiderweb"]), growth(client).is_empty) == (ADDRESS, True)
    assert "No web yet" in client.get(ADDRESS).content.decode()


def test_quick_and_full_webs_stand_apart(client, hand_in_web, teacher):
    hand_in_web(teacher, days_ago=300)
    hand_in_web(teacher, days_ago=200)
    hand_in_web(teacher, mode="full", days_ago=100)
    shown = [(one.mode, len(one.webs), len(one.dimensions)) for one in growth(client).measures]
    assert shown == [("full", 1, 0), ("quick", 2, 8)]


def test_a_drop_is_explained(client, hand_in_web, teacher):
    hand_in_web(teacher, {"knowing-level": "4"}, days_ago=300)
    first, last = (
        hand_in_web(teacher, {"knowing-level": level}, days_ago=ago) for level, ago in (("2", 200), ("1", 9))
    )
    said = growth(client).measures[0].dimensions[0].said
    assert said[0].startswith("4.0 on ")
    assert said[1:] == (
        f"In between, on {first.on.day} {first.on:%B %Y}, it was 2.0.",
        "A lower value after learning more is common: you see more than you did.",
    )
    assert (first.on < last.on, growth(client).measures[0].dimensions[1].said) == (True, ())


def test_a_gap_at_the_end_is_said(client, hand_in_web, teacher):
    first = hand_in_web(teacher, {"knowing-level": "4", "coaching-level": "2"}, days_ago=200)
    last = hand_in_web(teacher, {"knowing-level": "4"})
    begun, day = (f"{web.on.day} {web.on:%B %Y}" for web in (first, last))
    assert growth(client).measures[0].dimensions[3].said == (f"2.0 on {begun}.", f"On {day}: open.")


def test_an_instrument_that_was_never_released_is_not_there(client, spiderweb):
    assert client.get(ADDRESS).status_code == 404


def test_nobody_is_led_to_sign_in(anonymous, version):
    answer = anonymous.get(ADDRESS)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={ADDRESS}")


# What may not be compared


def reworded(spiderweb, key="KN1"):
    """Release a second version in which one statement means something else."""
    draft = spiderweb.get_latest_revision_as_object()
    for group in draft.groups.all():
        items = list(group.items.all())
        for item in items:
            if item.key == key:
                item.teacher = "I ask learners what they can do."
        group.items.set(items)
    draft.save_revision().publish()
    spiderweb.refresh_from_db()
    return release_instrument(instrument=spiderweb, meanings={key: "changed"})


def full(version, value, *, without=()):
    groups = structure_in(version).groups
    return {item.key: value for group in groups for item in group.statements if item.key not in without}


@pytest.fixture
def two_versions(spiderweb, version, teacher):
    """A web of version 1, then one of version 2, in which a statement means something else."""

    def answer(version, answers, days_ago):
        draft = start_web(person=teacher, version=version, mode="full")
        save_answers(person=teacher, key=draft.key, answers=answers.items())
        return hand_in(person=teacher, key=draft.key, at=now() - timedelta(days=days_ago))

    # Only with the changed statement the first web would be lower.
    first = answer(version, full(version, "3") | {"KN1": "1"}, 200)
    second = reworded(spiderweb)
    return first, answer(second, full(second, "3"), 0)


def test_a_changed_item_is_left_out_and_said_so(client, two_versions):
    measure = growth(client).measures[0]
    knowing = measure.dimensions[0]
    assert [reading.value for reading in knowing.chart.readings] == [3, 3]
    assert [(item.words, item.why) for item in knowing.left_out] == [
        ("I ask learners what they can do.", "means something else now")
    ]
    assert [one.key for one in measure.left_out] == ["knowing"]
    assert ([mark.version for mark in knowing.chart.line.marks], [row.version for row in measure.table]) == (
        [2],
        [2, 1],
    )


def test_the_result_compares_over_what_counts_both_times(client, two_versions):
    first, second = two_versions
    result = client.get(reverse("web", args=[second.key])).context["result"]
    on = f"{first.on.day} {first.on:%B %Y}"
    assert " ".join(result.rows[0].said) == (
        "Compared over the 3 statements that count both times, it is 3.0 now. "
        f"The same as on {on}. 1 statement means something else now and is left out."
    )
    drawn = result.chart.axes[0]
    assert (drawn.now, drawn.earlier, result.is_recomputed, result.shape) == (3, 3, True, "kept")


def test_with_too_little_in_common_nothing_is_compared(client, spiderweb, version, teacher, hand_in_web):
    hand_in_web(teacher, full(version, "3", without=("KN2",)), mode="full", days_ago=200)
    second = reworded(spiderweb)
    draft = start_web(person=teacher, version=second, mode="full")
    save_answers(person=teacher, key=draft.key, answers=full(second, "4").items())
    web = hand_in(person=teacher, key=draft.key)
    result = client.get(reverse("web", args=[web.key])).context["result"]
    row, drawn = result.rows[0], result.chart.axes[0]
    assert row.said[0].endswith("too few statements still mean the same.")
    assert (drawn.now, drawn.earlier, drawn.gap) == (4, None, "not comparable")
    values = growth(client).measures[0].table
    assert [one.values[0] for one in values] == ["4.0", "not comparable"]


def test_what_was_taken_over_is_no_new_value(client, hand_in_web, teacher, version):
    earlier = hand_in_web(teacher, days_ago=100)
    draft = start_web(person=teacher, version=version, mode="quick", focus=["coaching"])
    save_answers(person=teacher, key=draft.key, answers=[("coaching-level", "4")])
    web = hand_in(person=teacher, key=draft.key)
    result = client.get(reverse("web", args=[web.key])).context["result"]
    on = f"{earlier.on.day} {earlier.on:%B %Y}"
    assert " ".join(result.rows[0].said) == f"Not asked again this time: the value is that of {on}."
    assert (result.chart.axes[0].now, result.chart.axes[0].earlier, result.chart.axes[0].gap) == (
        3,
        None,
        "not asked again",
    )
    assert [row.values[:4] for row in growth(client).measures[0].table] == [
        ("not asked again", "not asked again", "not asked again", "4.0"),
        ("3.0", "3.0", "3.0", "3.0"),
    ]


def test_then_and_now_stand_apart(client, hand_in_web, teacher, version):
    earlier = hand_in_web(teacher, {"knowing-level": "4", "coaching-level": "3"}, days_ago=200)
    draft = start_web(person=teacher, version=version, mode="quick")
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "3"), ("coaching-level", "3")])
    look_back(person=teacher, key=draft.key, earlier=earlier.key)
    save_answers(person=teacher, key=draft.key, answers=[("knowing-level", "2")], part="then")
    web = hand_in(person=teacher, key=draft.key)
    page = client.get(reverse("web", args=[web.key]))
    seen = page.context["then_now"]
    assert (seen.then_on, seen.chart.axes[0].earlier, seen.chart.axes[0].now) == (earlier.on, 2, 3)
    assert seen.chart.axes[3].earlier is None
    # The dated comparison is what was handed in then.
    assert page.context["result"].chart.axes[0].earlier == 4
    assert growth(client).then_now == seen


@pytest.mark.parametrize("number", [1, 2, 40])
def test_queries_do_not_grow_with_the_webs(client, hand_in_web, teacher, version, number, django_assert_num_queries):
    hand_in_web(teacher, days_ago=500)
    row = Response.objects.get()
    for place in range(1, number):
        row.pk, row.key = None, uuid4()
        row.on = row.on + timedelta(days=10 * place)
        row.submitted_at = row.submitted_at + timedelta(days=10 * place)
        row.save(force_insert=True)
    growth(client)
    with django_assert_num_queries(6):
        growth(client)
