"""House rules for page types and blocks are system checks, and they can fail."""

from wagtail import blocks

from academy_site.foundation import checks
from courses.models import ModulePage, UnitPage


def test_nothing_breaks_the_rules_of_the_house():
    assert checks.check_page_types(None) + checks.check_blocks(None) + checks.check_no_code_in_text(None) == []


def test_a_page_type_without_a_template_is_told(monkeypatch):
    monkeypatch.setattr(UnitPage, "template", "courses/no_such_page.html")
    problems = checks.check_page_types(None)
    assert [(problem.id, problem.msg) for problem in problems] == [
        ("academy.E003", "UnitPage has no template courses/no_such_page.html.")
    ]


def test_a_block_that_does_not_explain_itself_is_told(monkeypatch):
    body = UnitPage._meta.get_field("body").stream_block
    bare = blocks.CharBlock(icon="pilcrow", template="blocks/text.html")
    bare.set_name("bare")
    monkeypatch.setitem(body.child_blocks, "bare", bare)
    problems = checks.check_blocks(None)
    assert [(problem.id, problem.msg) for problem in problems] == [
        ("academy.E004", "The block UnitPage.body.bare has no description, no preview value.")
    ]


def told(problems) -> list[tuple[str, str]]:
    return [(problem.id, problem.msg) for problem in problems]


def test_a_page_type_that_is_silent_on_what_stands_below_is_told(monkeypatch):
    monkeypatch.delattr(UnitPage, "subpage_types")
    monkeypatch.setattr(UnitPage, "clean_subpage_models", classmethod(lambda cls: []))
    assert told(checks.check_page_types(None)) == [
        ("academy.E005", "UnitPage does not say what may stand below it."),
    ]


def test_a_page_type_without_a_preview_is_told(monkeypatch):
    monkeypatch.setattr(UnitPage, "preview_modes", [])
    assert told(checks.check_page_types(None)) == [("academy.E006", "UnitPage has no preview.")]


def test_page_types_that_do_not_agree_are_told(monkeypatch):
    monkeypatch.setattr(ModulePage, "clean_subpage_models", classmethod(lambda cls: []))
    assert told(checks.check_page_types(None)) == [
        ("academy.E007", "ModulePage and UnitPage do not agree whether one may stand below the other."),
    ]


def test_a_code_in_a_text_block_is_told_however_deep_it_lies(monkeypatch):
    body = UnitPage._meta.get_field("body").stream_block
    steps = blocks.ListBlock(blocks.StructBlock([("item_key", blocks.CharBlock())]))
    steps.set_name("steps")
    monkeypatch.setitem(body.child_blocks, "steps", steps)
    problems = [problem for problem in checks.check_no_code_in_text(None) if "UnitPage" in problem.msg]
    assert told(problems) == [
        ("academy.E008", "The block UnitPage.body.steps.item.item_key is text by its type and a code by its name.")
    ]
    assert all(problem.hint for problem in problems)
