"""Asks a server for one page over and over: with wrk where it is installed, else from Python."""

import json
import shutil
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
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


def run(port: int, path: str, *, concurrency: int, seconds: float) -> Run:
    """Ask for a page over this many connections that stay open."""
    if shutil.which("wrk"):
        return _with_wrk(port, path, concurrency, seconds)
    return _from_python(port, path, concurrency, seconds)


def _with_wrk(port: int, path: str, concurrency: int, seconds: float) -> Run:
    # wrk counts whole seconds only, so it is ended from here; it still reports what it saw.
    command = ["wrk", "-t1", f"-c{concurrency}", "-d", "60s", "-s", str(_SCRIPT)]
    command += ["-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}{path}"]
    wrk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(seconds)
    wrk.send_signal(2)
    told = next(line for line in wrk.communicate()[0].splitlines() if line.startswith("RESULT "))
    seen = json.loads(told.removeprefix("RESULT "))
    return Run(seen["requests"] / seen["seconds"], seen["p50"], seen["p95"], seen["errors"])


def _from_python(port: int, path: str, concurrency: int, seconds: float) -> Run:
    times: list[float] = []
    errors: list[int] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_one_connection, args=(port, path, until, times, errors)) for _ in range(concurrency)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    return Run(len(times) / spent, cuts[9] * 1e3, cuts[18] * 1e3, len(errors))


def _one_connection(port: int, path: str, until: float, times: list[float], errors: list[int]) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rb") as answer:
        while (began := time.perf_counter()) < until:
            connection.sendall(request)
            if not _read_answer(answer):
                errors.append(1)
            times.append(time.perf_counter() - began)


def _read_answer(answer) -> bool:
    good = answer.readline().split(b" ")[1] == b"200"
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
