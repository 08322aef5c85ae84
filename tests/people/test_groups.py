"""Who may put whom into which group: nobody hands out more than they hold, nobody anything to themselves."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from academy_site.people.access import groups_to_give, groups_to_others
from academy_site.people.models import User
from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter import groups as starter

pytestmark = pytest.mark.django_db
OWN = [STEWARDS, TEACHER_EDUCATORS, TRANSLATORS]
ADMINISTRATORS, HELPERS = "Administrators", "Helpers"
NOBODY_THEMSELVES = "Nobody changes their own groups. Ask a colleague to do it."


def on_page(group, page, kind):
    GroupPagePermission.objects.create(group=group, page=page, permission_type=kind)


def on_files(group, collection):
    right = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)


@pytest.fixture
def groups(group_with):
    """The academy's own groups as the starter makes them, and others that reach further or less far."""
    for entry in starter.entries():
        entry.load()
    root, home = Page.objects.get(depth=1), Site.objects.get(is_default_site=True).root_page
    files = Collection.objects.get(depth=1)
    group_with("Accounts", "people.view_user", "people.change_user")
    group_with("Whoever deletes", "people.change_user", "people.delete_user")
    group_with(ADMINISTRATORS, "people.change_user", "auth.change_group")
    group_with(HELPERS, "people.view_user", "people.change_user")
    group_with("Below home"), group_with("All pages"), group_with("Publishes home")
    group_with("Approvers"), group_with("A folder"), group_with("All files")
    named = {group.name: group for group in Group.objects.all()}
    on_page(named[HELPERS], home, "change")
    on_files(named[HELPERS], files.add_child(name="Ours"))
    on_page(named["Below home"], home.add_child(instance=Page(title="Below", slug="below")), "change")
    on_page(named["All pages"], root, "change")
    on_page(named["Publishes home"], home, "publish")
    on_files(named["A folder"], Collection.objects.get(name="Ours"))
    on_files(named["All files"], Collection.objects.get(depth=1))
    GroupApprovalTask.objects.create(name="Second look").groups.set([named["Approvers"]])
    return named


@pytest.fixture
def people(groups, person):
    return {
        "operator": User.objects.create_superuser("operator@academy.example"),
        "steward": person(email="steward@academy.example", groups=[STEWARDS]),
        "helper": person(groups=[HELPERS]),
        "administrator": person(groups=[ADMINISTRATORS]),
        "educator": person(groups=[TEACHER_EDUCATORS]),
        "teacher": person(email="teacher@school.example"),
    }


@pytest.mark.parametrize(
    ("who", "gives"),
    [
        ("steward", [*OWN, "Accounts"]),
        ("helper", [HELPERS, "Accounts", "Below home", "A folder"]),
        ("administrator", [ADMINISTRATORS]),
        (
            "educator",
            [TEACHER_EDUCATORS, TRANSLATORS, "Below home", "All pages", "Publishes home", "A folder", "All files"],
        ),
        ("teacher", []),
        ("operator", None),
    ],
)
def test_who_gives_which_group(people, who, gives):
    empty = {"Editors", "Moderators"}  # Wagtail's own
    given = set(groups_to_others(editor=people[who]).values_list("name", flat=True)) - empty
    assert sorted(given) == sorted(
        set(Group.objects.values_list("name", flat=True)) - empty if gives is None else gives
    )
    assert list(groups_to_give(editor=people[who], to=people[who])) == []


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ("auth.change_group", False),
        ("people.delete_user", False),
        ("people.change_user", True),
        ("wagtailcore.add_site", True),
    ],
)
def test_a_steward_gives_no_rights_over_people_that_they_lack(people, group_with, right, given):
    group_with(TRANSLATORS, right)
    offered = groups_to_give(editor=people["steward"], to=people["teacher"])
    assert offered.filter(name=TRANSLATORS).exists() is given


def edit(client, person, *groups, **fields):
    data = {"display_name": "T", "language": "en", "country": "", "is_active": "on", "groups": [g.pk for g in groups]}
    return client.post(f"/admin/users/edit/{person.pk}/", {**data, **fields})


def names(person) -> list[str]:
    return sorted(person.groups.values_list("name", flat=True))


def test_the_form_offers_what_may_be_given(sign_in, people):
    page = sign_in(people["steward"]).get(f"/admin/users/edit/{people['teacher'].pk}/")
    assert sorted(group.name for group in page.context["form"].fields["groups"].queryset) == sorted([*OWN, "Accounts"])


