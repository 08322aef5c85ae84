"""Makes a wave that takes answers, and counts what it took: what `storm` runs in a place.

`python -m scripts.bench.storm_inside make --sheets N` prints where each sheet is sent and what is in it;
`... count --wave KEY` prints what was counted.
"""

import argparse
import json
import random
import sys
from datetime import timedelta
from uuid import uuid4

import django


def make(sheets: int) -> dict:
    """Return the key of a new wave, and for each person an address and the answers to send there."""
    from django.urls import reverse  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from academy_site.people.models import School  # noqa: PLC0415
    from tools.models import ClassSession, InstrumentVersion  # noqa: PLC0415
    from tools.services.coding import issue_silently  # noqa: PLC0415
    from tools.services.waves import open_wave, prepare_wave  # noqa: PLC0415

    moment, name = now(), f"Bench {uuid4()}"
    school = School.objects.create(
        name=name, normal_name=name, town="Bench", normal_town="bench", country="NL", timezone="Europe/Amsterdam"
    )
    version = InstrumentVersion.objects.filter(instrument__key="school-survey").latest("number")
    wave = prepare_wave(
        school=school,
        version=version,
        title="Bench",
        mode="full",
        roles={"student": sheets, "parent": sheets},
        languages=["en"],
        opens_at=moment - timedelta(hours=1),
        closes_at=moment + timedelta(hours=3),
    )
    wave = open_wave(wave=wave)
    lesson = ClassSession.objects.create(wave=wave, code="BENCH0", closes_at=moment + timedelta(hours=2), places=sheets)
    lesson = _with_a_good_code(lesson)
    codes = [issue_silently(wave=wave, role="student", session=lesson) for _ in range(sheets)]
    addresses = [reverse("survey_lesson", args=[wave.key, "en", f"{lesson.code}-{code}"]) for code in codes]
    return {
        "wave": str(wave.key),
        "sheets": [[address, _answers(version, place)] for place, address in enumerate(addresses)],
    }


def _with_a_good_code(lesson):
    import secrets  # noqa: PLC0415

    from academy_site.foundation.domain.codes import LESSON, made_code  # noqa: PLC0415

    lesson.code = made_code(secrets.randbelow, LESSON)
    lesson.save()
    return lesson


def _answers(version, place: int) -> dict[str, str]:
    from tools.selectors.released import structure_in  # noqa: PLC0415

    chance = random.Random(place)  # noqa: S311
    structure = structure_in(version)
    keys = [step.key for step in structure.scale]
    asked = [item.key for group in structure.groups for item in group.statements if "student" in item.audiences]
    # One in ten writes something, too.
    words = {"O1": f"Sheet {place}"} if place % 10 == 0 else {}
    return {item: chance.choice(keys) for item in asked} | words


def count(key: str) -> dict:
    """Return how many sheets were counted, by what they left behind."""
    from tools.models import IssuedCode, LanguageTally, OpenBox, Tally, UnspentCode, Wave  # noqa: PLC0415

    wave = Wave.objects.get(key=key)
    document = Tally.objects.get(wave=wave, role="student").document
    return {
        "counted": document["n"],
        "languages": sum(LanguageTally.objects.get(wave=wave).document.values()),
        "spent": IssuedCode.objects.filter(wave=wave).count() - UnspentCode.objects.filter(wave=wave).count(),
        "words": document["open"].get("O1", 0),
        "texts": sum(len(box.texts) for box in OpenBox.objects.filter(wave=wave)),
    }


def main() -> None:
    """Do what is asked, and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["make", "count"])
    parser.add_argument("--sheets", type=int, default=100)
    parser.add_argument("--wave")
    options = parser.parse_args()
    django.setup()
    json.dump(make(options.sheets) if options.what == "make" else count(options.wave), sys.stdout)


if __name__ == "__main__":
    main()
