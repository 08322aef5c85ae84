"""One web for one person: by a link or in an account, until a day, and taken back at once."""

import re
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from academy_site.foundation.privacy import endings_of, holdings_of
from academy_site.people.models import Message
from tools.models import GrowthReport, Share, ShareOpening
from tools.services.answering import delete_web
from tools.services.sharing import SharedAlreadyError, share_by_link, share_with_account, withdraw_share

NOTE = "Lotte chose her own path on Tuesday"
LEVELS = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4"}


@pytest.fixture
def teacher(person):
    return person(display_name="Anna Vries", timezone="Europe/Amsterdam")


@pytest.fixture
def colleague(person):
    someone = person(display_name="Ben", language="pl")
    EmailAddress.objects.create(user=someone, email=someone.email, verified=True, primary=True)
    return someone


@pytest.fixture
def web(teacher, hand_in_web):
    return hand_in_web(teacher, LEVELS, notes={"knowing": (NOTE, "")}, learners="Class 5b")


def link(web, **more):
    asked = {"name": "Coach", "with_notes": False, "days": 14, "key": uuid4()}
    return share_by_link(response=web, **{**asked, **more})


def posted(client, web, **more):
    return client.post(f"/en/web/{web.key}/share/", {"who": "link", "days": "14", "key": str(uuid4()), **more})


def test_a_link_is_shown_once_and_kept_as_a_hash(web, teacher, sign_in):
    client = sign_in(teacher)
    answer = posted(client, web, name="Coach")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    secret = re.search(r"/en/shared-web/([\w-]{22})/", answer.content.decode())[1]
    share = Share.objects.get()
    assert (share.name, share.with_notes, len(share.secret_hash)) == ("Coach", False, 64)
    assert secret not in share.secret_hash
    assert secret not in client.get(f"/en/web/{web.key}/share/").content.decode()


def test_nothing_of_a_web_is_shown_before_the_button(web, anonymous):
    address = f"/en/shared-web/{link(web)}/"
    closed = anonymous.get(address)
    said = closed.content.decode()
    assert closed.status_code == 200
    assert "Anna Vries" in said
    assert not re.search(r"class=\"web |4\.0|Flexible", said)
    assert closed.cookies == {}
    assert ShareOpening.objects.count() == 0
    opened = anonymous.post(address)
    said = opened.content.decode()
    assert "Flexible pathways" in said
    assert "4.0" in said
    assert NOTE not in said
    assert "Class 5b" not in said
    assert opened["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in opened["Cache-Control"]
    assert ShareOpening.objects.count() == 1


def test_notes_are_shown_when_the_teacher_says_so(web, anonymous):
    assert NOTE in anonymous.post(f"/en/shared-web/{link(web, with_notes=True)}/").content.decode()


def test_opened_twice_within_a_minute_is_one_opening(web, anonymous):
    address = f"/en/shared-web/{link(web)}/"
    for _ in range(3):
        anonymous.post(address)
    assert ShareOpening.objects.count() == 1
    ShareOpening.objects.update(at=now() - timedelta(hours=1))
    anonymous.post(address)
    assert ShareOpening.objects.count() == 2


def withdrawn(share):
    withdraw_share(person=share.response.person, key=share.key)


def over(share):
    Share.objects.update(expires_at=now() - timedelta(seconds=1))


def deleted(share):
    share.response.delete()


def deactivated(share):
    share.response.person.is_active = False
    share.response.person.save()


@pytest.mark.parametrize("ends", [withdrawn, over, deleted, deactivated])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_over_looks_like_what_never_was(web, anonymous, ends, method):
    secret, other = link(web), "A" * 22
    ends(Share.objects.get())
    gone, never = (getattr(anonymous, method)(f"/en/shared-web/{one}/") for one in (secret, other))
    assert gone.status_code == never.status_code == 404
    # The page leads to itself in other languages.
    assert gone.content.decode().replace(secret, other) == never.content.decode()


def test_it_can_be_opened_to_the_end_of_its_last_day_where_the_teacher_lives(web, teacher):
    link(web, days=1)
    end = Share.objects.get().expires_at.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert (end.hour, end.minute) == (0, 0)
    assert timedelta(days=1) <= end - now() <= timedelta(days=2)


@pytest.mark.parametrize("days", ["0", "91", "-1", "x", ""])
def test_other_ends_are_refused_with_all_that_was_typed(web, teacher, sign_in, days):
    answer = posted(sign_in(teacher), web, days=days, name="Coach Mia")
    assert answer.status_code == 400
    assert "Coach Mia" in answer.content.decode()
    assert Share.objects.count() == 0


def test_the_same_form_sent_twice_makes_one_share(web, teacher, sign_in):
    client, key = sign_in(teacher), str(uuid4())
    assert posted(client, web, key=key).status_code == 200
    assert posted(client, web, key=key).status_code == 302
    assert Share.objects.count() == 1
    with pytest.raises(SharedAlreadyError):
        link(web, key=key)


def test_a_colleague_with_an_account_is_told_and_opens_it_there(web, colleague, sign_in, teacher):
    share_with_account(response=web, email=colleague.email, with_notes=False, days=14, key=uuid4())
    share = Share.objects.get()
    assert (share.reader, share.secret_hash) == (colleague, "")
    message = Message.objects.get()
    assert (message.person, message.link) == (colleague, f"/pl/shared-with-me/{share.key}/")
    client = sign_in(colleague)
    assert "Anna Vries" in client.get("/en/shared-with-me/").content.decode()
    assert client.get(f"/en/shared-with-me/{share.key}/").status_code == 200
    assert "Flexible pathways" in client.post(f"/en/shared-with-me/{share.key}/").content.decode()
    withdraw_share(person=teacher, key=share.key)
    assert Message.objects.count() == 0
    assert client.post(f"/en/shared-with-me/{share.key}/").status_code == 404


def test_nobody_else_opens_what_is_in_an_account(web, colleague, person, sign_in, anonymous, teacher):
    share_with_account(response=web, email=colleague.email, with_notes=False, days=14, key=uuid4())
    address = f"/en/shared-with-me/{Share.objects.get().key}/"
    assert sign_in(person()).get(address).status_code == 404
    assert sign_in(teacher).get(address).status_code == 404
    assert anonymous.get(address).status_code == 302


def said_after(client, web, email):
    answer = client.post(
        f"/en/web/{web.key}/share/", {"who": "account", "email": email, "days": "14", "key": str(uuid4())}, follow=True
    )
    text = answer.content.decode().replace(email, "somebody")
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[\w:-]+\"", "", text)


