"""Who is asked to sign in, what is never kept by a browser, and answers without a body."""

from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction


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


def test_a_translation_whose_source_is_gone_leads_to_no_dead_page(anonymous, tree, about):
    tree.translate(about, "over-ons")
    about.refresh_from_db()
    about.unpublish()
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
