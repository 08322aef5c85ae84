"""One submits, another approves: nobody approves what they wrote, and nobody is stopped by being alone."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowState

from academy_site.foundation.models import ColleagueApprovalTask
from academy_site.people.roles import TEACHER_EDUCATORS
from academy_site.starter import groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(about, person):
    """Two teacher educators, a translator and an operator."""
    for entry in groups.entries():
        entry.load()
    return {
        "writer": person(groups=[TEACHER_EDUCATORS]),
        "colleague": person(groups=[TEACHER_EDUCATORS]),
        "translator": person(groups=["Translators"]),
        "operator": get_user_model().objects.create_superuser("operator@academy.example"),
    }


def write(client, page, action, title, **more):
    """Send the form of a page with a new title."""
    data = {
        "title": title, "slug": page.slug, "introduction": "", "body-count": "0", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", action: "1",
        **more,
    }  # fmt: skip
    return client.post(f"/admin/pages/{page.pk}/edit/", data)


def approve(client, page):
    state = page.current_workflow_task_state
    return client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})


def title_of(page) -> str:
    return type(page).objects.get(pk=page.pk).title


@pytest.mark.parametrize(
    ("who", "title"),
    [("writer", "About"), ("colleague", "Revised"), ("translator", "About"), ("operator", "Revised")],
)
def test_who_approves(about, people, sign_in, who, title):
    write(sign_in(people["writer"]), about, "action-submit", "Revised")
    assert WorkflowState.objects.get().status == "in_progress"
    assert title_of(about) == "About"
    assert [TaskState.objects.reviewable_by(people[who]).count()] == [1 if title == "Revised" else 0]
    approve(sign_in(people[who]), about)
    assert title_of(about) == title


def test_an_operator_does_not_approve_their_own_either(about, people, sign_in):
    client = sign_in(people["operator"])
    write(client, about, "action-submit", "Revised")
    approve(client, about)
    assert title_of(about) == "About"
    write(client, about, "action-workflow-action", "Revised", **{"workflow-action-name": "approve"})
    assert title_of(about) == "About"


SEEN = "is approved, and readers see it now."


def test_whoever_approves_is_told_that_readers_see_it(about, people, sign_in):
    write(sign_in(people["writer"]), about, "action-submit", "Revised")
    client = sign_in(people["colleague"])
    approve(client, about)
    assert f"“Revised” {SEEN}" in client.get("/admin/").content.decode()
    write(sign_in(people["writer"]), about, "action-submit", "Revised again")
    write(client, about, "action-workflow-action", "Amended", **{"workflow-action-name": "approve"})
    assert f"“Amended” {SEEN}" in client.get("/admin/").content.decode()
    write(client, about, "action-save", "A draft", **{"workflow-action-name": "approve"})
    assert SEEN not in client.get("/admin/").content.decode()


def test_whoever_approves_may_mend_the_text(about, people, sign_in):
    write(sign_in(people["writer"]), about, "action-submit", "Revised")
    client = sign_in(people["colleague"])
    write(client, about, "action-workflow-action", "Amended", **{"workflow-action-name": "approve"})
    assert (title_of(about), WorkflowState.objects.get().status) == ("Amended", "approved")


def test_a_single_educator_publishes_without_asking(about, people, sign_in, django_capture_on_commit_callbacks):
    client = sign_in(people["writer"])
    write(client, about, "action-submit", "Revised")
    with django_capture_on_commit_callbacks(execute=True):
        write(client, about, "action-publish", "Revised")
    assert (title_of(about), WorkflowState.objects.get().status) == ("Revised", "cancelled")


def test_changes_are_asked_for_and_made(about, people, sign_in):
    writer, colleague = sign_in(people["writer"]), sign_in(people["colleague"])
    write(writer, about, "action-submit", "Revised")
    state = about.current_workflow_task_state
    colleague.post(f"/admin/pages/workflow/action/{about.pk}/reject/{state.pk}/", {"comment": "Say why."})
    assert WorkflowState.objects.get().status == "needs_changes"
    write(writer, about, "action-submit", "Revised again")
    approve(writer, about)
    assert title_of(about) == "About"
    approve(colleague, about)
    assert title_of(about) == "Revised again"


def test_the_step_is_ours_in_the_workflow_of_all_pages(about, people):
    assert about.get_workflow() == Workflow.objects.get()
    task = GroupApprovalTask.objects.get()
    assert task.specific == ColleagueApprovalTask.objects.get()
    assert list(task.groups.all()) == [Group.objects.get(name=TEACHER_EDUCATORS)]
