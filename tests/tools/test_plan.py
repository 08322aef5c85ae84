"""The plan of a teacher: fed by what they set elsewhere, kept once, never written over unseen, nobody else's."""

import re

import pytest
from wagtail import hooks

from academy_site.people.models import ParkedForm
from tools.models import DevelopmentPlan
from tools.offers import ChosenModule
from tools.selectors.webs import aims_of
from tools.services.aiming import add_focus, set_target

PLAN = "/en/webs/spiderweb/plan/"


@pytest.fixture
def teacher(person):
    return person(timezone="Europe/Helsinki")


@pytest.fixture
def client(teacher, sign_in):
    return sign_in(teacher)


def sent(**more):
    return {"version": "0", "can_do": "", "ways": "", "support": "", "showing": "", "next_talk": "", **more}


def test_a_first_plan_is_written_and_read(client, version):
    assert client.get(PLAN).context["form"] is not None
    answer = client.post(PLAN, sent(can_do="Line one\r\nline two", next_talk="2027-03-04"))
    assert (answer.status_code, answer["Location"]) == (302, PLAN)
    plan = DevelopmentPlan.objects.get()
    assert (plan.can_do, plan.next_talk.isoformat(), plan.version) == ("Line one\nline two", "2027-03-04", 1)
    page = client.get(PLAN)
    assert (page.context["form"], "4 March 2027" in page.content.decode()) == (None, True)
    assert client.get(PLAN, {"edit": "1"}).context["form"]["version"].value() == 1


def test_an_empty_plan_is_not_kept(client, version):
    client.post(PLAN, sent())
    assert DevelopmentPlan.objects.count() == 0


def test_a_plan_written_elsewhere_meanwhile_is_not_written_over(client, version):
    client.post(PLAN, sent(can_do="Phone", support="Phone"))
    answer = client.post(PLAN, sent(can_do="Desk"))
    body = answer.content.decode()
    assert (answer.status_code, DevelopmentPlan.objects.get().can_do) == (409, "Phone")
    assert [one["value"] for one in answer.context["theirs"]] == ["Phone", "Phone"]
    assert ("Desk</textarea>" in body, answer.context["form"]["version"].value()) == (True, 1)
    client.post(PLAN, sent(can_do="Desk", version="1"))
    plan = DevelopmentPlan.objects.get()
    assert (plan.can_do, plan.support, plan.version) == ("Desk", "", 2)


def test_both_versions_are_put_together(client, version):
    client.post(PLAN, sent(can_do="Phone", support="A room", next_talk="2027-01-01"))
    client.post(PLAN, sent(can_do="Desk", next_talk="2027-02-02", version="1", keep="both"))
    plan = DevelopmentPlan.objects.get()
    assert (plan.can_do, plan.support, plan.next_talk.isoformat()) == ("Phone\n\nDesk", "A room", "2027-02-02")


def test_the_same_again_is_no_conflict(client, version):
    for _ in range(2):
        assert client.post(PLAN, sent(can_do="A.")).status_code == 302
    assert DevelopmentPlan.objects.get().version == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"can_do": "x" * 4001}, 422),
        ({"next_talk": "soon"}, 422),
        ({"support": "a\x00b"}, 422),
        ({"version": "x"}, 400),
    ],
    ids=["too long", "no day", "null", "tampered"],
)
def test_what_cannot_be_kept_comes_back_with_everything_typed(client, version, wrong, status):
    answer = client.post(PLAN, sent(ways="My other text", **wrong))
    assert (answer.status_code, DevelopmentPlan.objects.count()) == (status, 0)
    assert "My other text</textarea>" in answer.content.decode()


def test_it_is_fed_by_focus_targets_notes_and_modules(client, hand_in_web, teacher, version):
    hand_in_web(teacher, {"coaching-level": "2"}, notes={"coaching": ("They plan a week.", "")}, days_ago=90)
    hand_in_web(teacher, {"coaching-level": "3", "knowing-level": "3"})
    add_focus(person=teacher, version=version, dimension="coaching")
    set_target(person=teacher, version=version, dimension="coaching", level=4)
    set_target(person=teacher, version=version, dimension="digital", level=2)

    def choose(request, chosen):
        chosen.append(ChosenModule(title="Coaching", url="/en/x/", language="en", state="2 of 5 units"))

    with hooks.register_temporarily("construct_development_plan", choose):
        page = client.get(PLAN)
    facts = page.context["facts"]
    assert [(aim.key, aim.in_focus, aim.target, aim.now) for aim in facts.aims] == [
        ("coaching", True, 4, 3),
        ("digital", False, 2, None),
    ]
    assert [(one.key, one.note) for one in facts.evidence] == [("coaching", "They plan a week.")]
    assert ("2 of 5 units" in page.content.decode(), aims_of(teacher, version.instrument).focus) == (
        True,
        ("coaching",),
    )


def test_nobody_sees_the_plan_of_another(client, version, person, sign_in, anonymous):
    client.post(PLAN, sent(can_do="Mine alone"))
    for groups in ([], ["Teacher educators"], ["Stewards"]):
        assert "Mine alone" not in sign_in(person(groups=groups)).get(PLAN).content.decode()
    assert anonymous.get(PLAN).status_code == 302


def test_what_was_typed_in_a_dead_session_is_kept_for_its_person(client, version, anonymous, teacher):
    mine = re.search(r'name="signed_person" value="([^"]+)"', client.get(PLAN).content.decode())
    assert mine is not None
    answer = anonymous.post(PLAN, sent(can_do="Typed too late", signed_person=mine[1]))
    assert (answer.status_code, DevelopmentPlan.objects.count()) == (303, 0)
    form = ParkedForm.objects.get(person=teacher)
    client.post(PLAN, sent(can_do="Typed too late", parked_send=form.key, signed_person=mine[1]))
    assert (DevelopmentPlan.objects.get().can_do, ParkedForm.objects.count()) == ("Typed too late", 0)
