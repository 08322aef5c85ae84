"""A page changes; readers of another language see since when it is behind, until a translator has caught up."""

import os
import re
import subprocess
import sys

from scripts.processes import ROOT
from tests.browser import sign_in

PATH = "curriculum/start/my-practice-my-plan/see/"
LINE = "To tłumaczenie jest starsze niż tekst oryginalny."
CHANGED = "A day beside one learner, step by step"
TRANSLATED = "Dzień obok jednego ucznia, krok po kroku"


def settings_of(live_academy) -> dict[str, str]:
    """Return the environment of a command that works on the running academy."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(live_academy.folder),
        "ACADEMY_URL": live_academy.url,
        "DATABASE_URL": f"sqlite:///{live_academy.folder / 'academy.sqlite3'}",
    }


def work(live_academy) -> None:
    """Do what the worker of a running academy does by itself."""
    command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay"]
    subprocess.run(command, cwd=ROOT, env=settings_of(live_academy), check=True, capture_output=True, timeout=120)


def begin_editing(page, path: str) -> None:
    """Go from the page as it is read to its form."""
    page.goto(path)
    page.locator(".nav__tools details.menu").nth(1).locator("summary").click()
    page.locator(".nav__tools a[href*='/admin/pages/'][href*='/edit/']").first.click()


def change_and_publish(page) -> None:
    """Change one sentence of the English page, as an editor."""
    sign_in(page, "editor@academy.example")
    begin_editing(page, f"/en/{PATH}")
    page.locator("#id_title").wait_for()
    page.fill("#id_title", CHANGED)
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("has been published").wait_for()


def translate_and_publish(page) -> None:
    """Translate that sentence, as a translator."""
    sign_in(page, "translator@academy.example")
    begin_editing(page, f"/pl/{PATH}")
    # The desk says the same to its translator, below the heading of the page.
    told = re.compile("This translation is behind the original|To tłumaczenie jest starsze niż oryginał")
    page.get_by_text(told).wait_for()
    row = page.locator("li", has_text=CHANGED).filter(has=page.get_by_role("button")).last
    row.get_by_role("button", name=re.compile("^(Translate|Edit|Przetłumacz|Edytuj)")).first.click()
    row.locator("textarea, input[type=text]").first.fill(TRANSLATED)
    row.get_by_role("button", name=re.compile("^(Save|Zapisz)")).first.click()
    row.get_by_text(TRANSLATED).wait_for()
    page.locator("footer").get_by_role("button", name=re.compile("^(More actions|Więcej)")).click()
    page.get_by_role("button", name=re.compile("^(Publish|Opublikuj)")).first.click()
    page.wait_for_load_state()


def test_a_translation_falls_behind_and_catches_up(page, live_academy):
    page.goto(f"/pl/{PATH}")
    before = page.locator("h1").inner_text()
    assert page.get_by_text(LINE).count() == 0

    change_and_publish(page)
    work(live_academy)
    # The reader has Polish text, and is told since when it is behind.
    page.context.clear_cookies()
    page.goto(f"/pl/{PATH}")
    assert page.locator("h1").inner_text() == before
    page.get_by_text(LINE).wait_for()

    translate_and_publish(page)
    work(live_academy)
    page.context.clear_cookies()
    page.goto(f"/pl/{PATH}")
    page.locator("h1", has_text=TRANSLATED).wait_for()
    assert page.get_by_text(LINE).count() == 0
