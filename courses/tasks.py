"""What the worker does for learners. Safe to repeat."""

from uuid import UUID

from django_tasks import task

from courses import services


@task()
def recount(modules: list[str]) -> None:
    """Store who worked through these modules now that their units changed."""
    for module in modules:
        services.recount(module=UUID(module))


@task()
def recount_course(course: str) -> None:
    """Store who worked through a course now that its modules changed."""
    services.recount_course(course=UUID(course))
