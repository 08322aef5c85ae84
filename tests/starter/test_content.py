"""Everything of the starter files stands on a page, whole, where it belongs, ready to translate."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageLogEntry, Site
from wagtail.search.backends import get_search_backend
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from academy_site.starter import files, guideline, library, standing
from academy_site.starter.curriculum import units
from academy_site.starter.identity import block_uuid, page_uuid
from academy_site.starter.markup import inline, sentences
from academy_site.starter.texts import block_texts, knowledge_check_texts
from courses.models import ModuleRecommendation
from courses.selectors import asked_by

pytestmark = pytest.mark.usefixtures("academy")


def english_pages() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1, locale__language_code="en").specific())


def page(key: str) -> Page:
    return Page.objects.get(translation_key=page_uuid(key), locale__language_code="en").specific


def count(model: str) -> int:
    return apps.get_model(model).objects.filter(locale__language_code="en").count()


def test_there_are_as_many_pages_and_words_as_in_the_files():
    curriculum, guide = files.read("curriculum"), files.read("guideline")
    modules = [module for course in curriculum["courses"] for module in course["modules"]]
    assert {
        "courses.CoursePage": count("courses.CoursePage"),
        "courses.ModulePage": count("courses.ModulePage"),
        "courses.UnitPage": count("courses.UnitPage"),
        "courses.PhasePage": count("courses.PhasePage"),
        "courses.CellPage": count("courses.CellPage"),
        "courses.QuadrantPage": count("courses.QuadrantPage"),
        "courses.TeacherProfilePage": count("courses.TeacherProfilePage"),
        "courses.EnvironmentDomainPage": count("courses.EnvironmentDomainPage"),
        "courses.EnvironmentItem": count("courses.EnvironmentItem"),
        "home.CountryPage": count("home.CountryPage"),
        "home.StandardPage": count("home.StandardPage"),
        "foundation.Dimension": count("foundation.Dimension"),
        "foundation.Quadrant": count("foundation.Quadrant"),
        "foundation.Phase": count("foundation.Phase"),
        "foundation.GlossaryTerm": count("foundation.GlossaryTerm"),
        "foundation.Source": count("foundation.Source"),
    } == {
        "courses.CoursePage": len(curriculum["courses"]),
        "courses.ModulePage": len(modules),
        "courses.UnitPage": sum(len(module["units"]) for module in modules),
        "courses.PhasePage": len(guide["phases"]),
        "courses.CellPage": len(guide["cells"]),
        "courses.QuadrantPage": len(guide["quadrants"]),
        "courses.TeacherProfilePage": len(guide["quadrants"]),
        "courses.EnvironmentDomainPage": 4,
        "courses.EnvironmentItem": sum(len(d["items"]) for d in files.read("environment_checklist")["domains"]),
        "home.CountryPage": len(files.read("countries")["countries"]),
        "home.StandardPage": 7,
        "foundation.Dimension": 8,
        "foundation.Quadrant": 4,
        "foundation.Phase": 5,
        "foundation.GlossaryTerm": len(files.read("glossary")["terms"]),
        "foundation.Source": len(files.read("meta")["sources"]),
    }


def test_every_page_stands_where_the_tree_rules_allow_it_and_has_a_history():
    faults = []
    for one in english_pages():
        parent = one.get_parent().specific
        if type(one) not in parent.allowed_subpage_models() or not one.live or one.has_unpublished_changes:
            faults.append(one.url_path)
    assert faults == []
    created = PageLogEntry.objects.filter(action="wagtail.publish").values_list("page_id", flat=True)
    assert {one.pk for one in english_pages()} - set(created) == set()


def test_every_page_would_be_accepted_from_an_editor():
    faults = []
    for one in Page.objects.filter(depth__gt=1).specific():
        for field in stream_fields(one):
            try:
                field.stream_block.clean(field.value_from_object(one))
            except ValidationError as error:
                faults.append((one.url_path, field.name, error))
    assert faults == []


def stream_fields(one: Page) -> list[StreamField]:
    return [field for field in one._meta.get_fields() if isinstance(field, StreamField)]


def plain_lists(block, raw, path: str) -> list[str]:
    """Name the lists in a stored value whose items have no id of their own."""
    if isinstance(block, StreamBlock):
        return [
            name
            for n, child in enumerate(raw)
            for name in plain_lists(block.child_blocks[child["type"]], child["value"], f"{path}.{n}")
            + ([] if child.get("id") else [f"{path}.{n}"])
        ]
    if isinstance(block, StructBlock):
        return [
            name
            for child, child_block in block.child_blocks.items()
            if isinstance(raw, dict) and child in raw
            for name in plain_lists(child_block, raw[child], f"{path}.{child}")
        ]
    if isinstance(block, ListBlock):
        if any(not isinstance(item, dict) or {*item} != {"type", "value", "id"} for item in raw):
            return [path]
        return [
            name for n, item in enumerate(raw) for name in plain_lists(block.child_block, item["value"], f"{path}.{n}")
        ]
    return []


def test_every_list_is_stored_item_by_item_so_that_it_can_be_translated():
    found = [
        name
        for one in english_pages()
        for field in stream_fields(one)
        for name in plain_lists(
            field.stream_block, list(field.value_from_object(one).raw_data), f"{one.url_path}:{field.name}"
        )
    ]
    assert found == []


def test_block_ids_are_used_once_on_a_page():
    for one in english_pages():
        ids = [child["id"] for field in stream_fields(one) for child in field.value_from_object(one).raw_data]
        assert [used for used, times in Counter(ids).items() if times > 1] == []


def texts_of(one: Page, field: str) -> list[str]:
    segments = [segment for segment in extract_segments(one) if isinstance(segment, StringSegmentValue)]
    return sorted(s.string.render_text() for s in segments if s.path.split(".")[0] == field)


def plain(texts) -> list[str]:
    return sorted(StringValue.from_source_html(inline(text))[0].render_text() for text in texts)


def written(body: list[dict]) -> list[str]:
    """Return the texts of typed blocks of any kind, plain."""
    found = []
    for block in body:
        kind = block["type"]
        if kind == "rhythm":
            names = ("title", "when", "purpose", "learner", "teacher", "parent", "record")
            found += [*(block[name] for name in names), *block["tools"]]
        elif kind == "concern":
            found += [block["say"], block["helps"]]
        elif kind == "output":
            found += [block["title"], *sentences(block["text"]), block["link_text"]]
        elif kind == "knowledge_check":
            found += [text for _, text in knowledge_check_texts("", [block])]
        else:
            found += [text for _, text in block_texts("", [block])]
    return plain(found)


def test_no_text_of_a_unit_is_lost():
    for course in files.read("curriculum")["courses"]:
        for module in course["modules"]:
            for _, unit in units(module):
                one = page(f"unit/{unit['key']}")
                assert texts_of(one, "body") == written(unit["body"])
                assert one.title == unit["title"]


def test_no_text_of_the_other_written_pages_is_lost():
    pages = {
        **{f"cell/{key}": data for key, data in files.pages("cells").items()},
        **{f"phase/{key}": data for key, data in files.pages("phases").items()},
        **{f"domain/{key}": data for key, data in files.pages("environment").items()},
        **{
            key.replace("teacher-", "profile/") if key.startswith("teacher-") else f"quadrant/{key}": data
            for key, data in files.pages("quadrants").items()
        },
        **{name: files.pages(name)[name] for name in ("spiderweb", "about", "privacy", "accessibility", "communities")},
        "outputs": {**files.pages("outputs")["outputs"], "body": standing.outputs_body()},
        "rhythms": guideline.rhythms_page(),
        "concerns": guideline.concerns_page(),
    }
    for key, data in pages.items():
        one = page(key)
        assert texts_of(one, "body") == written(data["body"]), key
        assert (one.title, one.introduction) == (data["title"], data["introduction"])


def test_the_sections_of_the_home_page_are_whole_and_lead_somewhere():
    home = page("home")
    assert texts_of(home, "body") == written(standing.home_sections())
    assert home.action_page.specific == page("spiderweb")
    for block in home.body:
        if "link_text" in block.value:
            assert (bool(block.value["page"]), bool(block.value["link_text"])) == (True, True)


def test_each_output_names_its_country_and_leads_to_a_live_page():
    outputs = [block.value for block in page("outputs").body if block.block_type == "output"]
    assert [value["country"].specific.code for value in outputs] == ["se", "gb", "pl", "fi", "nl"]
    assert [value["page"].live for value in outputs] == [True] * 5


def test_claims_keep_their_sources():
    statements = files.read("evidence")["statements"]
    claims = [block.value for block in page("evidence").statements]
    assert [[source.key for source in claim["sources"]] for claim in claims] == [s["sources"] for s in statements]
    assert [claim["claim"] for claim in claims] == [s["claim"] for s in statements]


def test_knowledge_checks_stand_last_in_study():
    for course in files.read("curriculum")["courses"]:
        for module in course["modules"]:
            checks = len(module["knowledge_checks"])
            kinds = [block.block_type for block in page(f"unit/{module['key']}-study").body]
            assert [n for n, kind in enumerate(kinds) if kind == "knowledge_check"] == [*range(len(kinds))][-checks:]


def test_courses_list_their_modules_and_routes_are_there():
    for course in files.read("curriculum")["courses"]:
        listed = [place.module.key for place in page(f"course/{course['key']}").course_modules.all()]
        assert listed == [module["key"] for module in course["modules"]]
    routes = files.read("curriculum")["routes"]
    shown = [[module.specific.key for module in block.value["modules"]] for block in page("curriculum").routes]
    assert shown == [route["modules"] for route in routes]


def test_the_site_shows_the_academy_and_nothing_of_wagtails_welcome():
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == page("home")
    assert [one.slug for one in Page.objects.filter(depth=2, locale=Locale.objects.get(language_code="en"))] == ["home"]
    menu = Page.objects.filter(depth=3, show_in_menus=True, locale__language_code="en").order_by("path")
    assert [one.slug for one in menu] == ["spiderweb", "curriculum", "guideline", "environment", "communities", "about"]


def test_identities_never_change():
    """Progress and notes of teachers hang on them, in every database the starter was ever loaded into."""
    unit = page("unit/M0-see")
    check = next(block for block in page("unit/M0-study").body if block.block_type == "knowledge_check")
    word = library.WORDS["dimension"].objects.get(key="knowing", locale__language_code="en")
    assert [
        str(unit.translation_key),
        unit.body[0].id,
        unit.body[3].value["steps"].bound_blocks[0].id,
        str(word.translation_key),
        check.id,
        check.value["options"].bound_blocks[2].id,
    ] == [
        "a1e49fe0-babc-533b-9697-4de51c42b710",
        "74020750-123c-53ca-89e7-9558d027a3d0",
        "a6468c9d-b504-5838-9637-60feca85325f",
        "aae31b21-8549-570e-9196-4a04641c122d",
        "4cd9400f-681f-5b95-9967-547cccbbdc42",
        "117b8c48-b7e3-58df-b234-cc10a8d0b751",
    ]


def test_pages_and_words_are_found_by_search():
    see = page("unit/M0-see")
    found = get_search_backend().search("beside one learner", Page.objects.filter(locale=see.locale))
    assert see.pk in [one.pk for one in found]
    dutch = Locale.objects.get(language_code="nl")
    terms = library.WORDS["term"].objects.filter(locale_id=dutch.pk)
    assert [term.key for term in get_search_backend().search("collegiaal lesbezoek", terms)] == ["peer_visit"]


def test_each_operator_placeholder_stays_for_the_operator_to_fill():
    assert any("{operator}" in text for text in texts_of(page("about"), "body"))


def test_what_a_translator_submits_is_approved_by_teacher_educators(academy):
    from wagtail.models import GroupApprovalTask

    groups = [[group.name for group in task.groups.all()] for task in GroupApprovalTask.objects.all()]
    assert groups == [["Teacher educators"]]


def test_the_spiderweb_stands_first_in_the_menu_and_counts_in_the_first_module():
    home = page("home")
    assert [one.slug for one in home.get_children().in_menu()][:2] == ["spiderweb", "curriculum"]
    assert home.action_instrument.key == "spiderweb"
    placed = {
        key: [block.value["counts"] for block in page(key).body if block.block_type == "tool"]
        for key in ("spiderweb", "unit/M0-try", "unit/M0-see")
    }
    assert placed == {"spiderweb": [False], "unit/M0-try": [True], "unit/M0-see": []}
    unit = page("unit/M0-try")
    assert asked_by(unit.translation_key) == {home.action_instrument.translation_key}


def test_a_tool_moves_the_id_of_no_other_block(academy):
    unit = page("unit/M0-try")
    others = [block for block in unit.body.raw_data if block["type"] != "tool"]
    assert [block["id"] for block in others] == [
        block_uuid("unit/M0-try", "body", position, block["type"]) for position, block in enumerate(others, start=1)
    ]


def test_modules_are_recommended_as_the_file_says():
    rows = ModuleRecommendation.objects.filter(page__locale__language_code="en").order_by(
        "dimension__key", "band", "rank"
    )
    found: dict[str, dict[str, list[str]]] = {}
    for dimension, band, key in rows.values_list("dimension__key", "band", "page__key"):
        found.setdefault(dimension, {}).setdefault(band, []).append(key)
    assert found == {one["key"]: one["recommend"] for one in files.read("spiderweb")["dimensions"]}
