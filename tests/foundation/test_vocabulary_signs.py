"""Dimensions, quadrants and phases each have an icon in the sprite and a class in the style sheet."""

import re
from pathlib import Path

import pytest

from academy_site.foundation.enums import DimensionKey, PhaseKey, QuadrantKey
from academy_site.foundation.models import Dimension, Phase, Quadrant

STATIC = Path(__file__).parents[2] / "academy_site" / "static" / "academy"
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
WORDS = [
    *(Dimension(key=key) for key in DimensionKey.values),
    *(Quadrant(key=key) for key in QuadrantKey.values),
    *(Phase(key=key) for key in PhaseKey.values),
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.key)
def test_every_word_with_a_place_has_a_sign(word):
    assert word.icon in SYMBOLS


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.key)
def test_every_word_with_a_colour_has_a_class(word):
    assert f".{word.pattern}" in (STATIC / "components.css").read_text()
