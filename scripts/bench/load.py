"""Asks a server for the same over and over: with wrk where it is installed, else from Python."""

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles

_SCRIPT = Path(__file__).with_name("report.lua")


@dataclass(frozen=True)
class Run:
    """What one run of some seconds showed. Times are in milliseconds."""

    requests_per_second: float
    p50: float
    p95: float
    errors: int


@dataclass(frozen=True)
class Asked:
    """What is asked for: one page, or several addresses in turns to which the body is posted."""

    paths: tuple[str, ...]
    cookie: str = ""
    body: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What every request says."""
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        return {"Accept-Encoding": "gzip", **cookie}


def run(port: int, asked: Asked, *, concurrency: int, seconds: float) -> Run:
    """Ask over this many connections that stay open."""
    if shutil.which("wrk"):
        return _with_wrk(port, asked, concurrency, seconds)
    return _from_python(port, asked, concurrency, seconds)


def _with_wrk(port: int, asked: Asked, concurrency: int, seconds: float) -> Run:
    # wrk counts whole seconds only, so it is ended from here; it still reports what it saw.
    command = ["wrk", "-t1", f"-c{concurrency}", "-d", "60s", "-s", str(_SCRIPT)]
    for name, value in asked.headers.items():
        command += ["-H", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{port}{asked.paths[0]}")
    posts = {"BENCH_POSTS": " ".join(asked.paths), "BENCH_BODY": asked.body} if asked.body else {}
    wrk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **posts})
    time.sleep(seconds)
    wrk.send_signal(2)
    told = next(line for line in wrk.communicate()[0].splitlines() if line.startswith("RESULT "))
    seen = json.loads(told.removeprefix("RESULT "))
    return Run(seen["requests"] / seen["seconds"], seen["p50"], seen["p95"], seen["errors"])


def _from_python(port: int, asked: Asked, concurrency: int, seconds: float) -> Run:
    times: list[float] = []
    errors: list[int] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_one_connection, args=(port, asked, until, times, errors)) for _ in range(concurrency)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    return Run(len(times) / spent, cuts[9] * 1e3, cuts[18] * 1e3, len(errors))


def _request(port: int, asked: Asked, path: str) -> bytes:
    headers = {"Host": f"127.0.0.1:{port}", **asked.headers}
    if asked.body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(asked.body))}
    lines = [f"{'POST' if asked.body else 'GET'} {path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
    return "\r\n".join([*lines, "", asked.body]).encode()


def _one_connection(port: int, asked: Asked, until: float, times: list[float], errors: list[int]) -> None:
    turns = cycle([_request(port, asked, path) for path in asked.paths])
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answer:
        while (began := time.perf_counter()) < until:
            connection.sendall(next(turns))
            if not _read_answer(answer):
                errors.append(1)
            times.append(time.perf_counter() - began)


def _read_answer(answer) -> bool:
    good = answer.readline().split(b" ")[1] < b"400"
    length = chunked = 0
    while (line := answer.readline().lower()) not in (b"\r\n", b""):
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        chunked = chunked or (line.startswith(b"transfer-encoding:") and b"chunked" in line)
    while chunked:
        size = int(answer.readline(), 16)
        answer.read(size + 2)
        chunked = size > 0
    answer.read(length)
    return good
