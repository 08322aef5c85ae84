"""The pages of the inbox, which nobody but its person opens."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from academy_site.foundation import inbox
from academy_site.foundation.desk import Desk
from academy_site.people import services
from academy_site.people.message_kinds import inbox_on_the_learners_home
from academy_site.people.models import Message, User

pytestmark = pytest.mark.django_db
KIND = "test_unit_added"
INBOX = "/en/account/inbox/"


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Declare one kind of message, as an app would; its words exist in all languages."""
    monkeypatch.setitem(
        inbox.message_kinds(),
        KIND,
        inbox.MessageKind(title=gettext_lazy("All messages"), text="About %(title)s <b>"),
    )


@pytest.fixture
def teacher(person):
    return person(email="teacher@school.example")


def tell(someone, number=1, **fields):
    return [
        services.tell(person=someone, kind=KIND, values={"title": f"<i>{place}</i>"}, **fields)
        for place in range(number)
    ]


def test_newest_first_in_the_language_of_the_reader(sign_in, teacher):
    one, two = tell(teacher, 2)
    page = sign_in(teacher).get("/fi/account/inbox/")
    assert [message.pk for message in page.context["page_of_messages"]] == [two.pk, one.pk]
    assert "Kaikki viestit" in page.content.decode()
    assert "About &lt;i&gt;1&lt;/i&gt; &lt;b&gt;" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_an_empty_inbox_says_what_will_be_there(sign_in, teacher):
    page = sign_in(teacher).get(INBOX).content.decode()
    assert "When something happens that concerns you, it is written here." in page
    assert "Mark all as read" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_any_length_takes_the_same_queries(sign_in, teacher, count, django_assert_num_queries):
    tell(teacher, count)
    client = sign_in(teacher)
    client.get(INBOX)
    with django_assert_num_queries(4):  # session, person, count, messages
        client.get(INBOX)


def test_twenty_on_a_page(sign_in, teacher):
    tell(teacher, 21)
    client = sign_in(teacher)
    lengths = [len(client.get(f"{INBOX}?page={page}").context["page_of_messages"]) for page in ("1", "2", "99", "x")]
    assert lengths == [20, 1, 1, 20]


def test_opening_reads_it_and_leads_on(sign_in, teacher):
    (message,) = tell(teacher, link="/nl/curriculum/?a=1#b")
    client, address = sign_in(teacher), f"{INBOX}{message.pk}/"
    client.head(address)
    client.get(address, headers={"sec-purpose": "prefetch;prerender"})
    assert Client().get(address)["Location"] == f"/en/account/login/?next={address}"
    assert Message.objects.get().read_at is None
    assert client.get(address)["Location"] == "/nl/curriculum/?a=1#b"
    read = Message.objects.get().read_at
    assert read is not None
    client.get(address)
    assert Message.objects.get().read_at == read


def test_one_that_leads_nowhere_is_a_page(sign_in, teacher):
    (message,) = tell(teacher)
    page = sign_in(teacher).get(f"{INBOX}{message.pk}/").content.decode()
    assert "About &lt;i&gt;0&lt;/i&gt; &lt;b&gt;" in page


def test_a_kind_that_left_is_shown_without_its_words(sign_in, teacher):
    Message.objects.create(person=teacher, kind="of_an_older_release", created_at=now())
    assert "A message" in sign_in(teacher).get(INBOX).content.decode()


def test_reading_all(sign_in, teacher, person):
    other = person()
    tell(teacher, 3)
    tell(other)
    client = sign_in(teacher)
    assert client.get(f"{INBOX}read/").status_code == 405
    assert client.post(f"{INBOX}read/")["Location"] == INBOX
    assert list(Message.objects.filter(read_at=None).values_list("person", flat=True)) == [other.pk]
    assert list(User.objects.order_by("pk").values_list("unread", flat=True)) == [0, 1]


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("nobody", "", 302),
        ("nobody", "{pk}/", 302),
        ("another", "{pk}/", 404),
        ("operator", "{pk}/", 404),
        ("another", "999999/", 404),
        ("another", "99999999999999999999999/", 404),
        ("teacher", "{pk}/", 200),
    ],
)
def test_who_may_open_a_message(sign_in, teacher, person, who, address, status):
    (message,) = tell(teacher)
    people = {"teacher": teacher, "another": person(), "operator": person(is_superuser=True)}
    client = Client() if who == "nobody" else sign_in(people[who])
    assert client.get(INBOX + address.format(pk=message.pk)).status_code == status
    assert (Message.objects.get().read_at is not None) == (who == "teacher")


def test_the_menu_says_how_many_are_unread_and_asks_nothing_for_it(sign_in, teacher, django_assert_num_queries):
    client, profile = sign_in(teacher), reverse("people_profile")
    client.get(profile)
    pages = []
    for _count in range(2):
        with django_assert_num_queries(
            5
        ):  # session, person, the person of the form, whether the address is theirs, ways in
            pages.append("unread message" in client.get(profile).content.decode())
        tell(teacher, 2)
    assert pages == [False, True]
    assert User.objects.get().unread == 4


def test_the_learners_home_shows_the_newest_three(rf, teacher, django_assert_num_queries):
    messages = tell(teacher, 5)
    request, desk = rf.get("/"), Desk()
    request.user = teacher
    inbox_on_the_learners_home(request, desk)
    with django_assert_num_queries(1):
        shown = desk.panels[0].render_html({"request": request})
    assert [f"/inbox/{message.pk}/" in shown for message in messages] == [False, False, True, True, True]
