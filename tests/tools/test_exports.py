"""One web as files: only its teacher gets them, and each can be understood by itself."""

import csv
import json
from io import StringIO
from uuid import uuid4
from xml.etree.ElementTree import fromstring

import pytest
from django.utils import translation

from tools.colours import colours
from tools.domain.scoring import score_web
from tools.exports import as_svg
from tools.one_web import one_web
from tools.selectors.released import structure_in
from tools.svg_file import wrapped

SVG = "{http://www.w3.org/2000/svg}"
LEVELS = {"knowing-level": "3", "ownership-level": "2", "pathways-level": "4", "coaching-level": "na"}
FILES = ("web.svg", "web.csv", "web.json")


@pytest.fixture
def teacher(person):
    return person(language="nl")


@pytest.fixture
def web(teacher, hand_in_web):
    return hand_in_web(teacher, LEVELS, notes={"knowing": ("=HYPERLINK(1) said a learner", "")}, learners="Class 5b")


def drawn(picture):
    return fromstring(picture)  # noqa: S314 - our own


def fetched(client, web, name):
    return client.get(f"/en/web/{web.key}/{name}")


@pytest.mark.parametrize("name", FILES)
def test_only_its_teacher_gets_a_file_and_nobody_keeps_it(web, teacher, person, sign_in, anonymous, name):
    own = fetched(sign_in(teacher), web, name)
    assert own.status_code == 200
    assert own["Content-Disposition"] == f'attachment; filename="web-{web.on}.{name.rpartition(".")[2]}"'
    assert "no-store" in own["Cache-Control"]
    assert "private" in own["Cache-Control"]
    for other in (person(), person(groups=["Stewards"])):
        assert fetched(sign_in(other), web, name).status_code == 404
    assert fetched(anonymous, web, name).status_code == 302
    assert sign_in(teacher).get(f"/en/web/{uuid4()}/{name}").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_file_costs_few_queries(web, teacher, sign_in, name, django_assert_num_queries):
    client = sign_in(teacher)
    fetched(client, web, name)
    with django_assert_num_queries(4):  # session, person, web, words
        fetched(client, web, name)


def test_the_picture_stands_alone(web):
    picture = as_svg(one_web(web))
    root = drawn(picture)
    assert root.find(f"{SVG}title").text.endswith(str(web.on.year))
    assert root.find(f"{SVG}desc").text.startswith("Furthest out, at 4.0: Flexible pathways.")
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {"svg", "title", "desc", "rect", "text", "tspan", "path", "g"}
    assert not {"class", "style", "href", "onload"} & {name for element in root.iter() for name in element.attrib}
    assert colours()["brand"] in picture
    assert " ".join(span.text for span in root.iter(f"{SVG}tspan")).count("open") == 5


def test_few_values_give_bars(teacher, hand_in_web):
    picture = as_svg(one_web(hand_in_web(teacher, {"knowing-level": "3", "ownership-level": "2"})))
    root = drawn(picture)
    assert len(root.findall(f"{SVG}rect")) == 1 + 2


def test_the_picture_speaks_the_language_of_its_reader(web):
    with translation.override("nl"):
        root = drawn(as_svg(one_web(web)))
    assert root.attrib["lang"] == "nl"
    assert root.find(f"{SVG}g").attrib["lang"] == "en"


def test_the_table_holds_values_levels_and_notes_and_no_formula(web, teacher, sign_in):
    text = fetched(sign_in(teacher), web, "web.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == 8
    first, second = rows[0], rows[1]
    assert (first["Dimension"], first["Value"], first["Level"]) == ("Knowing learners", "3.0", "Practising")
    assert first["What shows it"] == "'=HYPERLINK(1) said a learner"
    assert (second["Value"], second["What shows it"], second["Group of learners"]) == ("2.0", "", "Class 5b")
    assert rows[3]["Value"] == ""


def test_the_document_holds_keys_hashes_answers_and_scores(web, version, teacher, sign_in):
    document = json.loads(fetched(sign_in(teacher), web, "web.json").content)
    assert document["version"] == {"number": 1, "sha256": version.content_hash}
    assert document["answers"] == web.answers
    assert document["notes"] == {"knowing": "=HYPERLINK(1) said a learner"}
    axes = score_web(structure_in(version), web.answers, web.mode)
    assert [score["score"] for score in document["scores"]] == [
        None if axis.score is None else float(axis.score) for axis in axes
    ]


def test_a_long_label_breaks_at_its_soft_hyphens_only():
    assert wrapped("Knowing learners") == ["Knowing learners"]
    assert wrapped("Oppimisympä\u00adristö ja tilat") == ["Oppimisympäristö", "ja tilat"]
    assert wrapped("Henkilökohtai\u00adstaminen yhdessä") == ["Henkilökohtai-", "staminen yhdessä"]
