"""Who is asked to sign in, what is never kept by a browser, and answers without a body."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from academy_site.foundation import selectors
from academy_site.foundation.sitemap import public_pages


def test_a_page_that_is_private_in_one_language_is_so_in_all(anonymous, tree, about, person):
    tree.translate(about, "over-ons")
    tree.page("team", about)
    assert anonymous.get("/nl/over-ons/").status_code == 200
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/nl/over-ons/", "/nl/about/team/"):
        asked = anonymous.get(address, follow=True)
        assert "/account/login/" in asked.redirect_chain[-1][0], address
    client = Client()
    client.force_login(person())
    assert client.get("/nl/over-ons/").status_code == 200


def test_who_is_not_of_the_group_is_told_so_and_not_sent_round(anonymous, tree, about, person, sign_in):
    rule = PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.GROUPS)
    rule.groups.add(Group.objects.create(name="Board"))
    tree.translate(about)
    for address in ("/en/about/", "/nl/about/", "/pl/about/"):
        refused = sign_in(person()).get(address)
        assert (refused.status_code, "no-store" in refused["Cache-Control"]) == (403, True)
        assert "403.html" in [template.name for template in refused.templates]
        assert "/account/login/" in anonymous.get(address)["Location"]
        assert sign_in(person(groups=["Board"])).get(address).status_code == 200


def test_a_password_is_asked_from_people_who_are_signed_in_too(tree, about, person, sign_in):
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.PASSWORD, password="open")
    asked = sign_in(person()).get("/en/about/")
    assert (asked.status_code, b'type="password"' in asked.content) == (200, True)


@pytest.fixture
def left_behind(tree):
    """A module that moved below a private page, while its Dutch version and that of its unit stayed."""
    private = tree.page("private")
    module = tree.page("module", show_in_menus=True)
    dutch = tree.translate(module)
    unit = tree.page("unit", module)
    tree.translate(unit)
    module.move(private, pos="last-child")
    Page.objects.get(pk=dutch.pk).move(Page.objects.get(pk=tree.home_nl.pk), pos="last-child")
    return private


def test_a_translation_that_did_not_move_along_is_private_too(anonymous, tree, left_behind, person):
    addresses = ("/en/private/module/", "/nl/module/", "/nl/module/unit/")
    assert [anonymous.get(address).status_code for address in addresses] == [200] * 3
    PageViewRestriction.objects.create(page=left_behind, restriction_type=PageViewRestriction.LOGIN)
    for address in addresses:
        assert "/account/login/" in anonymous.get(address).get("Location", ""), address
    client = Client()
    client.force_login(person())
    assert [client.get(address).status_code for address in addresses] == [200] * 3


def test_a_translation_that_did_not_move_along_is_in_no_list(tree, left_behind):
    PageViewRestriction.objects.create(page=left_behind, restriction_type=PageViewRestriction.LOGIN)
    assert [page.url_path for page in public_pages()] == ["/home/", "/home-nl/"]
    assert selectors.navigation("nl").menu == ()


def test_what_lies_below_a_translation_of_a_private_page_is_private_in_its_source(anonymous, tree, about):
    """It is refused below the translation, so it is refused at its own place."""
    dutch = tree.translate(about)
    team = tree.page("team")
    moved = tree.translate(team)
    Page.objects.get(pk=moved.pk).move(Page.objects.get(pk=dutch.pk), pos="last-child")
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/nl/about/team/", "/en/team/"):
        assert anonymous.get(address).status_code == 302, address


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_private_is_known_by_two_queries(tree, count, django_assert_num_queries):
    for number in range(count):
        page = tree.page(f"closed-{number}")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(2):
        assert len(selectors.restricted_paths()) == count
    with django_assert_num_queries(1):
        assert [rule.page_id for rule in selectors.restrictions_of(page)] == [page.pk]


def test_a_translation_whose_source_is_gone_leads_to_no_dead_page(anonymous, tree, about):
    dutch = tree.translate(about, "over-ons")
    about.refresh_from_db()
    about.unpublish()
    # Its translations go with it; an editor brought this one back.
    dutch.save_revision().publish()
    context = anonymous.get("/nl/over-ons/").context
    links = {code: address for code, _name, address in context["language_links"]}
    assert (links["nl"], links["en"], links["pl"]) == ("/nl/over-ons/", "/en/", "/pl/")


def test_pages_of_an_account_are_not_for_the_back_button(person):
    client = Client()
    client.force_login(person())
    for address in ("/en/account/email/", "/en/account/password/change/", "/en/account/logout/", "/en/nowhere/"):
        assert "no-store" in client.get(address)["Cache-Control"], address
    assert "no-store" in Client().get("/en/account/password/reset/")["Cache-Control"]


def test_a_question_for_the_head_gets_no_body(anonymous, tree, about):
    whole = anonymous.get("/en/about/")
    head = anonymous.head("/en/about/")
    assert (head.content, head["Content-Length"]) == (b"", whole["Content-Length"])


def test_an_address_that_stood_in_still_leads_to_a_page_that_moved(anonymous, tree, about):
    assert anonymous.get("/pl/about/").status_code == 200
    Redirect.add_redirect(old_path="/en/about/", redirect_to=about, is_permanent=True)
    about.slug = "about-us"
    about.save_revision().publish()
    moved = anonymous.get("/pl/about/")
    assert (moved.status_code, moved["Location"]) == (301, "/pl/about-us/")
    assert anonymous.get("/pl/nowhere/").status_code == 404
