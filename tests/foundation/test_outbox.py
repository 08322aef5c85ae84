"""The local outbox shows what would have been sent."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.test import override_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def outbox(settings, tmp_path):
    """Return a function that sends a mail into an empty outbox."""
    settings.ACADEMY_OUTBOX = settings.EMAIL_FILE_PATH = tmp_path
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")

    def send(subject, body, to="teacher@academy.example", date="Sun, 22 Nov 2026 10:00:00 +0100", **more):
        message = EmailMessage(subject, body, "academy@localhost", [to], headers={"Date": date}, **more)
        backend.send_messages([message])

    return send


def test_newest_first(client, outbox):
    outbox("Vanha", "...", date="Sat, 21 Nov 2026 10:00:00 +0100")
    outbox("Nyckeln — åäö", "...", to="coach@academy.example")
    answer = client.get("/outbox/")
    assert [(mail.subject, mail.to) for mail in answer.context["mails"]] == [
        ("Nyckeln — åäö", "coach@academy.example"),
        ("Vanha", "teacher@academy.example"),
    ]
    assert "no-store" in answer["Cache-Control"]


def test_text_is_escaped_and_links_can_be_followed(client, outbox):
    outbox("Hello", "Zażółć <script>alert(1)</script>\nhttp://localhost:8000/en/account/reset/?a=1&b=2\n")
    mail = client.get("/outbox/").context["mails"][0]
    page = client.get(f"/outbox/{mail.name}/{mail.number}/").content.decode()
    assert "Zażółć &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<a href="http://localhost:8000/en/account/reset/?a=1&amp;b=2"' in page


def test_the_text_of_a_mail_with_html_and_attachment(client, outbox, settings):
    message = EmailMultiAlternatives("Both", "plain words", "a@localhost", ["b@localhost"])
    message.attach_alternative("<p>html words</p>", "text/html")
    message.attach("plan.pdf", b"%PDF", "application/pdf")
    get_connection("django.core.mail.backends.filebased.EmailBackend").send_messages([message])
    (mail,) = client.get("/outbox/").context["mails"]
    assert (mail.text.strip(), mail.attachments) == ("plain words", ("plan.pdf",))


def test_empty_missing_and_unknown(client, outbox, tmp_path):
    assert client.get("/outbox/").context["mails"] == []
    (tmp_path / "secret.txt").write_text("not a mail")
    for address in ("/outbox/secret/1/", "/outbox/nothing/1/", "/outbox/..%2f..%2fetc/1/"):
        assert client.get(address, follow=True).status_code == 404


@override_settings(ACADEMY_OUTBOX=None)
def test_closed_in_public(client):
    assert client.get("/outbox/", follow=True).status_code == 404
