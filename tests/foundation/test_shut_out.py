"""No way of publishing by hand puts a page before readers that shuts some of them out, unless a reason is given."""

from uuid import uuid4

import pytest
from wagtail.models import Page, PageLogEntry, Workflow
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from academy_site.foundation import accessibility, publishing
from academy_site.people.roles import TEACHER_EDUCATORS
from academy_site.starter import groups
from tests.foundation.translated import fill

SAID = "The link “klik hier” does not say where it leads. Name the page it leads to."
BLOCK = "5b0f6c0e-0000-4000-8000-000000000001"


def text(words: str) -> list[dict]:
    value = f'<p>Read <a href="https://example.org">{words}</a> first.</p>'
    return [{"type": "text", "id": BLOCK, "value": value}]


@pytest.fixture
def chief(person):
    return person(is_superuser=True, is_staff=True, display_name="Ewa")


@pytest.fixture
def client(sign_in, chief):
    return sign_in(chief)


@pytest.fixture
def dutch(tree, django_capture_on_commit_callbacks) -> Page:
    """A live Dutch page whose source has a link; its translator then gave that link other words."""
    source, _ = TranslationSource.get_or_create_from_instance(tree.page("links", body=text("the guideline")))
    translation = Translation.objects.create(source=source, target_locale=tree.dutch)
    fill(source, tree.dutch, "links-nl")
    reword(translation, "de leidraad")
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target()
    reword(translation, "klik hier")
    return translation.get_target_instance()


def reword(translation: Translation, words: str) -> None:
    segment = StringSegment.objects.get(source=translation.source, string__data__contains="</a>")
    rows = StringTranslation.objects.filter(translation_of=segment.string, locale=translation.target_locale)
    rows.update(data=f'Lees eerst <a id="a1">{words}</a>.', has_error=False)


def body(page: Page) -> str:
    return str(page.specific_class.objects.get(pk=page.pk).body)


def publish_translation(client, page, **more) -> str:
    return client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish", **more}, follow=True).content.decode()


def test_a_translator_is_told_what_is_wrong_and_nothing_is_published(client, dutch):
    shown = publish_translation(client, dutch)
    assert "Nothing is published: some readers would be shut out." in shown
    assert (shown.count(SAID), "Publish with this reason" in shown) == (1, True)
    assert "de leidraad" in body(dutch)


def test_words_that_say_something_are_published(client, dutch):
    reword(publishing.translation_to(dutch), "de hele leidraad")
    shown = publish_translation(client, dutch)
    assert "shut out" not in shown
    assert "de hele leidraad" in body(dutch)


def test_a_translator_publishes_with_a_reason_that_is_kept(client, dutch):
    shown = publish_translation(client, dutch, accessibility_reason="A quotation")
    assert "klik hier" in body(dutch)
    assert "Reason: A quotation" in shown
    assert "Publish with this reason" not in shown
    (entry,) = accessibility.exceptions_of(dutch)
    assert (entry.user.display_name, entry.data["reason"], [f["said"] for f in entry.data["findings"]]) == (
        "Ewa", "A quotation", [SAID],
    )  # fmt: skip
    assert "has been" not in publish_translation(client, dutch)
    assert len(accessibility.exceptions_of(dutch)) == 1


def test_the_reason_of_the_source_holds_in_every_language(client, chief, tree, dutch):
    source = Page.objects.get(translation_key=dutch.translation_key, locale=tree.home.locale).specific
    source.body = text("click here")
    accessibility.keep_exception(
        page=source, person=chief, reason="A quotation", found=accessibility.findings_of(source)
    )
    publish_translation(client, dutch)
    assert "klik hier" in body(dutch)


def test_what_the_source_decided_is_not_asked_of_its_translator(client, dutch, tree):
    # A bold line in the place of a heading: its translator can only translate it.
    segment = StringSegment.objects.get(source=publishing.translation_to(dutch).source, string__data__contains="</a>")
    StringTranslation.objects.filter(translation_of=segment.string).update(
        data='<b>Lees <a id="a1">de nieuwe leidraad</a></b>'
    )
    assert "shut out" not in publish_translation(client, dutch)
    assert "de nieuwe leidraad" in body(dutch)


def test_who_may_not_publish_is_shown_no_way_to(sign_in, person, dutch):
    from tests.foundation.test_behind import editor_of

    client = sign_in(editor_of(person, dutch, rights=("change_page",)))
    shown = client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()
    assert (SAID in shown, "Publish with this reason" in shown) == (True, False)
    publish_translation(client, dutch, accessibility_reason="Because")
    assert ("de leidraad" in body(dutch), accessibility.exceptions_of(dutch)) == (True, [])


