"""What is said about an instrument that cannot be released, and about a table that cannot be read."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from tools.domain.item_table import Mistake
from tools.domain.releasing import Problem

Words = Mapping[str, str | Promise]

PROBLEMS: Words = {
    "not_published": gettext_lazy("Publish the instrument first. What is only a draft is not released."),
    "key_twice": gettext_lazy("The key %(key)s stands in row %(first)s already."),
    "asked_of_nobody": gettext_lazy("Item %(key)s has no wording, so nobody is asked."),
    "without_wording": gettext_lazy("Item %(key)s lacks a wording."),
    "open_outside_survey": gettext_lazy("Item %(key)s asks for own words; only a survey does that."),
    "level_outside_web": gettext_lazy("Item %(key)s asks for a level; only a spiderweb has levels."),
    "level_key": gettext_lazy("The level item %(key)s must have the key %(wanted)s."),
    "level_without_text": gettext_lazy("The dimension of %(key)s has no text for level %(levels)s."),
    "group_twice": gettext_lazy("The key %(group)s stands for two groups."),
    "group_empty": gettext_lazy("Group %(group)s has no items."),
    "one_level_item": gettext_lazy("Group %(group)s needs one level item and has %(count)s."),
    "without_statements": gettext_lazy("Group %(group)s has no statements."),
    "without_dimension": gettext_lazy("Group %(group)s has no dimension. A spiderweb needs one for each group."),
    "no_groups": gettext_lazy("There are no items yet."),
    "too_few_dimensions": gettext_lazy("A spiderweb needs at least %(least)s dimensions and has %(count)s."),
    "dimension_twice": gettext_lazy("The dimension %(dimension)s stands in two groups."),
    "scale_key_twice": gettext_lazy("Two answers of the scale have the same key."),
    "scale_short": gettext_lazy("The scale needs at least two answers with a value."),
    "scale_value_twice": gettext_lazy("Two answers of the scale have the same value."),
    "scale_gap": gettext_lazy("The scale leaves out the value %(values)s."),
    "no_bands": gettext_lazy("A spiderweb needs bands with advice."),
    "band_twice": gettext_lazy("Two bands have the same key."),
    "band_upside_down": gettext_lazy("Band %(band)s ends below its beginning."),
    "band_overlap": gettext_lazy("The bands %(below)s and %(above)s overlap."),
    "band_hole": gettext_lazy("Between the bands %(below)s and %(above)s is a hole."),
    "band_ends": gettext_lazy("The bands must reach from %(low)s to %(high)s."),
}

MISTAKES: Words = {
    "empty": gettext_lazy("There are no items in this file."),
    "column_missing": gettext_lazy("The column %(value)s is missing."),
    "column_unknown": gettext_lazy("There is no column %(value)s. The first row holds the names of the columns."),
    "column_twice": gettext_lazy("The column %(value)s stands twice."),
    "too_many": gettext_lazy("An instrument has at most %(value)s items. The rest was not read."),
    "group_unknown": gettext_lazy("There is no group “%(value)s”. Make it in the form first, or check the spelling."),
    "key_missing": gettext_lazy("The key is missing."),
    "key_shape": gettext_lazy("“%(value)s” is no key. Use letters without accents, digits, - and _."),
    "key_twice": gettext_lazy("This key stands in row %(value)s already."),
    "kind_unknown": gettext_lazy("“%(value)s” is no kind. Write statement or level."),
    "yes_or_no": gettext_lazy("Write yes or no instead of “%(value)s”."),
    "weight_unknown": gettext_lazy("“%(value)s” is no weight. Write essential or growing, or nothing."),
    "too_long": gettext_lazy("This text is too long; %(value)s characters fit."),
    "asked_of_nobody": gettext_lazy("No wording: nobody is asked this item."),
}

FILES: Words = {
    "too_large": gettext_lazy("This file is larger than 2 MB."),
    "wrong_type": gettext_lazy("Choose a CSV or an XLSX file."),
    "not_utf8": gettext_lazy("The letters of this file cannot be read. Save it as CSV in UTF-8, or as XLSX."),
    "not_csv": gettext_lazy("This CSV file cannot be read: a quotation mark is open somewhere."),
    "not_xlsx": gettext_lazy("This file cannot be read as XLSX."),
}


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Return one sentence for each problem, with the row of the table where there is one."""
    return [_line(str(PROBLEMS[problem.code]) % _values(problem.about), problem.row) for problem in problems]


def _line(sentence: str, row: int | None) -> str:
    return sentence if row is None else _("Row %(row)s: %(sentence)s") % {"row": row, "sentence": sentence}


def _values(about: Mapping[str, object]) -> dict[str, str]:
    return {
        name: ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)
        for name, value in about.items()
    }


def mistake_lines(mistakes: Iterable[Mistake]) -> list[tuple[int, str, str]]:
    """Return row, column and one sentence for each mistake."""
    return [
        (mistake.row, mistake.column, str(MISTAKES[mistake.code]) % {"value": mistake.value[:80]})
        for mistake in mistakes
    ]
