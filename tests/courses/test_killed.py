"""The web server is killed while teachers save and mark: what was confirmed is there, a retry counts once."""

import http.client
import json
import os
import signal
from contextlib import contextmanager
from threading import Event, Thread
from urllib.parse import urlencode

import pytest
from django.test import Client

from courses import services
from courses.models import Note, UnitDone
from scripts import run
from scripts.processes import end, start
from tests.browser import free_port
from tests.courses.test_notes import reflection

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a" * 32
WRITERS = 4
# The server dies after so many confirmed savings of all writers, three times over.
CONFIRMED_BEFORE_DEATH = 25
DEATHS = 3
CONFIRMED_UNITS = 5


@contextmanager
def server(database_url, port):
    """Serve the database of the test from a process of its own, with nothing of this one in memory."""
    env = {"DJANGO_SETTINGS_MODULE": "academy_site.settings.test", "TEST_DATABASE_URL": database_url()}
    process = start(run.server(port, workers=1), env=env)
    try:
        assert run.answers(f"http://{run.HOST}:{port}/healthz", [process])
        yield process
    finally:
        end([process], patience=0.1)


def post(port, path, session, **fields) -> tuple[int, dict]:
    """Post a form as the page itself does; raises OSError or HTTPException when no answer comes."""
    connection = http.client.HTTPConnection(run.HOST, port, timeout=20)
    try:
        connection.request(
            "POST",
            path,
            urlencode({"csrfmiddlewaretoken": TOKEN, **fields}),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            },
        )
        answer = connection.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if answer.getheader("Content-Type", "").endswith("json") else {}
    finally:
        connection.close()


class Writer:
    """An open page that saves one text after the other, and never knows more than it was told."""

    def __init__(self, unit, block, session):
        self.path = f"/en/notes/{unit.translation_key}/{block['id']}/"
        self.session = session
        self.turn = self.confirmed = 0
        self.mark = ""

    def save(self, port) -> bool:
        """Send the text of this turn; it is confirmed when the server says so."""
        fields = {"text": f"Text {self.turn}", "turn": self.turn, "grew_from": self.mark, "writer": "page"}
        try:
            status, said = post(port, self.path, self.session, **fields)
        except (OSError, http.client.HTTPException):
            return False
        assert (status, said["state"]) == (200, "saved")
        self.confirmed, self.mark = self.turn, said["mark"]
        return True

    def until_death(self, port, confirmed, dead):
        """Save new texts until the server no longer answers."""
        while not dead.is_set():
            self.turn += 1
            if not self.save(port):
                return
            confirmed()


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def test_no_confirmed_note_is_lost_and_a_retry_counts_once(programme, person, database_url):
    blocks = [reflection(f"Number {number}?") for number in range(WRITERS)]
    unit = programme.unit(programme.module(programme.course()), "study", blocks)
    session = session_of(person())
    writers = [Writer(unit, block, session) for block in blocks]
    for _ in range(DEATHS):
        port, dead, left = free_port(), Event(), [CONFIRMED_BEFORE_DEATH]
        with server(database_url, port) as process:

            def confirmed(process=process, dead=dead, left=left):
                left[0] -= 1
                if left[0] == 0:
                    os.killpg(process.pid, signal.SIGKILL)
                    dead.set()

            threads = [Thread(target=writer.until_death, args=(port, confirmed, dead)) for writer in writers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        for writer in writers:
            note = Note.objects.get(block=writer.path.split("/")[-2])
            # What was under way may or may not have arrived; what was confirmed did.
            assert note.text in {f"Text {writer.confirmed}", f"Text {writer.turn}"}
            assert note.version in {writer.confirmed, writer.turn}
        with server(database_url, port := free_port()):
            assert [writer.save(port) for writer in writers for _ in range(2)] == [True] * 2 * WRITERS
    notes = {str(note.block): (note.text, note.version) for note in Note.objects.all()}
    assert notes == {writer.path.split("/")[-2]: (f"Text {writer.turn}", writer.turn) for writer in writers}


def test_no_confirmed_unit_is_lost_and_a_retry_counts_once(programme, person, database_url):
    module = programme.module(programme.course())
    units = [programme.unit(module, "study", slug=f"u-{number}", key=f"u-{number}") for number in range(12)]
    teacher = person()
    services.enrol(person=teacher, module=module.translation_key)
    session, confirmed = session_of(teacher), []

    def mark(port, unit):
        status, _ = post(port, f"/en/learning/units/{unit.translation_key}/done/", session)
        assert status in (200, 302, 303)
        confirmed.append(unit.translation_key)

    with server(database_url, port := free_port()) as process:

        def mark_all(mine):
            try:
                for unit in mine:
                    mark(port, unit)
                    if len(confirmed) >= CONFIRMED_UNITS:
                        os.killpg(process.pid, signal.SIGKILL)
            except (OSError, http.client.HTTPException):
                pass

        threads = [Thread(target=mark_all, args=(units[number::3],)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    marked = set(UnitDone.objects.values_list("unit", flat=True))
    assert set(confirmed) <= marked
    assert len(confirmed) < len(units)
    with server(database_url, port := free_port()):
        for unit in [*units, *units]:
            mark(port, unit)
    assert sorted(UnitDone.objects.values_list("unit", flat=True)) == sorted(unit.translation_key for unit in units)
