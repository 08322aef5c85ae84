"""Prints the demo accounts and their password."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academy_site.starter import demo


class Command(BaseCommand):
    """Print who can be signed in as on this machine."""

    help = __doc__

    def handle(self, *args, **options):
        """Print one line for each account that has not left; refuse where there never were any."""
        password = demo.known_password()
        if not settings.ACADEMY_DEMO or password is None:
            raise CommandError("There are no demo accounts here.")
        width = max(len(account.email) for account in demo.ACCOUNTS)
        for account in demo.still_there():
            self.stdout.write(f"{account.email:<{width}}  {account.shows}")
        self.stdout.write(f"Password of all: {password}")
