"""What the tools app adds to the style guide."""

from tools.style_guide import webs_and_lines


def test_webs_in_each_state(library):
    sample = {}
    webs_and_lines(sample, "en")
    webs = sample["webs_sample"]
    assert {name: webs[name].is_web for name in ("overlaid", "quick", "gaps", "few")} == {
        "overlaid": True,
        "quick": True,
        "gaps": True,
        "few": False,
    }
    assert [axis.name for axis in webs["overlaid"].axes][:2] == ["Knowing learners", "Goals & ownership"]
    assert webs["overlaid"].lang == ""


def test_english_words_on_a_dutch_page_are_marked(library):
    sample = {}
    webs_and_lines(sample, "nl")
    assert sample["webs_sample"]["quick"].lang == "en"


def test_nothing_without_the_eight_dimensions(db):
    sample = {}
    webs_and_lines(sample, "en")
    assert sample == {}
