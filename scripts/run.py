"""`make run` and `make dev`: from a fresh clone to an academy in the browser, with one command.

Needs nothing but Python's standard library: what it needs more, it installs.
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from scripts import machine, virtualenv
from scripts.processes import Stopped, end, end_with_make, ended_by_signals, first_to_end, start

HOST = "127.0.0.1"


def server(port: int, *, workers: int = 2) -> list[str]:
    """Return the command of the production server."""
    return [
        *[str(virtualenv.PYTHON), "-m", "granian", "--interface", "wsgi"],
        *["--host", HOST, "--port", str(port)],
        *["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers"],
        *["--log-level", "warning"],
        "academy_site.wsgi:application",
    ]


def commands(port: int, *, develop: bool) -> dict[str, list[str]]:
    """Return the commands that make a running academy: the server and the worker."""
    manage = [str(virtualenv.PYTHON), "manage.py"]
    if develop:
        return {
            "server": [*manage, "runserver", f"{HOST}:{port}"],
            "worker": [*manage, "run_worker", "--reload"],
        }
    return {"server": server(port), "worker": [*manage, "run_worker"]}


def is_taken(port: int) -> bool:
    """Tell whether something answers at this port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def answers(url: str, processes: list[subprocess.Popen], *, patience: float = 60) -> bool:
    """Wait until a page is there; False when a process ended or it took too long."""
    until = time.monotonic() + patience
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        try:
            with urllib.request.urlopen(url, timeout=30):  # noqa: S310
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def serve(port: int, *, develop: bool) -> int:
    """Run server and worker until one ends or we are told to stop; leave nothing running."""
    url = f"http://localhost:{port}"
    processes: list[subprocess.Popen] = []
    names: dict[int, str] = {}
    try:
        # One after the other: they would only wait for each other's turn on the same cores.
        for name, command in commands(port, develop=develop).items():
            processes.append(start(command))
            names[processes[-1].pid] = name
            if not answers(f"http://{HOST}:{port}/", processes):
                break
        else:
            print(f"\nThe academy is open at {url}/")
            print(f"Its mail is not sent; read it at {url}/outbox/")
            print("Ctrl-C ends it.", flush=True)
        ended = first_to_end(processes)
        print(f"The {names[ended.pid]} ended with code {ended.returncode}; ending the rest.", flush=True)
        return ended.returncode or 1
    finally:
        end(processes)


def main() -> int:
    """Set up what is missing, then serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--develop", action="store_true", help="with autoreload and debug")
    develop = parser.parse_args().develop
    port = int(os.environ.get("PORT") or 8000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy_site.settings.local")
    os.environ.setdefault("ACADEMY_URL", f"http://localhost:{port}")
    os.environ["PYTHONUNBUFFERED"] = "1"
    if develop:
        os.environ["ACADEMY_DEBUG"] = "1"
    if is_taken(port):
        print(f"Port {port} is in use. Choose another: PORT={port + 1} make run")
        return 1
    try:
        with ended_by_signals():
            end_with_make()
            machine.provide(machine.RUN_NEEDS)
            virtualenv.ready(virtualenv.DEVELOP if develop else virtualenv.RUN)
            prepare = [str(virtualenv.PYTHON), "-m", "scripts.prepare", *(["--no-static"] if develop else [])]
            preparing = start(prepare)
            try:
                if preparing.wait():
                    return 1
            finally:
                end([preparing])
            return serve(port, develop=develop)
    except Stopped:
        print("\nThe academy is closed.")
        return 0
    except virtualenv.SetUpError as problem:
        print(problem)
        return 1


if __name__ == "__main__":
    sys.exit(main())
