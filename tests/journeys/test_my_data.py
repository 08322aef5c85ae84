"""A person takes their data along, leaves, stays after all, and leaves for good."""

import os
import subprocess
import sys
import zipfile

from scripts.databases import DEMO_PASSWORD
from scripts.processes import ROOT
from tests.browser import assert_no_axe_findings, sign_in

ERASE = """
from datetime import timedelta
from django.utils import timezone
from academy_site.people import services
print(services.erase_due(now=timezone.now() + timedelta(days={days})))
"""


def erase_after(live_academy, days: int) -> int:
    """Do the worker's chore as if so many days had passed; return how many accounts were erased."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(live_academy.folder),
        "DATABASE_URL": f"sqlite:///{live_academy.folder / 'academy.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", ERASE.format(days=days)]
    said = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    return int(said.strip().splitlines()[-1])


def prove_it_is_me(page) -> None:
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")


def take(page, folder) -> list[str]:
    page.goto("/en/account/my-data/")
    page.get_by_role("button", name="Take my data with me").click()
    page.locator("[name=password]").wait_for()
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_download() as download:
        page.locator("main button[type=submit]").click()
    download.value.save_as(folder / "my-data.zip")
    return zipfile.ZipFile(folder / "my-data.zip").namelist()


def leave(page) -> None:
    page.goto("/en/account/my-data/")
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_role("button", name="Delete my account in seven days").click()
    page.wait_for_load_state()
    if "reauthenticate" in page.url:
        prove_it_is_me(page)
    page.get_by_role("heading", name="You are leaving").wait_for()


def test_export_undo_and_leave_for_good(page, live_academy, tmp_path):
    sign_in(page, "teacher@academy.example")
    page.goto("/en/account/my-data/")
    assert_no_axe_findings(page)
    assert {"index.html", "account.json", "account.csv"} <= set(take(page, tmp_path))

    page.goto("/en/account/my-data/leave/")
    assert_no_axe_findings(page)
    leave(page)
    assert_no_axe_findings(page)
    page.goto("/en/curriculum/")
    page.get_by_text("Your account will be erased on").wait_for()
    page.get_by_role("button", name="Undo: I stay").click()
    page.get_by_text("You stay.").wait_for()
    assert erase_after(live_academy, 30) == 0

    leave(page)
    assert erase_after(live_academy, 6) == 0
    assert erase_after(live_academy, 8) == 1
    page.goto("/en/account/my-data/")
    assert "/account/login/" in page.url


def test_the_same_without_javascript(browser, live_academy, tmp_path):
    context = browser.new_context(base_url=live_academy.url, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    sign_in(page, "coach@academy.example")
    assert "index.html" in take(page, tmp_path)
    leave(page)
    page.get_by_role("button", name="Undo: I stay").first.click()
    page.get_by_text("You stay.").wait_for()
    leave(page)
    assert erase_after(live_academy, 8) == 1
    context.close()
