"""Dates and times are written as the readers of each language write them; English is British."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format, get_format

DAY = date(2026, 11, 25)
MOMENT = datetime(2026, 11, 25, 16, 5)
WRITTEN = {
    "en": ("25 November 2026", "25 November 2026, 16:05", "25/11/2026"),
    "nl": ("25 november 2026", "25 november 2026 16:05", "25-11-2026"),
    "fi": ("25. marraskuuta 2026", "25. marraskuuta 2026 kello 16.05", "25.11.2026"),
    "sv": ("25 november 2026", "25 november 2026 16:05", "2026-11-25"),
    "pl": ("25 listopada 2026", "25 listopada 2026 16:05", "25-11-2026"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_date_is_written_in_the_order_of_its_language(language):
    with translation.override(language):
        said = date_format(DAY), date_format(MOMENT, "DATETIME_FORMAT"), date_format(DAY, "SHORT_DATE_FORMAT")
        shown = Template('{{ day|date:"DATE_FORMAT" }}').render(Context({"day": DAY}))
    assert (*said, shown) == (*WRITTEN[language], WRITTEN[language][0])


@pytest.mark.parametrize("language", WRITTEN)
def test_weeks_begin_on_monday(language):
    assert get_format("FIRST_DAY_OF_WEEK", language) == 1


@pytest.mark.parametrize("typed", ["2026-11-05", "05/11/2026", "5 November 2026"])
def test_english_reads_a_date_as_it_writes_it(typed):
    with translation.override("en"):
        assert forms.DateField().clean(typed) == date(2026, 11, 5)