def test_bringing_translations_up_to_date_names_what_stays(client, dutch):
    source = publishing.translation_to(dutch).source
    address = f"/admin/localize/update/{source.pk}/"
    shown = client.post(address, {"publish_translations": "on", "next": "/admin/"}, follow=True).content.decode()
    assert "Nederlands was not published: some readers would be shut out." in shown
    assert "de leidraad" in body(dutch)


def draft_that_shuts_out(tree) -> Page:
    page = tree.page("draft", body=text("the guideline"))
    page.body = text("click here")
    page.save_revision()
    return page


def publish_many(client, *pages) -> str:
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?{chosen}&next=/admin/", follow=True).content.decode()


def test_publishing_many_names_what_stays(client, tree, about):
    page = draft_that_shuts_out(tree)
    about.title = "About us"
    about.save_revision()
    shown = publish_many(client, page, about)
    assert "“Draft” stays as it is: some readers would be shut out." in shown
    assert "1 page has been published" in shown
    assert ("click here" in body(page), Page.objects.get(pk=about.pk).title) == (False, "About us")


def test_publishing_only_what_shuts_out_publishes_nothing(client, tree):
    page = draft_that_shuts_out(tree)
    shown = publish_many(client, page)
    assert ("have been published" in shown, "click here" in body(page)) == (False, False)


def test_a_translation_is_left_out_of_many_for_its_words_only(client, dutch):
    dutch.body = text("klik hier")
    dutch.save_revision()
    assert SAID in publish_many(client, dutch)
    assert "de leidraad" in body(dutch)


def refusals(page: Page) -> list[dict]:
    return [entry.data for entry in PageLogEntry.objects.filter(page_id=page.pk, action=publishing.REFUSED)]


def test_what_lies_below_the_chosen_pages_is_refused_and_told_in_its_history(client, tree, about):
    below = tree.page("below", about, publish=False, body=text("click here"))
    below.save_revision()
    address = f"/admin/bulk/wagtailcore/page/publish/?id={about.pk}&next=/admin/"
    shown = client.post(address, {"include_descendants": "on"}, follow=True).content.decode()
    assert "Below: Not published, some readers would be shut out:" in shown
    assert ("1 page has been published" in shown, "child page" in shown) == (True, False)
    assert Page.objects.get(pk=below.pk).live is False
    assert refusals(below) == [{"shut_out": [SAID.replace("klik hier", "click here")]}]
    history = client.get(f"/admin/pages/{below.pk}/history/").content.decode()
    assert "Not published, some readers would be shut out: The link “click here”" in history


def test_the_approval_of_a_workflow_is_no_way_round(chief, tree):
    page = draft_that_shuts_out(tree)
    # Without tasks it is approved as soon as it begins.
    Workflow.objects.create(name="Read by two").start(page, user=chief)
    assert ("click here" in body(page), len(refusals(page))) == (False, 1)


def test_an_approval_that_the_gate_would_refuse_is_not_taken(client, person, tree):
    for entry in groups.entries():
        entry.load()
    page = draft_that_shuts_out(tree)
    page.get_workflow().start(page, user=person(groups=[TEACHER_EDUCATORS]))
    address = f"/admin/pages/workflow/action/{page.pk}/approve/{page.current_workflow_task_state.pk}/"
    shown = client.post(address, {"comment": ""}, follow=True).content.decode()
    assert "This is not approved yet and stays in review. Not published, some readers would be shut out:" in shown
    by_modal = client.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert by_modal == {"step": "success", "redirect": f"/admin/pages/{page.pk}/edit/"}
    assert (page.current_workflow_state.status, "click here" in body(page)) == ("in_progress", False)
    found = accessibility.findings_of(page)
    accessibility.keep_exception(page=page, person=None, reason="A quotation", found=found)
    client.post(address, {"comment": ""})
    assert (page.workflow_states.get().status, "click here" in body(page)) == ("approved", True)


def test_an_exception_opens_every_way(client, chief, tree):
    page = draft_that_shuts_out(tree)
    accessibility.keep_exception(page=page, person=chief, reason="So", found=accessibility.findings_of(page))
    publish_many(client, page)
    assert "click here" in body(page)


def test_a_command_publishes_what_nobody_in_particular_asked_for(tree):
    page = tree.page(f"loaded-{uuid4().hex[:6]}", body=text("click here"))
    assert "click here" in body(page)
