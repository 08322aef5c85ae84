"""Stands in the place of Wagtail's command of this name."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Makes no tokens: they would work as a person and know no second factor."""

    help = "Refused here: a token would work as a person and knows no second factor."

    def run_from_argv(self, argv):
        """Refuse before anything is read."""
        self.stderr.write("API tokens know no second factor and are not used here.")
        raise SystemExit(1)

    def handle(self, *args, **options):
        """Refuse."""
        raise CommandError("API tokens know no second factor and are not used here.")
