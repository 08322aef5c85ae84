"""Alphabetical order in the five languages."""

import pytest

from academy_site.foundation.alphabet import initial, sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["area", "École", "edge", "zone"]),
        ("pl", ["cel", "cykl", "ćwiartka", "lekcja", "łuk", "modele", "sieć", "ścieżka", "zadanie", "źródło", "żart"]),
        ("sv", ["arbete", "zon", "årskurs", "ämne", "öppet nätverk"]),
        ("fi", ["arviointi", "yhteisö", "äänestys", "öljy"]),
        ("nl", ["coach", "coëxistentie", "cursus", "één", "evaluatie"]),
    ],
)
def test_order(language, words):
    mixed = words[::-1]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("ścieżka", "pl", "Ś"),
        ("ścieżka", "en", "S"),
        ("école", "nl", "E"),
        ("ämne", "sv", "Ä"),
        (" area", "en", "A"),
        ("", "en", ""),
    ],
)
def test_initial(word, language, letter):
    assert initial(word, language) == letter
