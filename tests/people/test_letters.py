"""Mail goes out by the worker, is tried again, and what does not arrive is seen."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academy_site.foundation import inbox, worker
from academy_site.people import letters, services
from academy_site.people.models import Letter, Message
from academy_site.people.selectors import mail_comes_back
from tests.people.conftest import PASSWORD
from tests.people.post_office import PostOffice

pytestmark = pytest.mark.django_db
State = Letter.State
WORDS = "Words that nobody reads on the way."


@pytest.fixture
def office(settings):
    """Let all mail go to a server that stands in for a real one."""
    settings.EMAIL_BACKEND = "academy_site.people.mail_backend.PostBackend"
    settings.ACADEMY_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with PostOffice() as office:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


def work(times: int = 1) -> None:
    """Do what the worker does with what waits, so many times, without the pauses."""
    hand = worker.AcademyWorker(interval=0, beat=10)
    for _ in range(times):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        for row in DBTaskResult.objects.ready():
            row.claim("hand")
            hand.run_task(row)


def write(to="teacher@school.example", **more) -> None:
    EmailMessage("Hello", WORDS, "academy@localhost", [to] if isinstance(to, str) else to, **more).send()


def states() -> list[tuple]:
    return list(Letter.objects.order_by("pk").values_list("address", "state", "attempts", "refused"))


def test_nothing_is_sent_before_the_worker_comes(office):
    write()
    (letter,) = Letter.objects.all()
    assert (letter.state, office.taken) == (State.WAITING, [])
    assert WORDS.encode() not in bytes(letter.sealed)
    work(2)
    ((recipients, mail),) = office.taken
    assert (recipients, mail["Subject"], mail.get_content().strip()) == (("teacher@school.example",), "Hello", WORDS)
    letter.refresh_from_db()
    assert (letter.state, bytes(letter.sealed), letter.attempts) == (State.SENT, b"", 1)


def test_a_mail_with_everything_arrives_as_it_was_written(office):
    mail = EmailMultiAlternatives(
        "Zażółć — åäö",
        "plain 💜",
        "Academy <academy@localhost>",
        ["One <one@a.example>"],
        cc=["two@a.example"],
        bcc=["three@a.example"],
        reply_to=["coach@a.example"],
        headers={"X-Kind": "plan"},
    )
    mail.attach_alternative("<p>html</p>", "text/html")
    mail.attach("plan.bin", b"\x00\xff", "application/octet-stream")
    mail.send()
    work()
    assert [recipients for recipients, _mail in office.taken] == [
        ("one@a.example",),
        ("two@a.example",),
        ("three@a.example",),
    ]
    arrived = office.taken[0][1]
    headers = {name: arrived[name] for name in ("Subject", "From", "To", "Cc", "Bcc", "Reply-To", "X-Kind")}
    assert headers == {
        "Subject": "Zażółć — åäö",
        "From": "Academy <academy@localhost>",
        "To": "One <one@a.example>",
        "Cc": "two@a.example",
        "Bcc": None,
        "Reply-To": "coach@a.example",
        "X-Kind": "plan",
    }
    assert arrived.get_body(("plain",)).get_content().strip() == "plain 💜"
    assert arrived.get_body(("html",)).get_content().strip() == "<p>html</p>"
    assert [part.get_content() for part in arrived.iter_attachments()] == [b"\x00\xff"]
    assert len({mail["Message-ID"] for _recipients, mail in office.taken}) == 1


def test_try_later_is_tried_later_and_arrives_once(office):
    office.answers = ["451 try later", "250 fine"]
    write()
    work()
    assert (states(), office.taken) == ([("teacher@school.example", State.WAITING, 1, False)], [])
    assert DBTaskResult.objects.get().status == "READY"
    assert DBTaskResult.objects.get().run_after > timezone.now() + timedelta(seconds=8)
    work(3)
    assert (states(), len(office.taken)) == ([("teacher@school.example", State.SENT, 2, False)], 1)
    assert (office.asked, Message.objects.count()) == (2, 0)


def test_no_means_no_and_the_person_is_told(office, person):
    teacher = person(email="teacher@school.example", language="nl")
    office.answers = ["550 no such mailbox"]
    write()
    work(3)
    assert (states(), office.asked) == ([("teacher@school.example", State.FAILED, 1, True)], 1)
    assert (Letter.objects.get().reason, bytes(Letter.objects.get().sealed)) == ("550 no such mailbox", b"")
    (told,) = Message.objects.all()
    assert (told.person, told.kind, told.values, told.link) == (
        teacher,
        "mail_comes_back",
        {"address": "teacher@school.example"},
        "/nl/account/email/",
    )
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_words_that_are_refused_are_no_fault_of_the_address(office):
    office.data_answers = ["554 looks like spam"]
    write()
    work(2)
    assert (states(), office.asked) == ([("teacher@school.example", State.FAILED, 1, False)], 1)
    assert mail_comes_back("teacher@school.example") is False


def test_after_five_attempts_it_is_given_up(office, settings):
    settings.EMAIL_PORT = 1
    write()
    work(7)
    assert states() == [("teacher@school.example", State.FAILED, 5, False)]
    assert "ConnectionRefusedError" in Letter.objects.get().reason
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_one_refused_address_keeps_no_other_from_arriving(office):
    office.answers = ["550 no", "250 fine"]
    write(["gone@a.example", "here@a.example", "here@a.example"])
    work()
    assert states() == [("gone@a.example", State.FAILED, 1, True), ("here@a.example", State.SENT, 1, False)]
    assert [recipients for recipients, _mail in office.taken] == [("here@a.example",)]


def test_what_is_sent_is_not_sent_again(office):
    write()
    (letter,) = Letter.objects.all()
    letters.deliver(letter.pk)
    letters.deliver(letter.pk)
    letters.deliver(letter.pk + 1)
    work()
    assert len(office.taken) == 1


def test_a_letter_that_another_worker_has_waits_until_that_one_is_given_up(office):
    write()
    Letter.objects.update(taken_until=timezone.now() + timedelta(seconds=30))
    with pytest.raises(letters.NotSentYetError):
        letters.deliver(Letter.objects.get().pk)
    assert office.taken == []
    Letter.objects.update(taken_until=timezone.now() - timedelta(seconds=1))
    letters.deliver(Letter.objects.get().pk)
    assert len(office.taken) == 1


def test_a_change_that_is_undone_sends_nothing(office):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_allauths_mail_goes_the_same_way(office, client, person):
    teacher = person(email="teacher@school.example", password=PASSWORD, language="sv")
    client.post("/en/account/password/reset/", {"email": teacher.email})
    (letter,) = Letter.objects.all()
    assert (letter.kind, letter.person) == ("account/email/password_reset_key", teacher)
    work()
    assert "/sv/account/password/reset/key/" in office.taken[0][1].get_content()


def test_a_settled_letter_holds_no_words():
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(address="a@b.example", state=State.SENT, sealed=b"words", settled_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(address="a@b.example", state=State.FAILED)


def test_letters_are_forgotten(office):
    now = timezone.now()
    for days in (6, 8, 31):
        for state in (State.SENT, State.FAILED):
            Letter.objects.create(address=f"{days}@a.example", state=state, settled_at=now - timedelta(days=days))
    write("late@a.example")
    Letter.objects.filter(state=State.WAITING).update(created_at=now - timedelta(days=3))
    assert letters.forget_old() == 3
    assert sorted(Letter.objects.values_list("address", "state")) == [
        ("6@a.example", State.FAILED),
        ("6@a.example", State.SENT),
        ("8@a.example", State.FAILED),
        ("late@a.example", State.FAILED),
    ]
    assert set(Letter.objects.values_list("sealed", flat=True)) == {b""}


@pytest.fixture
def kind(monkeypatch):
    """Declare kinds of messages, as an app would."""
    one = inbox.MessageKind(title="A unit in %(title)s\nBcc: x@evil.example", text="Two new units.")
    monkeypatch.setitem(inbox.message_kinds(), "test_unit", one)
    silent = inbox.MessageKind(title="A", text="B", mailed=False)
    monkeypatch.setitem(inbox.message_kinds(), "test_silent", silent)
    return "test_unit"


def proved(someone):
    EmailAddress.objects.create(user=someone, email=someone.email, primary=True, verified=True)
    return someone


def test_a_copy_of_the_inbox_in_the_language_of_the_person(office, person, kind):
    teacher = proved(person(email="teacher@school.example", language="fi", wants_mail=True, display_name="Äiti"))
    message = services.tell(person=teacher, kind=kind, values={"title": "Ääni & kuva"}, link="/fi/", once="a")
    services.tell(person=teacher, kind=kind, once="a")
    services.tell(person=teacher, kind="test_silent")
    work()
    ((recipients, mail),) = office.taken
    assert (recipients, mail["Bcc"]) == ((teacher.email,), None)
    assert mail["Subject"].strip() == "A unit in Ääni & kuva Bcc: x@evil.example"
    text = mail.get_content().replace("\r\n", "\n")
    assert text.startswith("Hei Äiti!")
    assert [f"http://localhost:8000/fi/account/{place}" in text for place in (f"inbox/{message.pk}/", "\n")] == [
        True
    ] * 2


@pytest.mark.parametrize("without", ["wish", "proof", "working address"])
def test_no_copy_without(office, person, kind, without):
    teacher = person(wants_mail=without != "wish")
    if without != "proof":
        proved(teacher)
    if without == "working address":
        letters.record_bounce(address=teacher.email, reason="It came back.")
    services.tell(person=teacher, kind=kind, values={"title": "Voice"})
    work()
    assert office.taken == []
    assert Message.objects.filter(kind=kind).count() == 1
