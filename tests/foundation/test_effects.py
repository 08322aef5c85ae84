"""What a change touches is named before it is made."""

import pytest
from django.db import transaction
from wagtail.models import ReferenceIndex

from academy_site.foundation.effects import Action, effects_of, people_in_band
from academy_site.foundation.models import GlossaryTerm
from academy_site.home.models import StandardPage
from tests.foundation.test_behind import editor_of


def told(page, action: Action) -> dict[str, list[str]]:
    return {str(effect.title): [thing.name for thing in effect.touched] for effect in effects_of(page, action)}


def link(tree, slug: str, to) -> StandardPage:
    """Publish a page whose text links to another, and do what the worker does for it."""
    body = [{"type": "text", "value": f'<p><a linktype="page" id="{to.pk}">There</a></p>', "id": f"block-{slug}"}]
    page = tree.page(slug, body=body)
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(page)
    return page


@pytest.fixture
def chief(person):
    return person(is_superuser=True, is_staff=True)


def test_a_lone_page_touches_nothing(about):
    assert [effects_of(about, action) for action in Action] == [[], [], [], []]


def test_links_are_named_for_each_action_but_publishing(tree, about):
    link(tree, "start", about)
    expected = {"What links to it": ["Start"]}
    assert {action: told(about, action) for action in Action} == {
        Action.PUBLISH: {},
        Action.UNPUBLISH: expected,
        Action.MOVE: expected,
        Action.DELETE: expected,
    }


def test_deleting_names_pages_below_and_links_to_them(tree, about):
    team = tree.page("team", about)
    link(tree, "start", team)
    about.refresh_from_db()
    assert told(about, Action.DELETE) == {"Pages below": ["Team"], "What links to it": ["Start"]}
    assert told(about, Action.UNPUBLISH) == {}


def test_links_among_what_goes_are_not_named(tree, about):
    team = tree.page("team", about, body=[{"type": "text", "value": f'<a linktype="page" id="{about.pk}">Up</a>'}])
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(team)
    about.refresh_from_db()
    assert told(about, Action.DELETE) == {"Pages below": ["Team"]}


def test_a_word_that_links_is_named_with_its_kind(tree, about):
    term = GlossaryTerm.objects.create(key="logbook", locale=tree.home.locale, title="Logbook", explanation="Text.")
    ReferenceIndex.objects.filter(object_id=str(term.pk)).delete()
    source = ReferenceIndex._get_base_content_type(GlossaryTerm)
    target = ReferenceIndex._get_base_content_type(StandardPage)
    ReferenceIndex.objects.create(
        base_content_type=source,
        content_type=source,
        object_id=str(term.pk),
        to_content_type=target,
        to_object_id=str(about.pk),
        model_path="explanation",
        content_path="explanation",
        content_path_hash=ReferenceIndex._get_content_path_hash("explanation"),
    )
    (effect,) = effects_of(about, Action.DELETE)
    assert [(thing.name, thing.note) for thing in effect.touched] == [("Logbook", "glossary term")]


def test_translations_of_the_source_only(tree, about):
    tree.translate(about)
    assert told(about, Action.PUBLISH) == {"Translations": ["About (nl)"]}
    assert told(about.get_translation(tree.dutch), Action.DELETE) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(tree, about, count, django_assert_num_queries):
    for number in range(count):
        tree.page(f"below-{number}", about)
        link(tree, f"link-{number}", about)
    about.refresh_from_db()
    effects_of(about, Action.DELETE)
    with django_assert_num_queries(5):
        effects_of(about, Action.DELETE)


def test_ten_are_named_and_the_rest_is_counted(tree, about):
    for number in range(12):
        tree.page(f"below-{number}", about)
    about.refresh_from_db()
    (effect,) = effects_of(about, Action.DELETE)
    assert (len(effect.named), effect.more) == (10, 2)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/{page}/delete/",
        "/admin/pages/{page}/unpublish/",
        "/admin/pages/{page}/move/{home}/confirm/",
        "/admin/bulk/wagtailcore/page/delete/?id={page}&id={other}",
        "/admin/bulk/wagtailcore/page/unpublish/?id={page}&id={other}",
        "/admin/bulk/wagtailcore/page/move/?id={page}&id={other}",
    ],
)
def test_every_page_that_asks_names_them(tree, about, sign_in, chief, address):
    other = link(tree, "start", about)
    where = tree.page("elsewhere")
    answer = sign_in(chief).get(address.format(page=about.pk, other=other.pk, home=where.pk))
    assert answer.status_code == 200
    assert answer.content.decode().count("What links to it") == 1


def test_what_a_move_touches_is_shown_to_those_only_who_may_move(tree, about, sign_in, person):
    where = tree.page("elsewhere")
    client = sign_in(editor_of(person, where, rights=("change_page",)))
    answer = client.get(f"/admin/pages/{about.pk}/move/{where.pk}/confirm/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def test_publishing_many_names_what_each_touches(tree, about, sign_in, chief):
    tree.translate(about)
    about.title = "About us"
    about.save_revision()
    other = tree.page("other")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={about.pk}&id={other.pk}"
    shown = sign_in(chief).get(address).content.decode()
    assert shown.count("Each stays as it is. If a sentence changes") == 1


def test_the_form_of_a_page_says_what_publishing_touches(tree, about, sign_in, chief):
    tree.translate(about)
    shown = sign_in(chief).get(f"/admin/pages/{about.pk}/edit/").content.decode()
    assert "What publishing touches" in shown
    assert "· Translations (Nederlands)" in shown or "· Translations (Dutch)" in shown


def test_people_are_told_in_bands():
    assert [people_in_band(count) for count in (0, 7, 50, 1000)] == [
        "fewer than 5",
        "5 to 19",
        "20 to 99",
        "100 and more",
    ]
