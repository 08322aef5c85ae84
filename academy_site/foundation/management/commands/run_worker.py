"""`manage.py run_worker`: what the site does in the background."""

import logging
import os

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV, run_with_reloader

from academy_site.foundation.worker import AcademyWorker


class Command(BaseCommand):
    """Work through the queue of tasks and keep the clock of scheduled publishing."""

    help = "Works through the queue of tasks, retries, recovers, and publishes what is scheduled."

    def add_arguments(self, parser):
        """Add the rhythm, which tests make faster."""
        parser.add_argument("--interval", type=float, default=1, help="Seconds between two looks at an empty queue.")
        parser.add_argument("--beat", type=float, default=10, help="Seconds between two signs of life.")
        parser.add_argument("--batch", action="store_true", help="End when the queue is empty.")
        parser.add_argument("--reload", action="store_true", default=settings.DEBUG, help="Start again on new code.")

    def handle(self, *, interval, beat, batch, reload, verbosity, **options):
        """Run until SIGINT or SIGTERM; the running task is finished first."""
        logging.getLogger("django_tasks").setLevel(logging.INFO if verbosity > 1 else logging.ERROR)
        logging.getLogger("django_tasks_db").setLevel(logging.INFO if verbosity > 1 else logging.ERROR)
        worker = AcademyWorker(interval=interval, beat=beat, batch=batch)
        if reload and not batch:
            if os.environ.get(DJANGO_AUTORELOAD_ENV) == "true":
                worker.configure_signals()
            run_with_reloader(worker.run)
        else:
            worker.configure_signals()
            worker.run()
