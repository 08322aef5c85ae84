"""Mail that did not arrive is shown to the steward, without what it said."""

import io
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from academy_site.people import letters, letters_admin
from academy_site.people.models import Letter, Message
from academy_site.people.roles import STEWARDS, TEACHER_EDUCATORS

pytestmark = pytest.mark.django_db
LIST = "/admin/reports/undelivered/"
State = Letter.State
NOTICE = """\
From: MAILER-DAEMON@mail.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; gone@school.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User
    unknown

Final-Recipient: rfc822; slow@school.example
Action: delayed
Status: 4.2.0

--b--
"""


def lost(address="gone@school.example", *, days=0, **fields):
    when = timezone.now() - timedelta(days=days)
    return Letter.objects.create(address=address, state=State.FAILED, settled_at=when, reason="550 no", **fields)


@pytest.mark.parametrize(
    ("group", "rights", "status"),
    [
        (STEWARDS, ("people.view_letter",), 200),
        (TEACHER_EDUCATORS, (), 302),
        ("Accounts", ("people.view_user", "people.change_user"), 302),
        (None, (), 302),
        ("operator", (), 200),
    ],
)
def test_who_sees_the_list(sign_in, person, group_with, group, rights, status):
    lost()
    someone = person(is_superuser=group == "operator")
    if group not in (None, "operator"):
        someone.groups.add(group_with(group, *rights))
    answer = sign_in(someone).get(LIST)
    assert answer.status_code == status
    assert ("gone@school.example" in answer.content.decode()) == (status == 200)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_long(sign_in, person, count, django_assert_num_queries):
    for number in range(count):
        lost(f"{number}@school.example", kind="account/email/password_reset_key")
    client = sign_in(person(is_superuser=True))
    client.get(LIST)
    with django_assert_num_queries(8):  # session, person, rights, the admin's own; count, letters
        page = client.get(LIST)
    assert [(letter.address, about) for letter, about in page.context["rows"]] == [
        (f"{number}@school.example", "A new password") for number in reversed(range(count))
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("account/email/email_confirmation_signup", "Confirming an address"),
        ("account/email/login_code", "A code to sign in"),
        ("mfa/email/totp_activated", "Changes of an account"),
        ("people/mail/message", "A copy of the inbox"),
        ("", "Something else"),
    ],
)
def test_what_a_letter_was_about(kind, words):
    assert letters_admin.about(Letter(kind=kind)) == words


def test_the_health_report_counts_what_was_lost_lately():
    assert letters_admin.post() == (True, "All mail of the last seven days went out.")
    lost(days=8)
    Letter.objects.create(address="new@school.example")
    assert letters_admin.post()[0] is True
    lost()
    Letter.objects.create(address="late@school.example", created_at=timezone.now() - timedelta(hours=1))
    sentence = (
        "1 mail of the last seven days did not arrive (Reports, Mail that did not arrive). "
        "1 mail has waited for more than ten minutes."
    )
    assert letters_admin.post() == (False, sentence)


def test_a_bounce_by_hand_marks_the_letter_that_was_sent(person):
    teacher = person(email="gone@school.example")
    sent = Letter.objects.create(
        person=teacher,
        address="gone@school.example",
        kind="people/mail/message",
        state=State.SENT,
        settled_at=timezone.now(),
    )
    for _attempt in range(2):
        call_command("record_bounce", "Gone@school.example", "550 full", stdout=io.StringIO())
    (letter,) = letters.undelivered()
    assert (letter.pk, letter.kind, letter.reason, letter.refused) == (sent.pk, sent.kind, "550 full", True)
    assert Message.objects.filter(person=teacher, kind="mail_comes_back").count() == 1


def test_a_notice_of_the_mail_server_is_understood(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(NOTICE.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    call_command("record_bounce", "--notice", stdout=io.StringIO())
    assert list(letters.undelivered().values_list("address", "reason")) == [
        ("gone@school.example", "550 5.1.1 User unknown")
    ]


@pytest.mark.parametrize("arguments", [[], ["no address"], ["<script>@x"]])
def test_what_is_no_address_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("record_bounce", *arguments)
    assert Letter.objects.count() == 0
