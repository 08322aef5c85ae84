"""The inbox: what is told is told once, to one person, and read in the reader's language."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction

from academy_site.foundation import inbox
from academy_site.people import services
from academy_site.people.models import Message

pytestmark = pytest.mark.django_db
KIND = "test_unit_added"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Declare one kind of message, as an app would."""
    monkeypatch.setitem(
        inbox.message_kinds(), KIND, inbox.MessageKind(title="A unit in %(title)s", text="It is called %(unit)s.")
    )


def test_what_is_told_once_is_there_once(person):
    teacher, other = person(), person()
    first = services.tell(person=teacher, kind=KIND, values={"title": "Voice"}, link="/en/", once="unit/1")
    assert services.tell(person=teacher, kind=KIND, values={"title": "Else"}, once="unit/1") == first
    services.tell(person=other, kind=KIND, once="unit/1")
    services.tell(person=teacher, kind=KIND)
    services.tell(person=teacher, kind=KIND)
    assert sorted(Message.objects.values_list("person", "once")) == sorted(
        [(teacher.pk, "unit/1"), (other.pk, "unit/1"), (teacher.pk, ""), (teacher.pk, "")]
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(person=teacher, kind=KIND, once="unit/1")


def test_a_kind_that_nobody_declares_is_refused(person):
    with pytest.raises(ImproperlyConfigured, match="no_such_kind"):
        services.tell(person=person(), kind="no_such_kind")
    assert Message.objects.count() == 0


@pytest.mark.parametrize("link", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_link_leads_to_this_site(person, link):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.tell(person=person(), kind=KIND, link=link)


def test_words_with_unfilled_gaps_are_shown_all_the_same():
    kind = inbox.message_kinds()[KIND]
    assert (kind.title_with({}), kind.text_with({"unit": "100 % åäö"})) == ("A unit in …", "It is called 100 % åäö.")


def test_a_kind_that_cannot_be_shown_is_found_by_the_checks(monkeypatch):
    assert inbox.kinds_have_words() == []
    monkeypatch.setitem(inbox.message_kinds(), "broken", inbox.MessageKind(title="%(title", text=""))
    monkeypatch.setitem(inbox.message_kinds(), "foreign", object())
    assert [(error.id, "broken" in error.msg, "foreign" in error.msg) for error in inbox.kinds_have_words()] == [
        ("academy.E020", True, False),
        ("academy.E020", False, True),
    ]


def test_reading(person):
    teacher, other = person(), person()
    one, _two = (services.tell(person=teacher, kind=KIND) for _ in range(2))
    foreign = services.tell(person=other, kind=KIND)
    assert services.mark_read(person=teacher, message_id=foreign.pk) == 0
    assert services.mark_read(person=teacher, message_id=one.pk) == 1
    assert services.mark_read(person=teacher, message_id=one.pk) == 0
    assert services.mark_read(person=teacher) == 1
    assert list(Message.objects.filter(read_at=None)) == [foreign]
