"""The same school written three times is found; two schools of one town are two."""

import pytest
from hypothesis import given, strategies as st

from academy_site.people.domain.school_names import Known, folded, likeness, normal_id, normal_name, telling_words


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Szkoła Podstawowa nr 5", "szkola podstawowa 5"),
        ("SP 5", "szkola podstawowa 5"),
        ("Szk. Podst. Nr 5 im. Henryka Sienkiewicza", "szkola podstawowa 5 henryka sienkiewicza"),
        ("XIV LO im. Staszica", "14 liceum ogolnoksztalcace staszica"),
        ("Åsö Grundskola", "aso grundskola"),
        ("Ängby sk.", "angby skola"),
        ("Käpylän peruskoulu", "kapylan peruskoulu"),
        ("OBS De Regenboog", "openbare basisschool regenboog"),
        ("St. Mary's Prim. Sch.", "saint marys primary school"),
        ("The Academy", "academy"),
        ("De", "de"),
        ("!!!", ""),
        ("Школа № 7", "школа 7"),
    ],
)
def test_names_without_marks_and_abbreviations(written, normal):
    assert normal_name(written) == normal


def test_marks_come_off():
    assert folded("Åäö ŁÓDŹ Þß") == "aao lodz thss"
    assert normal_id(" 12-34 ab ") == "1234AB"


def test_kinds_of_schools_tell_nothing():
    assert telling_words("szkola podstawowa 5 henryka") == ["henryka", "5"]


def known(name, town="Gdynia", national_id=""):
    return Known(name=normal_name(name), town=normal_name(town), national_id=normal_id(national_id))


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [
        (known("SP 5"), known("Szkoła Podstawowa nr 5"), 1),
        (known("SP 5"), known("Szkoła Podstawowa nr 6"), None),
        (known("SP 5"), known("SP 5 im. Sienkiewicza"), 2),
        (known("Szkoła nr 5 Gdynia"), known("SP 5"), 2),
        (known("Åsö grundskola", "Stockholm"), known("Aso skola", "Stockholm"), 2),
        (known("Asö grundskola", "Stockholm"), known("Åsö grundskola", "Malmö"), 3),
        (known("Regenboog", "Breda"), known("Openbare basisschool Regenboog", "Tilburg"), 4),
        (known("Ängbyskolan", "Bromma"), known("Angbyskolen", "Bromma"), 2),
        (known("Ängbyskolan", "Bromma"), known("Höglandsskolan", "Bromma"), None),
        (known("Basisschool", "Breda"), known("Openbare basisschool", "Breda"), None),
        (known("One", national_id="12 34"), known("Other", "Elsewhere", "1234"), 0),
        (known("One", national_id="1"), known("One", national_id="2"), None),
        (known("One", national_id="1"), known("One"), 1),
    ],
)
def test_how_alike(one, other, rank):
    assert likeness(one, other) == rank
    assert likeness(other, one) == rank


@given(st.text(max_size=80))
def test_a_normal_name_stays_as_it_is(written):
    normal = normal_name(written)
    assert normal == normal.strip().casefold()
    assert normal_name(written) == normal
