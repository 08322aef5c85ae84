"""Demo accounts exist where they may, and nowhere else."""

from datetime import timedelta
from io import StringIO
from stat import S_IMODE

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from academy_site.foundation.models import AcademySettings
from academy_site.people import services
from academy_site.people.roles import GROUPS
from academy_site.starter import demo, loader
from academy_site.starter.ledger import Outcome, load_entries

EMAILS = [
    f"{name}@academy.example"
    for name in ("teacher", "teacher2", "coach", "editor", "translator", "coordinator", "host", "steward")
]


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """A place of its own for the password."""
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("ACADEMY_DEMO_PASSWORD", raising=False)
    return tmp_path


def load_demo() -> None:
    load_entries(demo.entries(), Outcome())


def test_the_eight_accounts_can_be_used_at_once(academy):
    people = get_user_model().objects.filter(email__endswith="@academy.example").order_by("pk")
    assert [person.email for person in people] == EMAILS
    assert EmailAddress.objects.filter(verified=True, primary=True, email__in=EMAILS).count() == 8
    assert [person.is_superuser or person.is_staff for person in people] == [False] * 8
    assert [person.email.partition("@")[0] for person in people if person.has_perm("wagtailadmin.access_admin")] == [
        "editor",
        "translator",
        "steward",
    ]


def test_groups_exist_with_rights_on_pages(academy):
    assert set(GROUPS) - set(Group.objects.values_list("name", flat=True)) == set()
    rights = {
        group.name: sorted(group.page_permissions.values_list("permission__codename", flat=True))
        for group in Group.objects.filter(name__in=GROUPS)
    }
    assert rights == {
        "Teacher educators": [
            "add_page",
            "bulk_delete_page",
            "change_page",
            "lock_page",
            "publish_page",
            "unlock_page",
        ],
        "Translators": ["change_page"] * 4 + ["publish_page"] * 4,
        "Stewards": [],
    }


def test_production_settings_refuse(db, settings):
    settings.ACADEMY_DEMO = False
    with pytest.raises(CommandError, match="not for a demo"):
        call_command("load_starter", demo=True)
    with pytest.raises(demo.DemoRefusedError):
        load_demo()
    with pytest.raises(CommandError, match="no demo accounts"):
        call_command("demo_accounts")
    assert [entry.key for entry in loader.entries(Outcome()) if entry.key.startswith("demo/")] == []
    assert (get_user_model().objects.count(), AcademySettings.objects.count()) == (0, 0)


def test_a_password_is_made_once_and_kept_for_the_owner_only(db, folder):
    load_demo()
    password = demo.known_password()
    assert S_IMODE((folder / "demo-password").stat().st_mode) == 0o600
    load_demo()
    assert demo.known_password() == password
    assert get_user_model().objects.get(email=EMAILS[0]).check_password(password)
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [*EMAILS, "Password"]
    assert password in out.getvalue()


def test_accounts_follow_a_password_that_is_given(db, folder, monkeypatch):
    load_demo()
    monkeypatch.setenv("ACADEMY_DEMO_PASSWORD", "chosen-by-me")
    load_demo()
    assert demo.known_password() == "chosen-by-me"
    assert [person.check_password("chosen-by-me") for person in get_user_model().objects.all()] == [True] * 8
    monkeypatch.delenv("ACADEMY_DEMO_PASSWORD")
    load_demo()
    assert demo.known_password() == "chosen-by-me"


def test_an_account_that_was_changed_or_deleted_stays_so(academy):
    people = get_user_model().objects
    people.filter(email=EMAILS[0]).delete()
    people.filter(email=EMAILS[1]).update(display_name="Somebody else")
    call_command("load_starter", verbosity=0)
    assert people.filter(email=EMAILS[0]).count() == 0
    assert people.get(email=EMAILS[1]).display_name == "Somebody else"


def test_the_demo_starts_again_after_an_account_has_left(academy, folder, monkeypatch):
    person = get_user_model().objects.get(email=EMAILS[0])
    asked = now()
    services.ask_to_leave(person=person, choices={}, now=asked)
    assert services.erase_due(now=asked + timedelta(days=8)) == 1
    monkeypatch.setenv("ACADEMY_DEMO_PASSWORD", "another-one-12")
    call_command("load_starter", demo=True, verbosity=0)
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [*EMAILS[1:], "Password"]
    assert get_user_model().objects.get(email=EMAILS[1]).check_password("another-one-12")
