"""What each group may do, tried at the doors of the admin: group x action x object x expected."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Page, Workflow
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from academy_site.foundation.models import ColleagueApprovalTask, GlossaryTerm
from academy_site.home.models import HomePage, StandardPage
from academy_site.people.roles import GROUPS, STEWARDS, TEACHER_EDUCATORS, TRANSLATORS
from academy_site.starter import groups as starter
from academy_site.starter.ledger import Outcome, load_entries
from tests.starter.conftest import translate_all

pytestmark = pytest.mark.django_db
E, T, S = "educator", "translator", "steward"
GROUP = {E: TEACHER_EDUCATORS, T: TRANSLATORS, S: STEWARDS}


@pytest.fixture
def client_of(small, person, sign_in):
    """Sign in one of each group, once."""
    people = {who: person(groups=[name]) for who, name in GROUP.items()}
    return lambda who: sign_in(people[who])


def door(small, action: str, thing: str) -> str:
    """Return the address at which this is done."""
    if thing in small.words:
        word = small.words[thing]
        base = f"/admin/snippets/foundation/{word._meta.model_name}/"
        return base + ("add/" if action == "add" else f"{action}/{word.pk}/")
    elsewhere = {
        "pictures": "/admin/images/",
        "a picture": "/admin/images/add/",
        "documents": "/admin/documents/",
        "a document": "/admin/documents/add/",
        "redirects": "/admin/redirects/",
        "a redirect": "/admin/redirects/add/",
        "settings": "/admin/settings/foundation/academysettings/",
        "health": "/admin/reports/health/",
        "people": "/admin/users/",
        "a person": "/admin/users/new/",
        "groups": "/admin/groups/",
        "sites": "/admin/sites/",
        "workflows": "/admin/workflows/list/",
        "languages": "/admin/locales/",
        "collections": "/admin/collections/",
    }
    if thing in elsewhere:
        return elsewhere[thing]
    page = {"en": small.about, "nl": small.about_nl, "home en": small.home, "home nl": small.home_nl}[thing]
    if action == "translate":
        return f"/admin/localize/submit/page/{page.pk}/"
    return f"/admin/pages/{page.pk}/{action}/"


OPEN = {
    # Pages of the source language, and translations.
    ("edit", "en"): {E},
    ("edit", "home en"): {E},
    ("edit", "nl"): {E, T},
    ("edit", "home nl"): {E, T},
    ("add_subpage", "home en"): {E},
    ("add_subpage", "home nl"): {E},
    ("delete", "en"): {E},
    ("delete", "nl"): {E},
    ("move", "en"): {E},
    ("move", "nl"): {E},
    ("unpublish", "en"): {E},
    ("unpublish", "nl"): {E, T},
    ("privacy", "en"): {E},
    ("privacy", "nl"): {E},
    ("history", "en"): {E},
    ("history", "nl"): {E, T},
    ("translate", "en"): {E, T},
    # Words.
    ("edit", "term en"): {E},
    ("edit", "term nl"): {E, T},
    ("edit", "dimension en"): {E},
    ("edit", "dimension nl"): {E, T},
    ("add", "term en"): {E},
    ("add", "dimension en"): set(),
    ("delete", "term en"): {E},
    ("delete", "term nl"): {E},
    ("delete", "dimension nl"): set(),
    ("copy", "term en"): {E},
    # Files.
    ("see", "pictures"): {E, T},
    ("add", "a picture"): {E, T},
    ("see", "documents"): {E, T},
    ("add", "a document"): {E, T},
    # Running the site.
    ("see", "redirects"): {S},
    ("add", "a redirect"): {S},
    ("see", "health"): {S},
    ("see", "people"): {S},
    ("add", "a person"): set(),
    ("see", "groups"): set(),
    ("see", "sites"): set(),
    ("see", "workflows"): set(),
    ("see", "languages"): set(),
    ("see", "collections"): set(),
}


@pytest.mark.parametrize(("action", "thing"), OPEN)
def test_which_doors_are_open(small, client_of, action, thing):
    address = door(small, action, thing)
    answers = {who: client_of(who).get(address).status_code for who in GROUP}
    assert {who for who, status in answers.items() if status == 200} == OPEN[action, thing]
    assert {status for status in answers.values() if status != 200} <= {302, 403, 404}


def test_only_stewards_say_who_runs_the_academy(small, client_of):
    answers = {who: client_of(who).get(door(small, "see", "settings"), follow=True) for who in GROUP}
    assert {who for who, answer in answers.items() if "id_operator" in answer.content.decode()} == {S}


def write(client, page, action: str, title="Revised"):
    """Send the form of a page, with everything else as it is."""
    data = {
        "title": title, "slug": page.slug, "introduction": "", "body-count": "0", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "", action: "1",
    }  # fmt: skip
    return client.post(f"/admin/pages/{page.pk}/edit/", data)


@pytest.mark.parametrize(("who", "title"), [(E, "Revised"), (T, "About"), (S, "About")])
def test_who_publishes_in_the_source_language(small, client_of, django_capture_on_commit_callbacks, who, title):
    with django_capture_on_commit_callbacks(execute=True):
        write(client_of(who), small.about, "action-publish")
    assert StandardPage.objects.get(pk=small.about.pk).title == title


def publish_translation(client, page):
    return client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)


@pytest.mark.parametrize(("who", "title"), [(E, "Anders"), (T, "Anders"), (S, "In het Nederlands")])
def test_who_publishes_a_complete_translation(small, client_of, django_capture_on_commit_callbacks, who, title):
    StringTranslation.objects.filter(locale=small.dutch, translation_of__data="About").update(data="Anders")
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(client_of(who), small.about_nl)
    assert StandardPage.objects.get(pk=small.about_nl.pk).title == title


@pytest.fixture
def half(small) -> StandardPage:
    """A page with a title that is translated and an introduction that is not."""
    page = HomePage.objects.get(pk=small.home.pk).add_child(
        instance=StandardPage(title="News", slug="news", introduction="Of today.", locale=small.home.locale)
    )
    translate_object(page, [small.dutch])
    segment = TranslationSource.objects.get_for_instance(page).stringsegment_set.get(string__data="News")
    StringTranslation.objects.create(
        translation_of=segment.string, context=segment.context, locale=small.dutch, data="Nieuws"
    )
    return page.get_translation(small.dutch)


@pytest.mark.parametrize("who", [E, T])
def test_nobody_publishes_half_a_translation(half, client_of, who):
    said = publish_translation(client_of(who), half).content.decode()
    assert "1 sentence is not translated yet" in said
    bulk = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={half.pk}"
    client_of(who).post(bulk, {"include_descendants": ""})
    assert StandardPage.objects.get(pk=half.pk).live is False


def test_a_translation_that_was_stopped_is_not_published_by_translators(half, client_of):
    """They could write anything into it, and nobody could count what is missing."""
    from wagtail_localize.models import Translation

    translation = Translation.objects.get(source__object_id=half.translation_key)
    for who, live in ((T, False), (E, True)):
        client_of(who).post(f"/admin/localize/translate/{translation.pk}/disable/", {"next": "/admin/"})
        write(client_of(who), half, "action-publish", title="Nieuws")
        assert StandardPage.objects.get(pk=half.pk).live is live


def test_a_copy_that_waits_does_not_become_a_page_by_itself(small, client_of):
    page = small.about.add_child(instance=StandardPage(title="Team", slug="team", locale=small.about.locale))
    copy = page.copy_for_translation(small.dutch, alias=True)
    address = f"/admin/pages/{copy.pk}/convert_alias/"
    for who, of in ((T, page.pk), (S, page.pk), (E, None)):
        client_of(who).post(address)
        assert Page.objects.get(pk=copy.pk).alias_of_id == of


def test_translators_begin_a_translation_and_a_language(small, client_of):
    page = small.about.add_child(instance=StandardPage(title="Team", slug="team", locale=small.about.locale))
    finnish = Locale.objects.create(language_code="fi")
    client = client_of(T)
    client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [small.dutch.pk]})
    assert page.get_translation(small.dutch).live is False
    client.post(f"/admin/localize/submit/page/{small.home.pk}/", {"locales": [finnish.pk]})
    begun = HomePage.objects.get(locale=finnish)
    assert client.get(f"/admin/pages/{begun.pk}/edit/").status_code == 200
    rights = GroupPagePermission.objects.filter(group__name=TRANSLATORS, page=begun)
    assert sorted(rights.values_list("permission__codename", flat=True)) == ["change_page", "publish_page"]


def test_words_follow_the_pages_of_their_language(small, person, sign_in):
    """A group of one language needs no right of its own: it changes words where it changes pages."""
    group = Group.objects.create(name="Dutch words")
    GroupPagePermission.objects.create(group=group, page=small.home, permission_type="change")
    for right in ("access_admin", "change_glossaryterm"):
        group.permissions.add(Permission.objects.get(codename=right))
    client = sign_in(person(groups=["Dutch words"]))
    base = "/admin/snippets/foundation/glossaryterm/"
    doors = {code: f"{base}edit/{small.words[f'term {code}'].pk}/" for code in ("en", "nl")}
    assert {code: client.get(address).status_code for code, address in doors.items()} == {"en": 200, "nl": 302}
    listed = client.get(base, {"locale": "nl"}).content.decode()
    assert doors["nl"] not in listed
    client.post(doors["nl"], {"key": "logbook", "title": "X", "explanation": "X"})
    assert GlossaryTerm.objects.get(pk=small.words["term nl"].pk).title == "Logbook"


def test_educators_schedule(small, client_of, django_capture_on_commit_callbacks):
    later = timezone.now() + timezone.timedelta(days=2)
    data = {
        "title": "Later", "slug": "about", "introduction": "", "body-count": "0", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
        "go_live_at": later.strftime("%Y-%m-%d %H:%M"), "action-publish": "1",
    }  # fmt: skip
    client_of(E).post(f"/admin/pages/{small.about.pk}/edit/", data)
    page = StandardPage.objects.get(pk=small.about.pk)
    assert (page.title, page.scheduled_revision.as_object().title) == ("About", "Later")


# Upgrades


def load(*keys: str) -> list[str]:
    outcome = Outcome()
    load_entries([entry for entry in starter.entries() if entry.key.startswith(keys)], outcome)
    return outcome.loaded


def rights_of(name: str) -> tuple[set, set, set]:
    group = Group.objects.get(name=name)
    return (
        set(group.permissions.values_list("content_type__app_label", "codename")),
        set(group.page_permissions.values_list("page__url_path", "permission__codename")),
        set(group.collection_permissions.values_list("collection__path", "permission__codename")),
    )


def test_an_academy_that_exists_gets_the_exact_rights_once(small):
    exact = {name: rights_of(name) for name in GROUPS}
    translators, stewards = Group.objects.get(name=TRANSLATORS), Group.objects.get(name=STEWARDS)
    # As the version before had left it, and what an operator had added.
    GroupPagePermission.objects.filter(group=translators).delete()
    GroupPagePermission.objects.create(group=translators, page=Page.objects.get(depth=1), permission_type="change")
    stewards.permissions.add(Permission.objects.get(codename="add_site"))
    assert load("rights/") == [f"rights/4/{name}" for name in GROUPS]
    assert {name: rights_of(name) for name in GROUPS} == exact
    # Afterwards it is the operator's again.
    stewards.permissions.add(Permission.objects.get(codename="add_site"))
    assert load("rights/") == []
    assert rights_of(STEWARDS) != exact[STEWARDS]


def test_a_group_that_was_deleted_stays_deleted(small):
    Group.objects.filter(name=TRANSLATORS).delete()
    load("rights/")
    assert Group.objects.filter(name=TRANSLATORS).exists() is False
    translate_all(small.about, small.dutch)


def test_wagtails_own_groups_go_unless_somebody_needs_them(small, person):
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(GROUPS)
    person(groups=["Editors"])
    task = GroupApprovalTask.objects.create(name="Old way")
    task.groups.set([Group.objects.create(name="Moderators")])
    assert load("group/none-of-wagtails") == ["group/none-of-wagtails"]
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted([*GROUPS, "Editors", "Moderators"])


def test_what_waits_for_approval_goes_on_waiting(small, person):
    """The step becomes one by a colleague in place."""
    task = ColleagueApprovalTask.objects.get()
    number = task.pk
    task.delete(keep_parents=True)
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Task

    Task.objects.filter(pk=number).update(content_type=ContentType.objects.get_for_model(GroupApprovalTask))
    workflow = Workflow.objects.get()
    state = workflow.start(small.about, person(groups=[TEACHER_EDUCATORS]))
    load("workflow/")
    state.refresh_from_db()
    assert isinstance(state.current_task_state.task.specific, ColleagueApprovalTask)
    assert (state.status, state.current_task_state.task_id) == ("in_progress", number)