@pytest.mark.parametrize(
    ("who", "group", "expected"),
    [
        ("steward", TEACHER_EDUCATORS, True),
        ("steward", TRANSLATORS, True),
        ("steward", STEWARDS, True),
        ("steward", ADMINISTRATORS, False),
        ("steward", "All pages", False),
        ("helper", STEWARDS, False),
        ("helper", "Below home", True),
        ("helper", "Publishes home", False),
        ("administrator", TEACHER_EDUCATORS, False),
        ("operator", ADMINISTRATORS, True),
    ],
)
def test_a_form_that_was_tampered_with_is_refused_at_its_field(sign_in, people, groups, who, group, expected):
    client, teacher = sign_in(people[who]), people["teacher"]
    answer = edit(client, teacher, groups[group], email=teacher.email)
    assert (answer.status_code == 302, names(teacher)) == (expected, [group] if expected else [])
    if not expected:
        assert list(answer.context["form"].errors) == ["groups"]
    Group.user_set.through.objects.filter(user=teacher).delete()

    answer = client.post(f"/admin/bulk/people/user/assign_role/?id={teacher.pk}", {"role": groups[group].pk})
    assert (answer.status_code == 302, names(teacher)) == (expected, [group] if expected else [])
    if not expected:
        assert list(answer.context["form"].errors) == ["role"]


@pytest.mark.parametrize(("who", "own"), [("steward", [STEWARDS]), ("helper", [HELPERS]), ("operator", [])])
def test_nobody_changes_their_own_groups(sign_in, people, groups, who, own):
    someone, client = people[who], sign_in(people[who])
    page = client.get(f"/admin/users/edit/{someone.pk}/")
    assert NOBODY_THEMSELVES in page.content.decode()
    refused = edit(client, someone, groups[TRANSLATORS], email=someone.email)
    assert refused.context["form"].errors == {"groups": [NOBODY_THEMSELVES]}
    client.post(f"/admin/bulk/people/user/assign_role/?id={someone.pk}", {"role": groups[TRANSLATORS].pk})
    assert names(someone) == own
    assert edit(client, someone, email=someone.email, display_name="Anew").status_code == 302
    someone.refresh_from_db()
    assert (someone.display_name, names(someone)) == ("Anew", own)


def test_groups_that_others_gave_are_kept(sign_in, people, groups):
    teacher = people["teacher"]
    teacher.groups.set([groups[ADMINISTRATORS], groups[TRANSLATORS]])
    assert edit(sign_in(people["steward"]), teacher, groups[STEWARDS]).status_code == 302
    assert names(teacher) == [ADMINISTRATORS, STEWARDS]
    assert edit(sign_in(people["operator"]), teacher, email=teacher.email).status_code == 302
    assert names(teacher) == []


def test_groups_of_an_operator_are_an_operators_matter(sign_in, people, groups):
    operator = people["operator"]
    operator.groups.set([groups["Approvers"]])
    refused = edit(sign_in(people["steward"]), operator, groups[STEWARDS])
    assert refused.context["form"].errors == {"groups": ["Only an operator changes the groups of an operator."]}
    assert edit(sign_in(people["steward"]), operator).status_code == 302
    assert names(operator) == ["Approvers"]


def test_a_new_person_gets_no_more_than_may_be_given(sign_in, people, groups, group_with):
    group_with(HELPERS, "people.add_user")
    data = {"email": "new@school.example", "display_name": "N", "language": "fi", "country": ""}
    client = sign_in(people["helper"])
    refused = client.post("/admin/users/new/", {**data, "groups": [groups[STEWARDS].pk]})
    assert list(refused.context["form"].errors) == ["groups"]
    client.post("/admin/users/new/", {**data, "groups": [groups["Below home"].pk]})
    assert names(User.objects.get(email="new@school.example")) == ["Below home"]


def test_the_steward_of_the_demo_does_the_task(academy, sign_in, django_assert_max_num_queries):
    steward, teacher = (User.objects.get(email=f"{name}@academy.example") for name in ("steward", "teacher"))
    own = Group.objects.filter(name__in=OWN)
    assert edit(sign_in(steward), teacher, *own).status_code == 302
    assert names(teacher) == sorted(OWN)
    with django_assert_max_num_queries(18):
        list(groups_to_give(editor=steward, to=teacher))
