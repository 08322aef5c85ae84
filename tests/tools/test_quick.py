"""A quick web without an account lives in its address alone."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.utils.timezone import now
from wagtail import hooks

from tests.tools.quick import FIRST, answer, chosen, number_of, walk, words
from tests.tools.test_releasing import change, reword
from tools import quick_pages
from tools.domain.recommending import Module
from tools.offers import ModuleCard
from tools.quick_seal import unseal
from tools.selectors.released import in_words
from tools.services.releasing import release_instrument


def test_a_visitor_walks_through_and_nothing_is_kept(version, anonymous):
    tables = connection.introspection.table_names()

    def rows():
        with connection.cursor() as cursor:
            return {table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608

    before = rows() if connection.vendor == "sqlite" else {}
    page = anonymous.get(FIRST)
    assert "Dimension 1 of 8" in words(page)
    result = anonymous.get(walk(anonymous, "32-41 52"))
    assert result.status_code == 200
    assert not anonymous.cookies
    assert (rows() if connection.vendor == "sqlite" else {}) == before
    said = words(result)
    assert "This is your web" in said
    assert said.count("You said that this does not apply to you.") == 1
    assert said.count("Not answered yet.") == 1
    assert "Some dimensions have no answer." in said
    assert result.content.count(b'<path class="dot dot--quick dim-') == 6
    assert result.content.count(b'<path class="dot dim-') == 0


def test_every_page_is_for_nobody_else(version, anonymous):
    step = answer(anonymous, FIRST, "3")
    for address in (FIRST, step, walk(anonymous, "333"), f"{FIRST}nonsense/"):
        page = anonymous.get(address)
        assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
        assert page["Referrer-Policy"] == "same-origin"
        assert '<meta name="robots" content="noindex' in page.content.decode()
        assert "csrfmiddlewaretoken" not in page.content.decode()
        assert len(page.content) < 100_000


def test_back_change_skip_and_go_to_the_result(version, anonymous):
    second = answer(anonymous, FIRST, "3")
    third = answer(anonymous, second, "4")
    back = answer(anonymous, third, "", go="back")
    assert number_of(back) == 2
    assert chosen(anonymous.get(back)) == [("ownership-level", "4")]
    third = answer(anonymous, back, "2")
    fourth = answer(anonymous, third, "")
    assert (number_of(fourth), chosen(anonymous.get(third))) == (4, [])
    first = answer(anonymous, fourth, "", go="1")
    assert chosen(anonymous.get(first)) == [("knowing-level", "3")]
    cleared = answer(anonymous, first, "3", go="clear")
    assert (number_of(cleared), chosen(anonymous.get(cleared))) == (1, [])
    result = answer(anonymous, cleared, "5", go="result")
    assert re.findall(r"(Knowing|Student|Flexible)[^1-5]*?(\d\.0|open)", words(anonymous.get(result)))[0][1] == "5.0"
    # The address before, with the Back button of the browser, still says what it said.
    assert chosen(anonymous.get(back)) == [("ownership-level", "4")]


def test_the_language_may_change_on_the_way(version, anonymous):
    third = answer(anonymous, answer(anonymous, FIRST, "3"), "4")
    polish = third.replace("/en/", "/pl/", 1)
    page = anonymous.get(polish)
    assert f'href="{third}"' in page.content.decode()
    assert 'lang="en"' in page.content.decode()
    fourth = answer(anonymous, polish, "1")
    assert fourth.startswith("/pl/webs/spiderweb/quick/")
    result = anonymous.get(answer(anonymous, fourth, "", go="result").replace("/pl/", "/fi/", 1))
    assert re.findall(r">(\d,0)<", result.content.decode())[:3] == ["3,0", "4,0", "1,0"]


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"knowing-level": "9"}, "“knowing-level” came with an answer that is not on the scale."),
        ({"nothing": "1"}, "“nothing” is not asked here."),
        ({"ownership-level": "1"}, "“ownership-level” is not asked here."),
        ({"knowing-level": ["1", "2"]}, "“knowing-level” came with two answers."),
        ({"x" * 500: "1"}, f"“{'x' * 60}” is not asked here."),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(version, anonymous, sent, named):
    page = anonymous.post(FIRST, sent)
    assert (page.status_code, named in words(page)) == (400, True)
    at_first = answer(anonymous, answer(anonymous, FIRST, "3"), "", go="back")
    page = anonymous.post(at_first, sent)
    assert page.status_code == 400
    assert chosen(page) == [("knowing-level", "3")]


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("", "Nothing is answered yet"),
        ("3", "With three answers and more you get a web."),
        ("3 4", "With three answers and more you get a web."),
        ("33333333", "All your answers are the same."),
        ("--------", "You said of everything that it is not applicable"),
    ],
)
def test_few_alike_nothing_and_not_applicable(version, anonymous, levels, said):
    page = anonymous.get(walk(anonymous, levels))
    assert (page.status_code, said in words(page)) == (200, True)


def test_level_next_step_and_advice_are_said(version, anonymous):
    said = words(anonymous.get(walk(anonymous, "35234124")))
    text = in_words(version).text
    level = text.items["knowing-level"].levels["3"]
    assert f"{text.scale['3'].label}. {level.text} A next step {level.next_step}" in said
    bands = {"deepen": "3", "share": "5"}
    assert [text.bands[band] in said for band in bands] == [True, True]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "https://testserver", "http://testserver.example"])
def test_a_form_of_another_site_is_not_taken(version, anonymous, origin):
    refused = anonymous.post(FIRST, {"knowing-level": "3"}, headers={"origin": origin})
    assert refused.status_code == 403
    assert anonymous.post(FIRST, {"knowing-level": "3"}, headers={"origin": "http://testserver"}).status_code == 303


def test_a_browser_that_hides_its_page_is_told_so_and_goes_on_with_what_was_chosen(version, anonymous):
    shown = anonymous.post(FIRST, {"knowing-level": "3"}, headers={"origin": "null"})
    assert shown.status_code == 403
    assert "Your browser does not say which page your answer was sent from." in words(shown)
    label = version.source_text.scale["3"].label
    assert f"This is what arrived: Knowing the learner: {label}" in words(shown)
    second = re.search(r'<a class="button" href="([^"]+)"', shown.content.decode())[1]
    assert number_of(second) == 2
    assert chosen(anonymous.get(second.replace("/2/", "/1/"))) == [("knowing-level", "3")]
    cross = {"origin": "null", "sec-fetch-site": "cross-site"}
    assert "One more tap" not in words(anonymous.post(FIRST, {"knowing-level": "3"}, headers=cross))


def test_a_seal_that_does_not_open_says_the_same_whatever_is_wrong(version, anonymous, monkeypatch):
    result = walk(anonymous, "333")
    good = result.split("/")[-2]
    altered = result.replace(good[30:34], "AAAA" if good[30:34] != "AAAA" else "BBBB")
    forged = f"{FIRST}{'A' * 79}/"
    pages = [anonymous.get(address) for address in (altered, forged, f"{FIRST}x/", f"{result}9/", f"{result}0/")]
    with monkeypatch.context() as later:
        later.setattr(quick_pages, "now", lambda: now() + timedelta(days=31))
        pages.append(anonymous.get(result))
    pages.append(anonymous.get(result.replace("spiderweb", "other")))
    pages.append(anonymous.post(f"{forged}1/", {"knowing-level": "3"}))
    assert {page.status_code for page in pages} == {404}
    assert len({words(page) for page in pages}) == 1


def test_what_was_never_released_is_not_there(library, anonymous):
    assert anonymous.get(FIRST).status_code == 404
    assert anonymous.get("/en/webs/nothing/quick/").status_code == 404


def test_an_old_version_still_reads(version, spiderweb, anonymous):
    second = answer(anonymous, FIRST, "3")
    change(spiderweb, reword("KN1", "teacher", "I ask learners what they can do."))
    newer = release_instrument(instrument=spiderweb, meanings={"KN1": "same_meaning"})
    assert newer.number == 2
    result = answer(anonymous, second, "4", go="result")
    assert anonymous.get(result).status_code == 200
    assert unseal(result.split("/")[-2], "spiderweb", now()).version == 1
    assert unseal(answer(anonymous, FIRST, "3").split("/")[-3], "spiderweb", now()).version == 2


def test_a_page_asks_the_database_twice(version, anonymous, django_assert_num_queries):
    second = answer(anonymous, FIRST, "3")
    result = walk(anonymous, "34343434")
    for address in (second, result):
        anonymous.get(address)
        with django_assert_num_queries(2):
            anonymous.get(address)
    with django_assert_num_queries(2):
        anonymous.post(second, {"ownership-level": "3"})


def test_it_can_be_mailed_to_oneself(version, anonymous):
    result = walk(anonymous, "333")
    (mail,) = re.findall(r'href="(mailto:[^"]*)"', anonymous.get(result).content.decode())
    assert mail.startswith("mailto:?subject=")
    assert f"http://testserver{result}" in unquote(unescape(mail))


def test_modules_that_fit_are_offered_to_somebody_nobody_knows(version, anonymous):
    asked = []

    def offer(person, language, found):
        asked.append((person, language))
        for key, band in (("knowing", "start"), ("coaching", "share")):
            card = {"key": key, "title": f"Module for {key}", "url": f"/en/{key}/", "language": "en"}
            found.cards[key] = ModuleCard(**card, dimension=key, facts="5 units", enrol_url="")
            found.modules[key, band].append(Module(key, ("en",)))

    with hooks.register_temporarily("construct_module_offer", offer):
        said = words(anonymous.get(walk(anonymous, "13343333")))
    assert asked == [(None, "en")]
    assert "Module for knowing 5 units Because of: Knowing learners (1)" in said
    assert "Module for coaching" not in said
