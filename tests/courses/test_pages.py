"""Pages of the courses app as a visitor gets them, and what they cost."""

import json
import re
import uuid

import pytest
from django.test import override_settings
from wagtail.models import Page

from academy_site.foundation import stamp
from academy_site.foundation.models import Dimension, GlossaryTerm, Source
from courses.models import CellPage, EnvironmentItem
from tests.courses.conftest import check, option

NOT_KEPT = override_settings(ACADEMY_PAGE_CACHE_BYTES=0)
UNIT = "/curriculum/start/my-practice-my-plan/see/"


def item(value):
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def every_block(academy):
    """Return a raw body with one block of each type that needs no file."""
    term = GlossaryTerm.objects.get(key="logbook", locale__language_code="en")
    source = Source.objects.filter(locale__language_code="en").exclude(url="").first()
    dimension = Dimension.objects.get(key="coaching", locale__language_code="en")
    module = Page.objects.get(slug="coaching-and-self-regulation")
    cell = CellPage.objects.get(slug="own-pathway", url_path__contains="/design/")
    return [
        {"type": "text", "value": "<p>Read M0 and DG2.</p>"},
        {"type": "heading", "value": "A heading"},
        {"type": "quote", "value": {"text": "Quoted.", "attribution": "Someone", "source": source.pk}},
        {"type": "callout", "value": {"tone": "note", "title": "Called out", "text": "<p>Note.</p>"}},
        {"type": "example", "value": {"title": "Exemplary", "text": "<p>Invented.</p>"}},
        {"type": "levels", "value": dimension.pk},
        {"type": "checklist", "value": {"title": "Check these", "items": [item("<p>Point one</p>")]}},
        {"type": "steps", "value": {"title": "Step by step", "steps": [item("<p>Step one</p>")]}},
        {"type": "resource", "value": {"source": source.pk, "note": "Worth reading", "licence": "cc-by"}},
        {"type": "term", "value": term.pk},
        {
            "type": "activity",
            "value": {
                "title": "Do this",
                "minutes": 165,
                "group": "pair",
                "steps": [item("<p>Begin <b>now</b></p>")],
                "product": "A page",
            },
        },
        {"type": "reflection", "value": {"question": "What now?"}},
        check("single", [option("Yes", fits=True), option("No")], "Really?"),
        {"type": "module", "value": module.pk},
        {"type": "cell", "value": cell.pk},
        {"type": "checklist_item", "value": {"item": "PH1"}},
    ]


@NOT_KEPT
def test_a_unit_shows_every_block(academy, every_block, client):
    unit = Page.objects.get(url_path=f"/home{UNIT}").specific
    unit.body = [{"id": str(uuid.uuid4()), **block} for block in every_block]
    unit.save_revision().publish()
    response = client.get(f"/en{UNIT}")
    text = text_of(response)
    expected = [
        "Read M0 and DG2", "A heading", "Quoted.", "Called out", "Exemplary", "Check these", "Point one",
        "Step by step", "Worth reading", "Logbook", "Do this", "2 hours 45 minutes", "In a pair", "A page",
        "What now?", "Really?", "Coaching and self-regulation", "Make time to talk", "PH1, Essential",
    ]  # fmt: skip
    assert [words for words in expected if words not in text] == []
    body = response.content.decode()
    assert 'href="/en/environment/digital/#DG2"' in body
    assert 'href="/en/curriculum/start/my-practice-my-plan/"' in body


@NOT_KEPT
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_unit_costs_few_queries(academy, client, language, django_assert_num_queries):
    client.get(f"/{language}{UNIT}")
    with django_assert_num_queries(1):
        client.get(f"/{language}{UNIT}")


@NOT_KEPT
@pytest.mark.parametrize("count", [1, 3])
def test_a_unit_costs_the_same_with_more_units_and_blocks(programme, client, count, django_assert_num_queries):
    module = programme.module(programme.course())
    term = GlossaryTerm.objects.get(key="logbook")
    body = [{"type": "text", "value": "<p>Read.</p>"}, {"type": "term", "value": term.pk}]
    body.append(check("single", [option("Yes", fits=True), option("No")]))
    for step in ("see", "study", "try")[:count]:
        programme.unit(module, step, body * count)
    stamp.touch()
    client.get("/en/curriculum/course-0/m-1/see/")
    with django_assert_num_queries(1):
        client.get("/en/curriculum/course-0/m-1/see/")


