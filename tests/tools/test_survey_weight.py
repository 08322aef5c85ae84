"""A page of a survey is light: HTML, styles, scripts and pictures, without fonts, below 60 kB over the wire."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.tools.answering import Device, address, slips
from tests.tools.surveys import opened_wave
from tools.models import OwnItem
from tools.selectors.released import newest_released

LIMIT = 60_000
FILES = re.compile(r'(?:href|src)="/static/([^"#]+)')


def weight_of(page):
    """Return how many bytes come over the wire for a page that nothing is kept of."""
    html = page.content.decode()
    files = {finders.find(name) for name in FILES.findall(html)}
    assert None not in files
    contents = [html.encode(), *(Path(file).read_bytes() for file in files)]
    return sum(len(gzip.compress(content, 6)) for content in contents)


@pytest.fixture
def wave(academy, school):
    """A wave in all languages with as many items of the school as there can be."""
    languages = ("en", "nl", "fi", "sv", "pl")
    wave = opened_wave(school, newest_released("school-survey", "survey"), languages=languages)
    for place in range(1, 6):
        words = dict.fromkeys(languages, f"{place} An item of the school that says a good deal about lunch.")
        OwnItem.objects.create(wave=wave, place=place, roles=["leader", "student"], wordings=words)
    return wave


@pytest.mark.parametrize("language", ["en", "nl", "fi", "sv", "pl"])
def test_pages_of_somebody_with_a_code(wave, language):
    [code] = slips(wave, "leader")
    device = Device()
    pages = [device.get(f"/{language}/s/{code}/"), device.begun(wave, code, language)]
    pages += [device.get(address(wave, rest, language)) for rest in ("3/", "9/", "10/", "check/")]
    assert [page.status_code for page in pages] == [200] * 6
    assert max(weight_of(page) for page in pages) < LIMIT


@pytest.mark.parametrize("language", ["en", "nl", "fi", "sv", "pl"])
def test_the_one_page_of_a_lesson(wave, language):
    from tests.tools.test_survey_lessons import lesson

    room = lesson(wave)
    device = Device()
    begun = device.begun(wave, room.code, language)
    assert weight_of(device.get(begun["Location"])) < LIMIT
