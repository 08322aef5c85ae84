"""What needs attention stands on the home page of the admin, for those who may act, at a cost that does not grow."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex, Workflow
from wagtail_localize.operations import translate_object

from academy_site.foundation import worker
from academy_site.home.models import StandardPage
from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS
from academy_site.starter import groups

pytestmark = pytest.mark.django_db
QUERIES = 31


@pytest.fixture
def people(tree, person):
    for entry in groups.entries():
        entry.load()
    return {
        "writer": person(groups=[TEACHER_EDUCATORS], display_name="Wim"),
        "colleague": person(groups=[TEACHER_EDUCATORS], display_name="Coen"),
        "steward": person(groups=[STEWARDS]),
    }


def fill(tree, people, count):
    """Bring about each kind of thing so many times."""
    for number in range(count):
        draft, waiting, later, gap = (tree.page(f"{kind}-{number}") for kind in ("draft", "waiting", "later", "gap"))
        draft.save_revision(user=people["writer"])
        waiting.save_revision(user=people["writer"])
        Workflow.objects.get().start(waiting, people["writer"])
        later.go_live_at = timezone.now() + timedelta(days=1)
        later.save_revision(user=people["writer"]).publish()
        translate_object(gap, [tree.dutch])


def panels_of(client) -> dict[str, list]:
    found = client.get("/admin/").context["panels"]
    return {panel.name: [(row.title, row.note) for row in panel.rows] for panel in found if hasattr(panel, "rows")}


def test_who_sees_what(tree, people, sign_in):
    fill(tree, people, 1)
    mine, others = (panels_of(sign_in(people[who])) for who in ("writer", "colleague"))
    assert mine["drafts"] == [("Draft-0", "yours")]
    assert others["drafts"] == [("Draft-0", "Wim")]
    assert mine["review"] == [("Waiting-0", "waits for a colleague, from Wim")]
    assert others["review"] == [("Waiting-0", "waits for you, from Wim")]
    assert [title for title, _note in mine["scheduled"]] == ["Later-0"]
    assert mine["translations"] == others["translations"] == [("Nederlands", "1 sentence is missing")]
    assert panels_of(sign_in(people["steward"])) == {}


@pytest.mark.parametrize(
    ("who", "ideas"),
    [
        (
            "writer",
            ["Go through the pages", "See how modules stand, in which languages and with how many teachers"],
        ),
        ("steward", ["See how the academy is doing"]),
    ],
)
def test_it_is_said_when_nothing_waits_and_what_one_could_do(tree, people, sign_in, who, ideas):
    home = sign_in(people[who]).get("/admin/")
    (panel,) = [panel for panel in home.context["panels"] if getattr(panel, "name", "") == "nothing"]
    assert [idea.title for idea in panel.ideas] == ideas
    assert "Nothing waits for you" in home.content.decode()
    tree.page("waiting").save_revision(user=people["writer"])
    said = sign_in(people["writer"]).get("/admin/").content.decode()
    assert "Nothing waits for you" not in said


def test_what_leads_to_nothing_is_told_to_those_who_may_mend_it(tree, people, sign_in):
    target = tree.page("target")
    link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    ReferenceIndex.create_or_update_for_object(tree.page("source", body=[{"type": "text", "value": link}]))
    StandardPage.objects.filter(pk=target.pk).update(live=False)
    assert panels_of(sign_in(people["writer"])) == {"broken": [("Source", "leads to “Target”, which is not published")]}
    assert panels_of(sign_in(people["steward"])) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_costs_the_same(tree, people, sign_in, django_assert_num_queries, count):
    fill(tree, people, count)
    client = sign_in(people["colleague"])
    client.get("/admin/")
    with django_assert_num_queries(QUERIES):
        client.get("/admin/")


def test_readers_see_what_was_scheduled_when_its_time_comes(tree, about, anonymous, django_capture_on_commit_callbacks):
    """Through the chores of the worker, also where the page was kept before."""

    def chores():
        with django_capture_on_commit_callbacks(execute=True):
            worker.Housekeeper("only", 10).do_chores()
        answer = anonymous.get("/en/about/")
        return answer.status_code, "Of tomorrow" in answer.content.decode()

    about.title, about.go_live_at = "Of tomorrow", timezone.now() + timedelta(hours=1)
    about.save_revision().publish()
    past = timezone.now() - timedelta(seconds=1)
    assert chores() == (200, False)
    planned = about.revisions.get(approved_go_live_at__isnull=False)
    planned.approved_go_live_at, planned.content["go_live_at"] = past, past.isoformat()
    planned.save()
    assert chores() == (200, True)
    type(about).objects.filter(pk=about.pk).update(expire_at=past)
    assert chores() == (404, False)
