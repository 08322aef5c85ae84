"""A running academy and a browser, for journeys. Imported by conftest.py as fixtures."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts import machine, run
from scripts.databases import ACADEMY, DEMO_PASSWORD, sqlite_template
from scripts.processes import ROOT, end, start

BUILD = ROOT / "build"
# What pytest said of a test so far, by its part (setup, call).
REPORTS = pytest.StashKey[dict]()
BROWSER_OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
]


@dataclass
class LiveAcademy:
    """Two server processes on one database, as a real academy has several."""

    url: str
    second_url: str
    folder: Path
    processes: list[subprocess.Popen] = field(default_factory=list)


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return probe.getsockname()[1]


@cache
def _made_once() -> Path:
    """Make the database and the static files that every journey's academy begins with."""
    kept = BUILD / "live"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.live_settings", "ACADEMY_VAR": str(kept)}
    subprocess.run([sys.executable, "-m", "scripts.prepare", "--only-static"], cwd=ROOT, env=env, check=True)
    folder = Path(tempfile.mkdtemp(prefix="academy-live-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copyfile(sqlite_template(ACADEMY), folder / "academy.sqlite3")
    shutil.copyfile(kept / "static.stamp", folder / "static.stamp")
    shutil.copytree(kept / "static", folder / "static")
    return folder


def copy_of_academy(folder: Path) -> None:
    """Lay a loaded academy into a folder, as `make run` would have left it."""
    shutil.copytree(_made_once(), folder, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def live_academy(tmp_path_factory) -> Iterator[LiveAcademy]:
    """Serve a copy of the loaded database from two processes of the production server, anew a module."""
    folder = tmp_path_factory.mktemp("academy")
    copy_of_academy(folder)
    ports = [free_port(), free_port()]
    urls = [f"http://localhost:{port}" for port in ports]
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(folder),
        "ACADEMY_URL": urls[0],
        "DATABASE_URL": f"sqlite:///{folder / 'academy.sqlite3'}",
    }
    academy = LiveAcademy(urls[0], urls[1], folder)
    with (folder / "server.log").open("w") as log:
        try:
            for port in ports:
                command = run.server(port, workers=1)
                academy.processes.append(start(command, env=env, stdout=log, stderr=log))
            for port in ports:
                if not run.answers(f"http://{run.HOST}:{port}/en/", academy.processes):
                    pytest.fail(f"The academy did not start:\n{(folder / 'server.log').read_text()[-3000:]}")
            yield academy
        finally:
            end(academy.processes)


@pytest.fixture(scope="session")
def playwright_driver():
    """Playwright itself, once for all journeys."""
    from playwright.sync_api import sync_playwright

    # Its loop runs in this thread, which Django's guard takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver):
    """The system's Chromium, headless."""
    path = machine.browser()
    if path is None:
        pytest.skip("There is no Chromium on this machine (make system-packages).")
    chromium = playwright_driver.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
    yield chromium
    chromium.close()


@pytest.fixture
def page(browser, live_academy, request):
    """A page of a first visitor; fails when a script fails or anything is asked of another host.

    `page.goto("/en/")` is enough: addresses start at the academy. When a test fails, a picture of
    what it saw is in build/journeys/.
    """
    context = browser.new_context(
        base_url=live_academy.url,
        locale="en-GB",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    trouble: list[str] = []
    one = context.new_page()
    one.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
    one.on("console", lambda said: trouble.append(said.text) if _is_refusal(said) else None)
    one.on("request", lambda asked: trouble.append(asked.url) if _is_foreign(asked.url) else None)
    yield one
    if any(report.failed for report in request.node.stash.get(REPORTS, {}).values()):
        (BUILD / "journeys").mkdir(parents=True, exist_ok=True)
        one.screenshot(path=BUILD / "journeys" / f"{request.node.name}.png", full_page=True)
    context.close()
    assert trouble == [], "\n" + "\n".join(trouble)


def _is_refusal(said) -> bool:
    return said.type == "error" and "Content Security Policy" in said.text


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("localhost", "127.0.0.1")


def sign_in(page, email: str, *, language: str = "en") -> None:
    """Sign in as one of the demo accounts, through the form."""
    page.goto(f"/{language}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", DEMO_PASSWORD)
    # Waiting begins before the form is sent: an answer that is quicker than the next line is not missed.
    with page.expect_navigation(url=lambda url: "/account/login/" not in url, timeout=45_000):
        page.press("[name=password]", "Enter")


def assert_no_axe_findings(page, *, themes: tuple[str, ...] = ("light", "dark")) -> None:
    """Let axe look at the page as it is now, in both themes, and fail with what it finds.

    All but colours is the same in every theme, so it is looked at once.
    """
    source = (Path(find_spec("axe_playwright_python").origin).parent / "axe.min.js").read_text()
    page.evaluate(source)
    found = []
    for number, theme in enumerate(themes):
        page.emulate_media(color_scheme=theme)
        options = {"runOnly": ["color-contrast", "link-in-text-block"]} if number else {}
        for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
            places = "; ".join(str(node["target"]) for node in violation["nodes"][:5])
            found.append(f"{page.url} ({theme}): {violation['id']}: {violation['help']} at {places}")
    page.emulate_media(color_scheme=None)
    assert found == [], "\n" + "\n".join(found)
