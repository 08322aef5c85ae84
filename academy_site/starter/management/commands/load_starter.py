"""Loads the starter content and, in a demo, the demo accounts."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academy_site.starter import loader
from academy_site.starter.progress import Progress


class Command(BaseCommand):
    """Load what was never loaded before. What editors changed or deleted is left alone."""

    help = __doc__

    def add_arguments(self, parser):
        """Add `--demo` for scripts that want to be sure, `--strict` for tests."""
        parser.add_argument("--demo", action="store_true", help="Demo accounts too; refused by production settings.")
        parser.add_argument("--strict", action="store_true", help="Fail when a translation is missing.")

    def handle(self, *args, **options):
        """Load, show how far it is, and say in one line what was done."""
        if options["demo"] and not settings.ACADEMY_DEMO:
            raise CommandError("These settings are not for a demo: no demo accounts are created.")
        progress = Progress(sys.stderr) if options["verbosity"] else None
        outcome = loader.load(progress)
        for line in (*outcome.left_out, *outcome.missing):
            self.stderr.write(line)
        if outcome.missing and options["strict"]:
            raise CommandError(f"{len(outcome.missing)} starter texts have no translation.")
        if options["verbosity"]:
            self.stdout.write(f"Starter content: {len(outcome.loaded)} new of {outcome.total} parts.")
