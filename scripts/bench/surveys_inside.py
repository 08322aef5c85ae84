"""Measures surveys inside of one database, as JSON: `python -m scripts.bench.surveys_inside --answers 100`."""

import argparse
import json
import random
import secrets
import sys
from collections.abc import Callable
from datetime import timedelta
from statistics import quantiles
from time import perf_counter
from typing import Any

import django

HOST = "127.0.0.1"
ROLE = "student"
# What one person in ten writes.
WORDS_EACH = 10


def p95_of(do: Callable[[int], object], rounds: int) -> float:
    """Return within how many milliseconds 95 of 100 are done, after a first time that does not count."""
    do(0)
    times = []
    for turn in range(1, rounds + 1):
        begun = perf_counter()
        do(turn)
        times.append((perf_counter() - begun) * 1000)
    return quantiles(times, n=20)[-1]


def _sheet(structure: Any, seed: int) -> dict[str, str]:
    chance = random.Random(seed)  # noqa: S311
    keys = [step.key for step in structure.scale]
    asked = [item.key for group in structure.groups for item in group.statements if ROLE in item.audiences]
    return {key: chance.choice(keys) for key in asked}


def _tallied(structure: Any, answers: int) -> dict:
    """Return the tally of so many people: a hundred who differ, and as many like them as it takes."""
    from tools.domain import tallying  # noqa: PLC0415

    hundred = tallying.empty()
    for seed in range(100):
        words = ("O1",) if seed % WORDS_EACH == 0 else ()
        hundred = tallying.add(hundred, structure, ROLE, "full", _sheet(structure, seed), words)
    return _times(hundred, answers // 100)


def _times(tree: Any, factor: int) -> Any:
    return {key: _times(leaf, factor) for key, leaf in tree.items()} if isinstance(tree, dict) else tree * factor


def add_wave(school: Any, version: Any, answers: int) -> Any:
    """Return an open wave that so many have answered."""
    from django.utils.timezone import now  # noqa: PLC0415

    from tools.models import IssuedCode, OpenBox, Tally  # noqa: PLC0415
    from tools.selectors.released import structure_in  # noqa: PLC0415
    from tools.services.waves import open_wave, prepare_wave  # noqa: PLC0415

    moment = now()
    wave = prepare_wave(
        school=school,
        version=version,
        title="Bench",
        mode="full",
        roles={ROLE: answers * 2, "parent": None},
        languages=["en"],
        opens_at=moment - timedelta(days=1),
        closes_at=moment + timedelta(days=1),
    )
    wave = open_wave(wave=wave)
    document = _tallied(structure_in(version), answers)
    Tally.objects.filter(wave=wave, role=ROLE).update(document=document)
    codes = (IssuedCode(digest=secrets.token_hex(32), wave=wave, role=ROLE) for _ in range(answers))
    IssuedCode.objects.bulk_create(codes, batch_size=1000)
    texts = [f"What we should keep, {number}" for number in range(30)]
    boxes = (
        OpenBox(wave=wave, role=ROLE, question="O1", place=place, texts=texts)
        for place in range(-(-document["open"]["O1"] // len(texts)))
    )
    OpenBox.objects.bulk_create(boxes)
    return wave


def sending(wave: Any, rounds: int) -> float:
    """Return the p95 of counting one more sheet, in milliseconds."""
    from tools.selectors.released import structure_in  # noqa: PLC0415
    from tools.services.coding import issue_silently  # noqa: PLC0415
    from tools.services.surveying import Sheet, send_sheet  # noqa: PLC0415

    structure = structure_in(wave.version)
    codes = [issue_silently(wave=wave, role=ROLE) for _ in range(rounds + 1)]
    sheets = [Sheet(_sheet(structure, turn), {"O1": "The choir"}, "en") for turn in range(rounds + 1)]
    return p95_of(lambda turn: send_sheet(wave=wave, code=codes[turn], sheet=sheets[turn]), rounds)


def reading(wave: Any, person: Any, rounds: int) -> tuple[float, int]:
    """Return the p95 of the report page in milliseconds, and its queries."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    with override("en"):
        address = reverse("wave_report", args=[wave.school.key, wave.key])
    client = Client(headers={"host": HOST})
    client.force_login(person)

    def get(_turn: int) -> None:
        if (status := client.get(address).status_code) != 200:
            sys.exit(f"The report answers {status}")

    milliseconds = p95_of(get, rounds)
    with CaptureQueriesContext(connection) as queries:
        get(0)
    return milliseconds, len(queries)


def stored(wave: Any) -> int:
    """Return how many bytes are kept of the answers of a wave, but for what people wrote in their own words."""
    from tools.models import LanguageTally, Tally  # noqa: PLC0415

    kept = [tally.document for tally in Tally.objects.filter(wave=wave)]
    return len(json.dumps([*kept, LanguageTally.objects.get(wave=wave).document]))


def main() -> None:
    """Fill the database, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, required=True)
    parser.add_argument("--waves", type=int, default=0, help="waves of a thousand answers beside it")
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.utils.timezone import localdate  # noqa: PLC0415

    from academy_site.people.models import School, SchoolMembership  # noqa: PLC0415
    from tools.models import InstrumentVersion  # noqa: PLC0415
    from tools.services.waves import close_wave  # noqa: PLC0415

    version = InstrumentVersion.objects.filter(instrument__key="school-survey").latest("number")
    person = get_user_model().objects.create(email="coordinator@bench.example", display_name="Bench")
    place = {"town": "Bench", "normal_town": "bench", "country": "NL", "timezone": "Europe/Amsterdam"}
    school, other = (School.objects.create(name=name, normal_name=name, **place) for name in ("measured", "others"))
    until = localdate() + timedelta(days=300)
    SchoolMembership.objects.create(
        school=school, person=person, role="coordinator", since=localdate(), expires_on=until
    )
    for _ in range(options.waves):
        add_wave(other, version, 1000)
    wave = add_wave(school, version, options.answers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sent = sending(wave, options.rounds)
    bytes_kept = stored(wave)
    wave = close_wave(wave=wave)
    read, queries = reading(wave, person, options.rounds // 4)
    found = {"answers": options.answers, "waves": options.waves, "sent": sent, "read": read, "queries": queries}
    json.dump({**found, "stored": bytes_kept}, sys.stdout)


if __name__ == "__main__":
    main()
