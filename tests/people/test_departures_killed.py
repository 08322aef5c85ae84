"""The worker is killed while it erases: the account is whole, and the next run erases it once."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings

from academy_site.people import services
from academy_site.people.models import Departure, User

ERASE_AND_HANG = """
import time
from django.utils import timezone
from wagtail import hooks
from academy_site.foundation.privacy import Ending, Fate
from academy_site.people import services

def hang(person, endings):
    def carry_out(fate):
        person.inbox.all().delete()
        person.emailaddress_set.all().delete()
        print("hanging", flush=True)
        time.sleep(60)
    fates = (Fate(key="gone", title="Gone", effect="Gone."),)
    endings.append(Ending(key="hanging", title="Hanging", fates=fates, carry_out=carry_out))

hooks.register("construct_person_erase", hang, order=100)
services.erase_due(now=timezone.now())
"""


def test_a_killed_worker_leaves_the_account_whole(transactional_db, database_url):
    anna = User.objects.create_user("anna@school.example")
    EmailAddress.objects.create(user=anna, email=anna.email, primary=True)
    services.ask_to_leave(person=anna, choices={}, now=datetime.now(UTC) - timedelta(days=8))
    environment = {
        **os.environ,
        "TEST_DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "academy_site.settings.test",
    }
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", ERASE_AND_HANG]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True) as doomed:
        assert doomed.stdout.readline() == "hanging\n"
        doomed.send_signal(signal.SIGKILL)
    time.sleep(0.2)  # PostgreSQL takes a moment to notice
    assert (User.objects.count(), EmailAddress.objects.count(), Departure.objects.count()) == (1, 1, 1)
    assert anna.inbox.count() == 1
    assert services.erase_due(now=datetime.now(UTC)) == 1
    assert (User.objects.count(), EmailAddress.objects.count(), Departure.objects.count()) == (0, 0, 0)
    assert services.erase_due(now=datetime.now(UTC)) == 0
