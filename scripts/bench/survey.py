"""Says for each case where it is and how many queries its page takes without the shelf, as JSON."""

import json
import sys
from dataclasses import asdict

import django

from scripts.bench.cases import CASES, Case


def address_of(case: Case) -> str:
    """Return the path of a case in the database in use."""
    from django.apps import apps  # noqa: PLC0415

    from academy_site.foundation import languages  # noqa: PLC0415

    if not case.model:
        return case.address + case.query
    pages = apps.get_model(case.model).objects.live().filter(locale__language_code="en").order_by("path")
    page = pages.filter(key=case.key).first() if case.key else pages.first()
    return languages.url_for(page, "en") + case.query


def main() -> None:
    """Print a list of objects: the case, its address, its queries."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    settings.ACADEMY_PAGE_CACHE_BYTES = 0
    client = Client(headers={"host": "127.0.0.1"})
    found = []
    for case in CASES:
        address = address_of(case)
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answers {answer.status_code}")
        found.append({**asdict(case), "address": address, "queries": len(queries)})
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
