"""Says for each case how it is asked for and how many queries it takes without the shelf, as JSON."""

import json
import sys

import django
from django.urls import reverse
from django.utils.translation import override

from scripts.bench.cases import CASES, Case
from scripts.bench.teachers import MEASURED

TOKEN = "bench" * 6 + "ab"


def address_of(case: Case) -> str:
    """Return the path of a case in the database in use."""
    from django.apps import apps  # noqa: PLC0415

    from academy_site.foundation import languages  # noqa: PLC0415

    if case.named:
        with override("en"):
            return reverse(case.named)
    if not case.model:
        return case.address + case.query
    pages = apps.get_model(case.model).objects.live().filter(locale__language_code="en").order_by("path")
    page = pages.filter(key=case.key).first() if case.key else pages.first()
    return languages.url_for(page, "en") + case.query


def posts_of(case: Case) -> list[str]:
    """Return the addresses at which the unit of a case is marked done, and not done, in turns."""
    from courses.models import UnitPage  # noqa: PLC0415

    unit = UnitPage.objects.get(key=case.key, locale__language_code="en").translation_key
    with override("en"):
        return [reverse(name, args=[unit]) for name in ("mark_done", "undo_done")]


def _ask(client, case: Case, paths: list[str]) -> tuple[int, int]:
    """Ask twice, and return the queries and the status of the second answer."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    most = status = 0
    for path in [*paths, *paths]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(path) if case.way == "posting" else client.get(path)
        most, status = len(queries), answer.status_code
    return most, status


def main() -> None:
    """Print a list of objects: the case, what it asks for, its queries."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    settings.ACADEMY_PAGE_CACHE_BYTES = 0
    teacher = Client(headers={"host": "127.0.0.1"})
    teacher.force_login(get_user_model().objects.get(email=MEASURED))
    session = teacher.cookies[settings.SESSION_COOKIE_NAME].value
    found = []
    for case in CASES:
        client = Client(headers={"host": "127.0.0.1"}) if case.way == "anonymous" else teacher
        paths = posts_of(case) if case.way == "posting" else [address_of(case)]
        queries, status = _ask(client, case, paths)
        if status != (302 if case.way == "posting" else 200):
            sys.exit(f"{paths[-1]} answers {status}")
        cookies = {} if case.way == "anonymous" else {settings.SESSION_COOKIE_NAME: session}
        # Django takes a token that is the secret itself.
        token = {settings.CSRF_COOKIE_NAME: TOKEN} if case.way == "posting" else {}
        found.append(
            {
                "case": case.name,
                "paths": paths,
                "cookie": "; ".join(f"{name}={value}" for name, value in (cookies | token).items()),
                "body": f"csrfmiddlewaretoken={TOKEN}" if token else "",
                "queries": queries,
            }
        )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
