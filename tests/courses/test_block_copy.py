"""An editor copies blocks of a unit to the end of another one."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from courses.models import UnitPage

BODY = [
    {"type": "text", "value": "<p>Watch one learner.</p>"},
    {"type": "text", "value": "<p>Write it down.</p>"},
    {"type": "text", "value": "<p>Talk about it.</p>"},
]


@pytest.fixture
def units(programme):
    course = programme.course()
    first = programme.unit(programme.module(course, 1), body=BODY)
    second = programme.unit(programme.module(course, 2), body=[{"type": "text", "value": "<p>Own.</p>"}])
    return first, second


@pytest.fixture
def client(sign_in, person):
    return sign_in(person(is_superuser=True, is_staff=True))


def address(unit) -> str:
    return f"/admin/units/{unit.pk}/copy-blocks/"


def ids(unit) -> list[str]:
    return [block.id for block in unit.get_latest_revision_as_object().body]


def said(body) -> list[str]:
    return [str(block.value.source) for block in body]


def test_chosen_blocks_stand_at_the_end_of_a_draft(units, client):
    first, second = units
    own, originals = ids(second), ids(first)
    answer = client.post(address(first), {"blocks": [originals[0], originals[2]], "target": second.pk}, follow=True)
    assert answer.redirect_chain == [(f"/admin/pages/{second.pk}/edit/", 302)]
    assert "2 blocks were copied. They stand at the end of this draft." in answer.content.decode()
    live = UnitPage.objects.get(pk=second.pk)
    assert said(live.body) == ["<p>Own.</p>"]
    draft = live.get_latest_revision_as_object()
    assert said(draft.body) == ["<p>Own.</p>", "<p>Watch one learner.</p>", "<p>Talk about it.</p>"]
    assert ids(second)[0] == own[0]
    assert set(ids(second)[1:]).isdisjoint(originals)
    assert ids(first) == originals


def test_it_goes_on_from_the_newest_draft(units, client):
    first, second = units
    for block in ids(first)[:2]:
        client.post(address(first), {"blocks": [block], "target": second.pk})
    second.refresh_from_db()
    assert len(ids(second)) == 3


@pytest.mark.parametrize("form", [{}, {"blocks": ["nothing"]}, {"blocks": "own", "target": "self"}, {"target": 999999}])
def test_what_does_not_fit_is_refused_at_the_field(units, client, form):
    first, second = units
    form = {**form, **({"blocks": ids(first)[:1], "target": first.pk} if form.get("target") == "self" else {})}
    answer = client.post(address(first), form)
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
    assert (len(ids(first)), len(ids(second))) == (3, 1)


@pytest.mark.parametrize(
    ("places", "opens", "copies"),
    [(("first", "second"), 200, True), (("first",), 200, False), (("second",), 403, False), ((), 302, False)],
)
def test_both_units_must_be_ones_own_to_change(units, sign_in, person, places, opens, copies):
    first, second = units
    group = Group.objects.create(name="Some")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    for place in places:
        page = {"first": first, "second": second}[place]
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    client = sign_in(person(groups=["Some"]) if places else person())
    # Wagtail answers with its home page and a message where a right is missing.
    assert client.get(address(first)).status_code == (302 if opens == 403 else opens)
    client.post(address(first), {"blocks": ids(first)[:1], "target": second.pk})
    second.refresh_from_db()
    assert len(ids(second)) == (2 if copies else 1)


def test_only_units_have_such_a_form(units, client):
    assert client.get(address(units[0].get_parent())).status_code == 404
    assert client.get("/admin/units/999999/copy-blocks/").status_code == 404


def test_a_locked_unit_gets_nothing(units, client, person):
    first, second = units
    UnitPage.objects.filter(pk=second.pk).update(locked=True, locked_by=person())
    assert client.post(address(first), {"blocks": ids(first)[:1], "target": second.pk}).status_code == 200
    assert len(ids(second)) == 1


def test_the_number_of_queries_does_not_grow(programme, client):
    module = programme.module(programme.course())
    counted = []
    for blocks, step in ((1, "see"), (3, "study")):
        unit = programme.unit(module, step, body=BODY[:blocks])
        client.get(address(unit))
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(address(unit)).content.decode()
        assert shown.count('name="blocks"') == blocks
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_it_is_offered_on_the_form_of_a_unit(units, client):
    first, _ = units
    assert address(first) in client.get(f"/admin/pages/{first.pk}/edit/").content.decode()
    assert "copy-blocks" not in client.get(f"/admin/pages/{first.get_parent().pk}/edit/").content.decode()
