"""Measures the spiderweb inside of one database, as JSON: `python -m scripts.bench.webs_inside --teachers 1000`."""

import argparse
import json
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

import django

HOST = "127.0.0.1"
WEBS_EACH = 4
FEW_WEBS, MANY_WEBS = 2, 40
_FIRST_DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


def median_of(rounds: int, do: Callable[[], object]) -> float:
    """Return how many milliseconds it takes, after a first time that does not count."""
    do()
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        do()
        times.append((perf_counter() - begun) * 1000)
    return median(times)


def _released() -> Any:
    from tools.domain.instrument import SPIDERWEB  # noqa: PLC0415
    from tools.selectors.released import in_words, newest_released  # noqa: PLC0415

    version = newest_released("spiderweb", SPIDERWEB)
    if version is None:
        sys.exit("The spiderweb is not released.")
    return in_words(version, "en")


def _answers(words: Any, number: int) -> dict[str, str]:
    items = [item.key for group in words.structure.groups for item in group.statements]
    return {key: str((place + number) % 5 + 1) for place, key in enumerate(items)}


def _person(name: str) -> Any:
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    return get_user_model()(email=f"{name}@bench.example", display_name=name, password="!")  # noqa: S106


def _web(words: Any, person: Any, number: int) -> Any:
    from tools.models import Response  # noqa: PLC0415

    when = _FIRST_DAY + timedelta(days=7 * number)
    return Response(
        key=uuid.uuid4(),
        person=person,
        instrument=words.version.instrument,
        version=words.version,
        text=words.text_row,
        mode="full",
        answers=_answers(words, number),
        on=when.date(),
        submitted_at=when,
    )


def add_teachers(words: Any, count: int) -> Any:
    """Add so many teachers with four webs each, and return the one in the middle."""
    from django.db import connection  # noqa: PLC0415

    from tools.models import Response  # noqa: PLC0415

    people = [_person(f"learner{number}") for number in range(count)]
    people = type(people[0]).objects.bulk_create(people, batch_size=1000)
    for start in range(0, count, 1000):
        some = people[start : start + 1000]
        Response.objects.bulk_create(
            [_web(words, person, number) for number in range(WEBS_EACH) for person in some], batch_size=1000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people[count // 2]


def with_webs(words: Any, webs: int) -> Any:
    """Return a new teacher with so many webs, and one under way."""
    from tools.models import Response  # noqa: PLC0415
    from tools.services.answering import start_web  # noqa: PLC0415

    person = _person(f"with{webs}")
    person.save()
    Response.objects.bulk_create([_web(words, person, number) for number in range(webs)])
    start_web(person=person, version=words.version, mode="full")
    return person


def ask(person: Any, page: str, rounds: int) -> tuple[float, int]:
    """Return the milliseconds and the queries of the form, or of the result of the last web."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from tools.models import Response, ResponseDraft  # noqa: PLC0415

    with override("en"):
        if page == "form":
            address = reverse("web_draft", args=[ResponseDraft.objects.get(person=person).key, 1])
        else:
            address = reverse("web", args=[Response.objects.filter(person=person).latest("submitted_at").key])
    client = Client(headers={"host": HOST})
    client.force_login(person)

    def get() -> None:
        if (status := client.get(address).status_code) != 200:
            sys.exit(f"{page} answers {status}")

    milliseconds = median_of(rounds, get)
    with CaptureQueriesContext(connection) as queries:
        get()
    return milliseconds, len(queries)


def alone(words: Any, person: Any, rounds: int) -> dict[str, float]:
    """Return what scores, pictures and the report of a teacher take, beside others who draw the same."""
    from django.template.loader import render_to_string  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from tools import figures, report_pages  # noqa: PLC0415
    from tools.charts import Moment, web_chart  # noqa: PLC0415
    from tools.domain.scoring import FULL, score_web  # noqa: PLC0415
    from tools.enums import ReportKind  # noqa: PLC0415
    from tools.services.reporting import ask_report  # noqa: PLC0415

    answers = _answers(words, 0)

    def chart() -> Any:
        moment = Moment(score_web(words.structure, answers, FULL), FULL, _FIRST_DAY.date())
        return web_chart(words.structure, words.text, moment)

    drawn = chart()
    instrument, key = words.version.instrument, uuid.uuid4()
    report = ask_report(person=person, instrument=instrument, kind=ReportKind.PDF, language="en", key=key)
    with override("en"):
        html = render_to_string("tools/pdf/growth.html", report_pages.growth_values(report))
        fewer = max(2, rounds // 20)
        return {
            "scoring": median_of(rounds * 10, lambda: score_web(words.structure, answers, FULL)),
            "picture": median_of(rounds * 10, lambda: chart().inside),
            "picture by matplotlib": median_of(fewer, lambda: figures.web_figure(drawn)),
            "report": median_of(fewer, lambda: report_pages.made(report, lambda percent: None)),
            "report, bare": median_of(fewer, lambda: report_pages.as_pdf(html)),
        }


def main() -> None:
    """Fill the database, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=int, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    options = parser.parse_args()
    django.setup()
    words = _released()
    middle = add_teachers(words, options.teachers)
    pages = []
    for webs in (FEW_WEBS, MANY_WEBS):
        person = with_webs(words, webs)
        for page in ("form", "result"):
            milliseconds, queries = ask(person, page, options.rounds)
            pages.append({"page": page, "webs": webs, "ms": milliseconds, "queries": queries})
    found = {
        "teachers": options.teachers,
        "alone": alone(words, middle, options.rounds),
        "pages": pages,
        "among many": ask(middle, "result", options.rounds)[0],
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
