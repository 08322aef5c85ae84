"""Nobody else reaches anything of a teacher, at any address of the tools app: not a visitor, not the operator."""

import io
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils.timezone import now

from academy_site.foundation.privacy import endings_of, holdings_of
from academy_site.people.export import person_zip
from tests.tools.whole_web import MARKS, give_everything, of_a_person
from tools.urls import teachers

SECRET = "A" * 79
# Addresses of what belongs to one person: 404 for everybody else. The name -> whose key stands in it.
THEIRS = {
    "web": "web",
    "web_svg": "web",
    "web_csv": "web",
    "web_json": "web",
    "correct_web": "web",
    "delete_web": "web",
    "share_web": "web",
    "web_draft": "draft",
    "web_draft_then": "draft",
    "web_check": "draft",
    "hand_in_web": "draft",
    "throw_away_web": "draft",
    "withdraw_share": "share",
    "shared_with_me_web": "share",
    "withdraw_mirror": "mirror",
    "delete_mirror": "mirror",
    "web_report_file": "report",
}
# Addresses of one's own page, whoever one is: nothing of anybody else stands there.
OWN = {
    "webs",
    "start_web",
    "web_growth",
    "web_target",
    "web_focus",
    "web_reminders",
    "development_plan",
    "web_reports",
    "shared_with_me",
    "mirrors",
    "mirror_code",
    "quick_web",
    "claim_quick_web",
}
# Addresses that open to whoever has the secret in them: 404 for a wrong one.
BY_SECRET = {"shared_web", "mirror", "quick_step", "quick_result"}
ROLES = {
    "visitor": None,
    "another teacher": {},
    "editor": {"groups": ["Teacher educators"]},
    "translator": {"groups": ["Translators"]},
    "steward": {"groups": ["Stewards"]},
    "operator": {"is_superuser": True},
}
NUMBERS = {"number", "step"}


@pytest.fixture
def teacher(person):
    return person()


@pytest.fixture
def whole(version, teacher, person):
    return give_everything(teacher, version, person())


@pytest.fixture(params=ROLES)
def someone(request, person, sign_in, anonymous):
    """A client of each role."""
    fields = ROLES[request.param]
    return anonymous if fields is None else sign_in(person(**fields))


def address(pattern, key="", instrument="spiderweb") -> str:
    """Return the English address of a pattern: with this key, the first step, a secret that opens nothing."""
    values = {}
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__
        values[name] = (key if kind == "UUIDConverter" else instrument) if name == "key" else SECRET
        if name in NUMBERS:
            values[name] = 1
        elif kind == "UUIDConverter" and name != "key":
            values[name] = key
    return reverse(pattern.name, kwargs=values)


def leads_to_sign_in(response) -> bool:
    return response.status_code in (302, 303) and response["Location"].startswith("/en/account/login/")


def shows_nothing(response, whole, asked="") -> bool:
    """Say whether nothing of the teacher is in a page but the key that was asked for, as in links to languages."""
    said = b"".join(response) if response.streaming else response.content
    return not any(mark.encode() in said for mark in (*MARKS, *whole.keys) if mark != asked)


def test_every_address_has_its_line():
    """A new address says here who may open it."""
    names = {pattern.name for pattern in teachers}
    assert sorted(names - set(THEIRS) - OWN - BY_SECRET) == []
    assert len(names) == len(teachers)


def test_what_belongs_to_a_teacher_is_404_for_everybody_else(whole, someone):
    patterns = [pattern for pattern in teachers if pattern.name in THEIRS]
    opened = []
    for pattern in patterns:
        key = str(getattr(whole, THEIRS[pattern.name]))
        for method in ("get", "post"):
            response = getattr(someone, method)(address(pattern, key))
            refused = response.status_code in (404, 405) or leads_to_sign_in(response)
            if not refused or not shows_nothing(response, whole, key):
                opened.append((method, pattern.name, response.status_code))
    assert opened == []


def test_a_stranger_is_told_the_same_as_of_what_is_not_there(whole, sign_in, person):
    client = sign_in(person())
    for pattern in teachers:
        if pattern.name in THEIRS:
            key = str(getattr(whole, THEIRS[pattern.name]))
            other = "0" * 8 + key[8:]
            for method in ("get", "post"):
                there, nowhere = (getattr(client, method)(address(pattern, one)) for one in (key, other))
                assert there.status_code == nowhere.status_code, pattern.name
                assert there.content.replace(key.encode(), b"") == nowhere.content.replace(other.encode(), b"")


def test_ones_own_pages_show_nothing_of_anybody_else(whole, someone):
    for pattern in teachers:
        if pattern.name in OWN:
            response = someone.get(address(pattern))
            assert response.status_code in (200, 302, 303, 404, 405), pattern.name
            assert shows_nothing(response, whole), pattern.name


def test_a_wrong_secret_opens_nothing(whole, someone):
    for pattern in teachers:
        if pattern.name in BY_SECRET:
            for method in ("get", "post"):
                response = getattr(someone, method)(address(pattern))
                assert response.status_code in (404, 405), pattern.name
                assert shows_nothing(response, whole), pattern.name


def test_nothing_of_a_teacher_was_changed(whole, teacher, sign_in, person):
    before = {model: list(model.objects.order_by("pk").values()) for model in of_a_person()}
    client = sign_in(person())
    for pattern in teachers:
        if pattern.name in THEIRS:
            client.post(address(pattern, getattr(whole, THEIRS[pattern.name])), {"yes": "1", "delete": "1"})
    assert {model: list(model.objects.order_by("pk").values()) for model in of_a_person()} == before


def test_the_teacher_opens_what_is_theirs(whole, teacher, sign_in):
    """Else the tests above would be good for a wrong reason."""
    client = sign_in(teacher)
    for pattern in teachers:
        if pattern.name in ("web", "web_svg", "web_csv", "web_json", "web_draft", "web_check", "delete_web"):
            place = address(pattern, getattr(whole, THEIRS[pattern.name]))
            assert client.get(place).status_code == 200, pattern.name


def test_all_of_it_is_exported(whole, teacher):
    held = {name for holding in holdings_of(teacher) if holding.number for name in holding.models}
    assert sorted({model._meta.label for model in of_a_person()} - held) == []
    with person_zip(person=teacher, now=now()) as file, ZipFile(io.BytesIO(file.read())) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert [mark for mark in MARKS if mark not in told] == []


def test_all_of_it_goes_with_the_account(whole, teacher):
    assert [model.__name__ for model in of_a_person() if not model.objects.exists()] == []
    for ending in endings_of(teacher):
        ending.carry_out(ending.fates[0].key)
    teacher.delete()
    assert [model.__name__ for model in of_a_person() if model.objects.exists()] == []