def test_whether_an_address_has_an_account_is_never_told(web, colleague, person, sign_in, teacher):
    unproved = person()
    client, said = sign_in(teacher), set()
    for email in (colleague.email, "nobody@school.example", unproved.email):
        said.add(said_after(client, web, email))
        Share.objects.all().delete()
    assert len(said) == 1
    assert Message.objects.count() == 1


def test_a_share_is_taken_back_by_its_teacher_only(web, teacher, person, sign_in):
    link(web)
    share = Share.objects.get()
    other = sign_in(person())
    assert other.post(f"/en/shares/{share.key}/withdraw/").status_code == 404
    assert other.get(f"/en/web/{web.key}/share/").status_code == 404
    assert posted(other, web).status_code == 404
    assert sign_in(teacher).post(f"/en/shares/{share.key}/withdraw/").status_code == 302
    share.refresh_from_db()
    assert share.withdrawn_at is not None


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_shares_costs_the_same_for_any_number(
    web, teacher, sign_in, number, anonymous, django_assert_num_queries
):
    for _ in range(number):
        anonymous.post(f"/en/shared-web/{link(web)}/")
    client = sign_in(teacher)
    client.get(f"/en/web/{web.key}/share/")
    with django_assert_num_queries(5):  # session, person, web, shares, openings
        client.get(f"/en/web/{web.key}/share/")


def test_the_reader_finds_it_among_their_data(web, colleague, teacher):
    share_with_account(response=web, email=colleague.email, with_notes=False, days=14, key=uuid4())
    held = {holding.key: holding for holding in holdings_of(colleague)}["webs_shared_with_you"]
    assert [(row["from"], row["withdrawn"]) for row in held.rows()] == [("Anna Vries", None)]
    ending = {ending.key: ending for ending in endings_of(colleague)}["webs_shared_with_you"]
    ending.carry_out("erased")
    assert Share.objects.count() == 0


def test_the_button_of_an_account_is_let_through_with_its_token(web, person):
    friend = person()
    share = Share.objects.create(response=web, reader=friend, expires_at=now() + timedelta(days=3))
    client = Client(enforce_csrf_checks=True)
    client.force_login(friend)
    address = reverse("shared_with_me_web", args=[share.key])
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(address).content.decode())[1]
    opened = client.post(address, {"csrfmiddlewaretoken": token})
    assert (opened.status_code, share.openings.count()) == (200, 1)
    assert "Flexible pathways" in opened.content.decode()


def test_what_is_not_theirs_is_refused_and_logged(web, person, sign_in, caplog):
    stranger = person()
    share = Share.objects.create(response=web, reader=web.person, expires_at=now() + timedelta(days=3))
    client = sign_in(stranger)
    addresses = [
        reverse("delete_web", args=[web.key]),
        reverse("share_web", args=[web.key]),
        reverse("withdraw_share", args=[share.key]),
        reverse("shared_with_me_web", args=[share.key]),
        reverse("withdraw_mirror", args=[uuid4()]),
        reverse("delete_mirror", args=[uuid4()]),
    ]
    for address in addresses:
        caplog.clear()
        assert client.post(address).status_code == 404
        told = [record.getMessage() for record in caplog.records if record.name == "tools.access"]
        assert told == [f"Refused to person {stranger.pk}: {address}"]
    assert Share.objects.filter(pk=share.pk, withdrawn_at=None).exists()


def test_a_deleted_web_leaves_nothing_with_its_reader(web, colleague, teacher):
    share_with_account(response=web, email=colleague.email, with_notes=True, days=14, key=uuid4())
    asked = {"person": teacher, "instrument": web.instrument, "language": "en", "expires_at": now() + timedelta(days=7)}
    for kind, response in (("pdf", None), ("png", web.key), ("png", uuid4())):
        GrowthReport.objects.create(kind=kind, response=response, **asked)
    assert Message.objects.filter(person=colleague).count() == 1
    assert delete_web(person=teacher, key=web.key)
    assert (Share.objects.count(), Message.objects.filter(person=colleague).count()) == (0, 0)
    # A picture of another web stays; a report shows all of them.
    assert [(made.kind, made.response == web.key) for made in GrowthReport.objects.all()] == [("png", False)]


def test_who_leaves_takes_back_what_was_shared(web, colleague, teacher):
    share_with_account(response=web, email=colleague.email, with_notes=True, days=14, key=uuid4())
    for ending in endings_of(teacher):
        if ending.key in ("webs", "shared_webs"):
            ending.carry_out("erased")
    assert (Share.objects.count(), Message.objects.filter(person=colleague).count()) == (0, 0)
