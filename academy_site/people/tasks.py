"""What the worker does for people."""

from django_tasks import task

from academy_site.people import letters


# Somebody may sit and wait for the link in it.
@task(priority=50)
def deliver_letter(letter_id: int) -> None:
    """Send a letter; the worker tries again later when it could not be sent."""
    letters.deliver(letter_id)
