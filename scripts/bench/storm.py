"""Many people send a survey at the same time, from one address, and the server is killed in the middle.

`python -m scripts.bench.storm [--seconds N]` does it on SQLite and PostgreSQL with two workers. Each sender tries
again until it is told that its sheet was received; at the end what was counted is compared with that.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from scripts import databases, run
from scripts.bench.places import Place, collect_static
from scripts.postgres import temporary_cluster
from scripts.processes import Stopped, end, ended_by_signals, start

# Sheets a second that have to be taken, for a minute.
RATES = {"SQLite": 20, "PostgreSQL": 50}
SECONDS = 60
# A device gives up after so many tries, a quarter of a second apart; a restart takes some ten seconds.
TRIES = 240
SENDERS = 24


@dataclass(frozen=True)
class Sheet:
    """What one device sends, and where."""

    address: str
    body: str


def send(port: int, sheet: Sheet) -> bool:
    """Send a sheet once; say whether the server said that it was received."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
        connection.request("POST", sheet.address, sheet.body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status == 303 and (answer.getheader("Location") or "").endswith("?sent")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@dataclass
class Storm:
    """Senders of sheets, and what they see: how long each took in seconds, how often it was sent, who got no answer."""

    port: int
    sheets: Sequence[Sheet]
    rate: float
    took: list[float] = field(default_factory=list)
    sent: int = 0
    given_up: int = 0
    # How many seconds a sheet waited for a free sender at most.
    late: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def p95(self) -> float:
        """Milliseconds within which 95 of 100 were received."""
        return 1000 * quantiles(self.took, n=20)[-1] if len(self.took) > 1 else 0.0

    def blow(self) -> None:
        """Send all sheets, so many a second; every fifth is sent by two devices at once. Wait for all answers."""
        begun, left = time.monotonic(), iter(enumerate(self.sheets))
        senders = [threading.Thread(target=self._sender, args=(left, begun)) for _ in range(SENDERS)]
        for thread in senders:
            thread.start()
        for thread in senders:
            thread.join()

    def _sender(self, left: Iterator[tuple[int, Sheet]], begun: float) -> None:
        while True:
            with self._lock:
                place, sheet = next(left, (0, None))
            if sheet is None:
                return
            due = begun + place / self.rate
            time.sleep(max(0.0, due - time.monotonic()))
            with self._lock:
                self.late = max(self.late, time.monotonic() - due)
            other = threading.Thread(target=send, args=(self.port, sheet)) if place % 5 == 0 else None
            if other:
                other.start()
            self._until_received(sheet, due)
            if other:
                other.join()

    def _until_received(self, sheet: Sheet, due: float) -> None:
        for _attempt in range(TRIES):
            with self._lock:
                self.sent += 1
            if send(self.port, sheet):
                with self._lock:
                    self.took.append(time.monotonic() - due)
                return
            time.sleep(0.25)
        with self._lock:
            self.given_up += 1


class Killable:
    """A production server that can be killed without a word, and started again at the same port."""

    def __init__(self, place: Place, port: int) -> None:
        self._place, self.port = place, port
        self._processes = [self._started()]

    def _started(self):
        process = start(run.server(self.port, workers=2), env=self._place.environment())
        if not run.answers(f"http://127.0.0.1:{self.port}/en/s/", [process]):
            raise RuntimeError("The server did not start.")
        return process

    def kill(self) -> None:
        """Kill it and its workers as a power cut would, and start it again."""
        [process] = self._processes
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._processes = [self._started()]

    def end(self) -> None:
        """End it."""
        end(self._processes)


def rehearse(place: Place, *, rate: float, seconds: float, kills: Sequence[float], port: int = 8190) -> dict:
    """Send for so many seconds, killing the server at these moments; return what was sent and what was counted."""
    made = json.loads(place.python("-m", "scripts.bench.storm_inside", "make", "--sheets", str(int(rate * seconds))))
    sheets = [Sheet(address, urlencode({**answers, "survey_go": "send"})) for address, answers in made["sheets"]]
    while run.is_taken(port):
        port += 1
    server = Killable(place, port)
    seen = Storm(server.port, sheets, rate)
    blowing = threading.Thread(target=seen.blow)
    begun = time.monotonic()
    try:
        blowing.start()
        for moment in kills:
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            # Here and not in a thread of its own: a server ends with the thread that started it.
            server.kill()
        blowing.join()
    finally:
        server.end()
    counted = json.loads(place.python("-m", "scripts.bench.storm_inside", "count", "--wave", made["wave"]))
    return {
        "database": place.database,
        "rate": rate,
        "sheets": len(sheets),
        "kills": len(kills),
        "sent": seen.sent,
        "confirmed": len(seen.took),
        "given up": seen.given_up,
        "p95": round(seen.p95, 1),
        "latest": round(seen.late, 2),
        **counted,
    }


def wrong(found: dict) -> list[str]:
    """Return a sentence for each way in which what was counted is not what was confirmed."""
    said = [
        f"{found['database']}: {found['sheets']} sheets, {found[name]} {name}"
        for name in ("confirmed", "counted", "languages", "spent")
        if found[name] != found["sheets"]
    ]
    if found["words"] != found["texts"]:
        said.append(f"{found['database']}: {found['words']} texts counted, {found['texts']} kept")
    return said


def on_sqlite(folder: Path, hit: Callable[[Place], dict]) -> dict:
    """Do something on a new SQLite database."""
    file = folder / "storm.sqlite3"
    shutil.copyfile(databases.sqlite_template(databases.ACADEMY), file)
    return hit(Place("SQLite", "storm", f"sqlite:///{file}", folder))


def on_postgres(folder: Path, hit: Callable[[Place], dict]) -> dict:
    """Do something on a new PostgreSQL database."""
    with temporary_cluster() as cluster:
        template = databases.postgres_template(cluster.url(), databases.ACADEMY)
        return hit(Place("PostgreSQL", "storm", cluster.create("storm", template=template), folder))


def main() -> int:
    """Measure both databases, calm and with a kill in the middle, and print."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.storm", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    options = parser.parse_args()
    failed = []
    try:
        with ended_by_signals(), tempfile.TemporaryDirectory(prefix="academy-storm-") as name:
            folder = Path(name)
            collect_static(folder)
            for on in (on_sqlite, on_postgres):
                for kills in ((), (options.seconds / 2,)):

                    def hit(place: Place, kills=kills) -> dict:
                        return rehearse(place, rate=RATES[place.database], seconds=options.seconds, kills=kills)

                    found = on(folder, hit)
                    print(json.dumps(found))
                    failed += wrong(found)
    except Stopped:
        return 1
    print("\n".join(failed) if failed else "\nEvery sheet was counted once.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
