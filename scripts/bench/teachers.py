"""Teachers for a measurement: each is enrolled in two modules and has ten units done. One of them is measured."""

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

MEASURED = "measured@academy.example"
MODULES_EACH = 2
_FIRST_DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


def add(count: int) -> None:
    """Add so many teachers, the measured one among them, who is under way in the first course."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    from courses import selectors  # noqa: PLC0415
    from courses.models import Enrolment, UnitDone  # noqa: PLC0415

    modules = [module for course in selectors.programme("en") for module in course.modules]
    people = get_user_model().objects.bulk_create(
        [
            get_user_model()(
                email=MEASURED if number == 0 else f"learner{number}@academy.example",
                display_name=f"Teacher {number}",
                password="!",  # noqa: S106 - nobody signs in with it
            )
            for number in range(count)
        ],
        batch_size=1000,
    )
    enrolments, done = [], []
    turns = cycle(modules)
    for number, person in enumerate(people):
        when = _FIRST_DAY + timedelta(minutes=number)
        for module in modules[:MODULES_EACH] if number == 0 else islice(turns, MODULES_EACH):
            keys = [str(unit.translation_key) for unit in module.units]
            enrolments.append(
                Enrolment(person=person, module=module.translation_key, enrolled_at=when, known_units=keys)
            )
            done += [
                UnitDone(person=person, unit=unit.translation_key, module=module.translation_key, done_at=when)
                for unit in module.units
            ]
    Enrolment.objects.bulk_create(enrolments, batch_size=1000)
    UnitDone.objects.bulk_create(done, batch_size=1000)
