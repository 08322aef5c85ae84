"""Many send a survey from one address while the server is killed: every sheet that was confirmed is counted once."""

from scripts.bench import storm
from scripts.bench.places import collect_static


def test_nothing_is_lost_or_doubled_when_the_server_is_killed(tmp_path):
    collect_static(tmp_path)
    found = storm.on_sqlite(tmp_path, lambda place: storm.rehearse(place, rate=8, seconds=12, kills=(5,)))
    assert storm.wrong(found) == []
    assert (found["sheets"], found["kills"], found["given up"]) == (96, 1, 0)
