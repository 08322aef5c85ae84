"""What the pages of a school show, and what they cost."""

from uuid import uuid4

import pytest
from django.utils.translation import override
from wagtail import hooks

from academy_site.foundation.desk import Desk, Panel
from academy_site.people.access import access_school
from academy_site.people.enums import SchoolRole
from academy_site.people.school_hooks import schools_on_the_learners_home
from academy_site.people.services import school_joining as joining

pytestmark = pytest.mark.django_db


class Survey(Panel):
    """A panel of a higher floor."""

    template_name = "people/parts/inbox_panel.html"
    order = 10


def test_an_app_puts_a_panel_on_the_workspace(sign_in, school, anna):
    seen = []

    def contribute(request, membership, panels):
        seen.append((membership.person, membership.school, membership.role))
        panels.append(Survey())

    with hooks.register_temporarily("construct_school_workspace", contribute):
        page = sign_in(anna).get(f"/en/schools/{school.key}/").content.decode()
    assert seen == [(anna, school, "coordinator")]
    assert '<h2 id="inbox">' in page


@pytest.mark.parametrize("number", [1, 3])
def test_lists_of_any_length_take_the_same_queries(
    sign_in, school, anna, found, member, person, number, monkeypatch, django_assert_num_queries
):
    for place in range(number):
        member(SchoolRole.TEACHER)
        found(anna, name=f"SP 10{place}")
        joining.ask_to_join(person=person(), school=school, role=SchoolRole.TEACHER)
        joining.invite(by=access_school(anna, school.key), key=uuid4(), role=SchoolRole.TEACHER)
    client, base = sign_in(anna), f"/en/schools/{school.key}/"
    client.get(base)
    with django_assert_num_queries(5):  # session, person, schools, wishes, offers
        client.get("/en/schools/")
    with django_assert_num_queries(4):  # session, person, membership, people
        client.get(f"{base}members/")
    with django_assert_num_queries(4):  # session, person, membership, invitations
        client.get(f"{base}invite/")
    with django_assert_num_queries(4):  # session, person, membership, holidays
        client.get(f"{base}settings/")
    monkeypatch.setitem(hooks._hooks, "construct_school_workspace", [])
    with django_assert_num_queries(8):  # and people, waiting, coordinators (2), offers
        client.get(base)


def test_the_desk_shows_schools_to_who_is_at_one(rf, school, anna, person, django_assert_num_queries):
    for someone, shown in ((anna, [school.name]), (person(), [])):
        request, desk = rf.get("/"), Desk()
        request.user = someone
        with django_assert_num_queries(1):
            schools_on_the_learners_home(request, desk)
        assert [one.school.name for panel in desk.panels for one in panel.belongings] == shown


def test_the_menu_leads_there_in_each_language(sign_in, anna):
    for language in ("en", "nl", "fi", "sv", "pl"):
        with override(language):
            page = sign_in(anna).get(f"/{language}/schools/")
        assert page.status_code == 200
        assert f'href="/{language}/schools/"' in page.content.decode()


def test_a_member_sees_no_button_of_a_coordinator(sign_in, school, member):
    page = sign_in(member(SchoolRole.TEACHER)).get(f"/en/schools/{school.key}/members/").content.decode()
    assert "/end/" not in page
    assert "/renew/" not in page
    assert "/role/" not in page