COSTS = [
    ("/en/curriculum/", 1),
    ("/en/curriculum/coaching-and-assessment/", 1),
    ("/en/curriculum/coaching-and-assessment/coaching-and-self-regulation/", 1),
    ("/en/curriculum/coaching-and-assessment/coaching-and-self-regulation/study/", 1),
    ("/en/guideline/", 1),
    ("/en/guideline/orient/", 1),
    ("/en/guideline/own-pathway/", 2),
    ("/en/guideline/design/own-pathway/", 1),
    ("/en/guideline/teacher-own-pathway/", 4),
    ("/en/environment/", 1),
    ("/en/environment/digital/", 2),
    ("/en/evidence/", 1),
]


@NOT_KEPT
def test_what_each_page_costs(academy, client, django_assert_num_queries):
    for path, queries in COSTS:
        client.get(path)
        with django_assert_num_queries(queries, info=path):
            assert client.get(path).status_code == 200


def test_every_page_answers_in_every_language(academy, client):
    pages = Page.objects.live().filter(locale__language_code="en", depth__gt=2, content_type__app_label="courses")
    paths = [page.url_path.removeprefix("/home") for page in pages]
    assert len(paths) > 90
    wrong = [
        (language, path, status)
        for language, asked in (("en", paths), ("pl", paths[::7]))
        for path in asked
        if (status := client.get(f"/{language}{path}").status_code) != 200
    ]
    assert wrong == []


def test_a_module_begins_with_its_first_unit_and_offers_nothing_that_is_not_there(academy, client):
    response = client.get("/en/curriculum/coaching-and-assessment/coaching-and-self-regulation/")
    body, text = response.content.decode(), text_of(response)
    assert "Begin with See: Who talks?" in text
    assert len(re.findall(r'class="button"', body)) == 1
    assert "<form" not in body
    assert "Module 1 of 2 in the course Coaching and assessment" in text
    assert "27 hours, of which 10 hours with your own learners" in text


def test_previous_and_next_lead_through_the_module(academy, client):
    def ends(step):
        body = client.get(f"/en/curriculum/start/my-practice-my-plan/{step}/").content.decode()
        return re.findall(r'href="([^"]+)" rel="(prev|next)"', body)

    base = "/en/curriculum/start/my-practice-my-plan"
    assert ends("see") == [(f"{base}/study/", "next")]
    assert ends("study") == [(f"{base}/see/", "prev"), (f"{base}/try/", "next")]
    assert ends("show") == [(f"{base}/share/", "prev")]


def test_words_of_the_interface_are_marked_where_a_page_stands_in(academy, client):
    body = client.get("/nl/curriculum/coaching-and-assessment/coaching-and-self-regulation/try/").content.decode()
    assert '<main id="main" lang="en"' in body
    assert re.search(r'<nav class="reading__path"[^>]* lang="nl"', body)
    assert re.search(r'<h1 class="opening__title">Six weeks of talks</h1>', body)


def test_structured_data_says_how_long_it_takes(academy, client):
    body = client.get(f"/en{UNIT}").content.decode()
    found = [json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)]
    assert [(data["@type"], data.get("timeRequired")) for data in found] == [
        ("BreadcrumbList", None),
        ("LearningResource", "PT180M"),
    ]


def test_every_item_of_the_checklist_has_an_anchor(academy, client):
    keys = set(EnvironmentItem.objects.values_list("key", flat=True))
    found = set()
    for domain in ("digital", "physical", "social", "time"):
        body = client.get(f"/en/environment/{domain}/").content.decode()
        found |= set(re.findall(r'<li class="item [^"]+" id="(\w+)"', body))
        weights = re.findall(r'class="item item--(\w+)"', body)
        assert weights == sorted(weights)
    assert found == keys


def test_a_cell_knows_where_it_stands(academy, client):
    body = client.get("/en/guideline/design/own-pathway/").content.decode()
    assert body.count("minimap__dot--here") == 2
    assert re.findall(r'href="([^"]+)" rel="(?:prev|next)"', body) == [
        "/en/guideline/orient/own-pathway/",
        "/en/guideline/pilot/own-pathway/",
    ]


def test_every_source_of_the_evidence_is_listed(academy, client):
    body = client.get("/en/evidence/").content.decode()
    referred = set(re.findall(r'href="#(source-[\w-]+)"', body))
    listed = re.findall(r'<li id="(source-[\w-]+)"', body)
    assert (referred, len(listed)) == (set(listed), len(set(listed)))


def test_no_page_repeats_an_id(academy, client):
    for path, _ in COSTS:
        ids = re.findall(r' id="([^"]+)"', client.get(path).content.decode())
        assert sorted(ids) == sorted(set(ids)), path
