"""A teacher signs in by mailed code, with an app, with a recovery code and with a passkey, and axe looks on."""

import re
import sys
import time
from collections.abc import Iterator

import pytest

from scripts.databases import DEMO_PASSWORD
from scripts.processes import end, start
from tests.browser import assert_no_axe_findings, sign_in
from tests.people.factor import code_of

TEACHER, ACCOUNT = "teacher@academy.example", "/en/account/"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def worker(live_academy) -> Iterator[None]:
    """The worker, which sends the mail."""
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(live_academy.folder),
        "ACADEMY_URL": live_academy.url,
        "DATABASE_URL": f"sqlite:///{live_academy.folder / 'academy.sqlite3'}",
    }
    with (live_academy.folder / "worker.log").open("w") as log:
        process = start([sys.executable, "manage.py", "run_worker"], env=env, stdout=log, stderr=log)
        yield
        end([process])


def mailed_code(academy) -> str:
    """Wait for the mail in the outbox and return its code."""
    for _ in range(300):
        for file in (academy.folder / "outbox").glob("*.log"):
            if found := re.search(r"^(\d{6})$", file.read_text(), re.MULTILINE):
                return found[1]
        time.sleep(0.1)
    pytest.fail("No code came.")


def press(page, leads_to: str) -> None:
    with page.expect_navigation(url=re.compile(leads_to)):
        page.locator("main form:visible [type=submit]").first.click()


def type_code(page, code: str, leads_to: str) -> None:
    page.fill("[name=code]", code)
    press(page, leads_to)


def sign_out(page) -> None:
    page.goto(f"{ACCOUNT}logout/")
    press(page, r"/\w\w/$")


def is_it_you(page) -> None:
    if "reauthenticate" in page.url:
        page.fill("[name=password]", DEMO_PASSWORD)
        press(page, "/2fa/")


def first_step(page) -> None:
    page.goto(f"{ACCOUNT}login/")
    page.fill("[name=login]", TEACHER)
    page.fill("[name=password]", DEMO_PASSWORD)
    press(page, "/2fa/authenticate/$")


def use_passkey(page, leads_to: str) -> None:
    with page.expect_navigation(url=re.compile(leads_to)):
        page.locator("form[data-passkey] [type=submit]").click()


def test_by_mailed_code(page, live_academy, worker):
    page.goto(f"{ACCOUNT}login/?next=/en/glossary/")
    assert_no_axe_findings(page)
    page.fill("#code_email", TEACHER)
    with page.expect_navigation(url=re.compile("/login/code/confirm/")):
        page.press("#code_email", "Enter")
    page.fill("[name=code]", "1")
    press(page, "/login/code/confirm/")
    assert page.locator(".field__error").inner_text() == "This code does not fit. You have 4 tries left."
    assert_no_axe_findings(page)
    type_code(page, mailed_code(live_academy), "/en/glossary/$")
    for address in ("", "sessions/", "2fa/", "second-factor/"):
        page.goto(ACCOUNT + address)
        assert_no_axe_findings(page)


def test_with_an_app_and_a_recovery_code(page):
    sign_in(page, TEACHER)
    page.goto(f"{ACCOUNT}2fa/totp/activate/")
    assert_no_axe_findings(page)
    is_it_you(page)
    page.locator("summary", has_text="No camera").click()
    assert page.locator("img.qr").evaluate("picture => picture.complete && picture.naturalWidth > 0")
    assert_no_axe_findings(page)
    secret = page.locator(".secret").inner_text().strip()
    type_code(page, code_of(secret), "/2fa/recovery-codes/$")
    assert_no_axe_findings(page)
    codes = page.locator(".codes li").all_inner_texts()

    sign_out(page)
    first_step(page)
    assert_no_axe_findings(page)
    type_code(page, code_of(secret), "/desk/$")

    sign_out(page)
    first_step(page)
    type_code(page, codes[0], "/desk/$")
    page.goto(f"{ACCOUNT}2fa/recovery-codes/")
    is_it_you(page)
    assert page.locator(".codes li").all_inner_texts() == codes[1:]

    page.goto(f"{ACCOUNT}2fa/totp/deactivate/")
    assert_no_axe_findings(page)
    press(page, "/2fa/$")


def test_with_a_passkey(page):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    phone = device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})["authenticatorId"]
    sign_in(page, TEACHER)
    page.goto(f"{ACCOUNT}2fa/webauthn/add/")
    is_it_you(page)
    assert_no_axe_findings(page)
    page.fill("[name=name]", "My phone")
    use_passkey(page, "/2fa/recovery-codes/$")
    page.goto(f"{ACCOUNT}2fa/webauthn/")
    assert page.locator(".way__head").all_inner_texts() == ["My phone"]
    assert_no_axe_findings(page)

    # Alone, then as the second step, both times without losing the way.
    sign_out(page)
    page.goto(f"{ACCOUNT}login/?next=/en/glossary/")
    use_passkey(page, "/en/glossary/$")
    sign_out(page)
    first_step(page)
    use_passkey(page, "/desk/$")

    # Without the device: told at its place, and what was typed is still there.
    sign_out(page)
    device.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": phone})
    page.goto(f"{ACCOUNT}login/")
    page.fill("[name=login]", TEACHER)
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**PHONE, "isUserVerified": False}})
    page.locator("form[data-passkey] [type=submit]").click()
    page.locator("[data-passkey-trouble]").wait_for()
    assert page.input_value("[name=login]") == TEACHER
    assert_no_axe_findings(page)


@pytest.mark.parametrize("address", ["login/", "login/code/"])
def test_without_scripts_there_is_a_way(browser, live_academy, address):
    context = browser.new_context(base_url=live_academy.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ACCOUNT + address)
    assert page.locator("form[data-passkey]").count() == 0 or page.locator("form[data-passkey]").is_hidden()
    page.locator("main [name=email]").fill(TEACHER)
    with page.expect_navigation(url=re.compile("/login/code/confirm/")):
        page.locator("main [name=email]").press("Enter")
    context.close()
