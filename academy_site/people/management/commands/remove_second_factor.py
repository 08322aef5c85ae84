"""Lets a person in again who lost device and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from academy_site.people import selectors, services


class Command(BaseCommand):
    """Takes app, passkeys and recovery codes out of an account. The person is told by mail."""

    help = "Removes the second factors of a person who lost the device and the recovery codes."

    def add_arguments(self, parser):
        """Take the address of the person."""
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        """Remove them and say how many there were."""
        person = selectors.holder_of(email)
        if person is None:
            raise CommandError("Nobody signs in with this address.")
        count = services.remove_second_factors(person=person)
        self.stdout.write(f"{count} removed. Make sure that it was really {person.email} who asked.")
