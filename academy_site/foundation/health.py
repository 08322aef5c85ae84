"""Whether this process could answer a reader, for load balancers and start scripts: `/healthz`.

The middleware stands before all others: the answer needs no known host, no https and no session.
"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

logger = logging.getLogger(__name__)

PATH = "/healthz"
GOOD = "ok"

# Applied migrations stay applied: once seen, no later probe of this process looks again.
_all_applied = False


def database_state() -> str:
    """Return `ok`, or in a few words what is wrong with the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return GOOD


def migrations_state() -> str:
    """Return `ok`, or how many migrations wait and which is the first."""
    global _all_applied  # noqa: PLW0603
    if _all_applied:
        return GOOD
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return f"{len(waiting)} not applied, the first is {waiting[0][0]}"
    _all_applied = True
    return GOOD


def cache_state() -> str:
    """Return `ok`; a missing cache table raises."""
    cache.get("health")
    return GOOD


def report() -> dict[str, str]:
    """Return the state of database, cache and migrations, and of all three together."""
    checks: dict[str, Callable[[], str]] = {
        "database": database_state,
        "cache": cache_state,
        "migrations": migrations_state,
    }
    states: dict[str, str] = {}
    for name, check in checks.items():
        if states.get("database", GOOD) != GOOD:
            states[name] = "not asked"
            continue
        try:
            states[name] = check()
        except DatabaseError:
            # The reason may name hosts and accounts: it goes to the log, not to the public.
            logger.exception("The health check of the %s failed", name)
            states[name] = "does not answer" if name == "database" else "fault, see the log"
    status = GOOD if all(state == GOOD for state in states.values()) else "fault"
    return {"status": status, **states}


def answer(request) -> HttpResponse:
    """Answer 200 when all is in order, 503 with the reasons when not."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    states = report()
    response = JsonResponse(states, status=200 if states["status"] == GOOD else 503)
    response["Cache-Control"] = "no-store"
    return response


class HealthMiddleware:
    """Answers `/healthz` before anything else looks at the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer a probe; hand everything else on."""
        return answer(request) if request.path_info == PATH else self.get_response(request)
