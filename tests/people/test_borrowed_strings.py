"""Messages of other libraries that a learner meets: none is left in English."""

import ast
from pathlib import Path

import allauth.account
import django
import polib
import pytest
from django.conf import settings
from django.contrib import auth
from django.test import override_settings
from django.utils.translation import gettext, override, trans_real

from academy_site.people import borrowed_strings

DJANGO, AUTH, ALLAUTH = (Path(module.__file__).parent for module in (django, auth, allauth))
# Catalogue of a library -> its modules whose messages reach a learner.
MET = {
    DJANGO / "conf": [
        DJANGO / "core/validators.py",
        DJANGO / "db/models/base.py",
        DJANGO / "db/models/constraints.py",
        DJANGO / "db/models/fields/__init__.py",
        *(DJANGO / "forms").glob("*.py"),
        DJANGO / "utils/timesince.py",
    ],
    AUTH: [AUTH / "password_validation.py"],
    ALLAUTH: [ALLAUTH / f"account/{name}.py" for name in ("adapter", "forms", "fields", "models", "stages")]
    + [ALLAUTH / f"mfa/{name}.py" for name in ("adapter", "models", "base/forms", "totp/forms", "webauthn/forms")],
}
TRANSLATED = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def messages_in(module: Path) -> set[str]:
    """Return the messages that a module marks for translation."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        name = getattr(getattr(node, "func", None), "id", "")
        if name in MARKERS:
            text = node.args[1 if name.startswith("p") else 0]
            if isinstance(text, ast.Constant) and text.value.strip(" ,:?.!"):
                found.add(text.value)
    return found


def holes(language: str) -> set[str]:
    """Return the messages that a learner may meet and that the libraries leave in English."""
    lacking = set()
    for library, modules in MET.items():
        catalogue = polib.mofile(str(library / f"locale/{language}/LC_MESSAGES/django.mo"))
        lacking |= set().union(*map(messages_in, modules)) - {entry.msgid for entry in catalogue}
    return lacking


def test_messages_are_found():
    assert "Enter a valid email address." in messages_in(DJANGO / "core/validators.py")
    assert "Email" in messages_in(ALLAUTH / "account/fields.py")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_hole_is_borrowed(language):
    borrowed = {
        node.args[0].value
        for node in ast.walk(ast.parse(Path(borrowed_strings.__file__).read_text()))
        if getattr(getattr(node, "func", None), "id", "") in MARKERS
    }
    assert holes(language) - borrowed == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The password is too similar to the e-mail address."),
        ("nl", "Het wachtwoord lijkt te veel op wat je invulde bij ‘e-mailadres’."),
        ("fi", "Salasana muistuttaa liikaa sitä, mitä kirjoitit kohtaan ”sähköpostiosoite”."),
        ("sv", "Lösenordet är för likt det du skrev vid ”e-postadress”."),
        ("pl", "Hasło za bardzo przypomina to, co jest w polu „adres e-mail”."),
    ],
)
@pytest.mark.django_db
def test_a_password_like_the_address_is_named_in_good_words(client, sign_up, language, said):
    answer = sign_up(client, at=f"/{language}/account/signup/", password1="new@school.example")
    assert answer.context["form"].errors == {"password1": [said]}


def test_our_catalogue_wins(tmp_path):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    ours = polib.POFile()
    ours.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    ours.append(polib.POEntry(msgid="Enter a valid email address.", msgstr="Ons eigen woord."))
    ours.save_as_mofile(str(folder / "django.mo"))
    known, trans_real._translations = trans_real._translations, {}
    try:
        with override_settings(LOCALE_PATHS=[tmp_path]), override("nl"):
            assert gettext("Enter a valid email address.") == "Ons eigen woord."
    finally:
        trans_real._translations = known
        trans_real._default = None
