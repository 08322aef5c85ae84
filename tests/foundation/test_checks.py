"""House rules for page types and blocks are system checks, and they can fail."""

from wagtail import blocks

from academy_site.foundation import checks
from courses.models import UnitPage


def test_nothing_breaks_the_rules_of_the_house():
    assert (checks.check_page_types(None), checks.check_blocks(None)) == ([], [])


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
