"""What shuts people out is refused at its place when a page is published, or goes live with a reason."""

import json

import pytest
from wagtail.models import Page

from academy_site.foundation import accessibility
from academy_site.foundation.checks import academy_page_types
from academy_site.home.models import StandardPage


@pytest.fixture
def client(sign_in, person):
    return sign_in(person(is_superuser=True, is_staff=True, display_name="Ewa"))


def post(client, page, text: str, **more):
    body = {
        "body-count": "1",
        "body-0-type": "text",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "5b0f6c0e-0000-4000-8000-000000000001",
        "body-0-value": json.dumps(
            {
                "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org"}}},
                "blocks": [
                    {
                        "key": "a",
                        "text": text,
                        "type": "unstyled",
                        "depth": 0,
                        "inlineStyleRanges": [],
                        "entityRanges": [{"offset": 0, "length": len(text), "key": 0}],
                    }
                ],
            }
        ),
    }
    posted = {
        "title": page.title, "slug": page.slug, "introduction": "", "menu_title": "", "footer_group": "",
        "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
    }  # fmt: skip
    return client.post(f"/admin/pages/{page.pk}/edit/", posted | body | more, follow=True).content.decode()


def live_text(page) -> str:
    return str(StandardPage.objects.get(pk=page.pk).body)


SAID = "The link “click here” does not say where it leads. Name the page it leads to."


def test_publishing_is_refused_and_nothing_is_lost(client, about):
    shown = post(client, about, "click here", **{"action-publish": "1"})
    assert "Some readers would be shut out" in shown
    assert "does not say where it leads" in shown
    assert "click here" not in live_text(about)


def test_a_draft_is_always_saved(client, about):
    assert "Some readers would be shut out" not in post(client, about, "click here")
    assert "click here" in str(StandardPage.objects.get(pk=about.pk).get_latest_revision_as_object().body)


def test_a_reason_is_kept_with_who_and_what(client, about):
    post(client, about, "click here", **{"action-publish": "1", "accessibility_reason": "A quotation"})
    assert "click here" in live_text(about)
    (entry,) = accessibility.exceptions_of(about)
    assert (entry.user.display_name, entry.data["reason"], [f["said"] for f in entry.data["findings"]]) == (
        "Ewa", "A quotation", [SAID],
    )  # fmt: skip
    assert "A quotation" in client.get(f"/admin/pages/{about.pk}/edit/").content.decode()
    assert "Reason: A quotation" in client.get(f"/admin/pages/{about.pk}/history/").content.decode()


def test_what_was_accepted_is_not_asked_again_but_what_is_new_is(client, about):
    post(client, about, "click here", **{"action-publish": "1", "accessibility_reason": "A quotation"})
    assert "has been published" in post(client, about, "click here", **{"action-publish": "1"})
    assert "Some readers would be shut out" in post(client, about, "read more", **{"action-publish": "1"})


def test_every_page_type_is_asked():
    assert {hasattr(model.base_form_class, "accessibility_findings") for model in academy_page_types()} == {True}


def test_the_starter_content_shuts_nobody_out(academy):
    found = [
        (page.title, accessibility.in_words(finding))
        for page in Page.objects.filter(depth__gt=1).specific()
        for finding in accessibility.findings_of(page)
    ]
    assert found == []
