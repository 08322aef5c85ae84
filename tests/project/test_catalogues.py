"""The interface speaks five languages: every string is there, translated, with its placeholders."""

import gettext
import re
import shutil
from pathlib import Path

import polib
import pytest

from scripts import catalogues
from tests.project import tree

LANGUAGES = catalogues.LANGUAGES
PERCENT = re.compile(r"%(?:\((\w+)\))?[sdif]|%%")
BRACES = re.compile(r"\{\w*\}")
MARKUP = re.compile(r"</?\w+[^>]*>")


def holders(text: str) -> list[str]:
    """Return what must stand in a translation as it stands in the source, in any order."""
    percent = [match.group(0) for match in PERCENT.finditer(text) if match.group(0) != "%%"]
    return sorted([*percent, *BRACES.findall(text), *MARKUP.findall(text)])


def problems(entry: polib.POEntry, forms: int) -> list[str]:
    """Return what is wrong with an entry of a catalogue."""
    if entry.obsolete:
        return []
    if entry.fuzzy:
        return ["fuzzy"]
    if not entry.msgid_plural:
        if not entry.msgstr.strip():
            return ["missing"]
        return _compare(entry.msgid, entry.msgstr)
    texts = [entry.msgstr_plural.get(number, "") for number in range(forms)]
    if len(entry.msgstr_plural) != forms or not all(text.strip() for text in texts):
        return [f"needs {forms} plural forms"]
    wanted, single = holders(entry.msgid_plural), holders(entry.msgid)
    # The form for one thing may leave the number out.
    return [f"placeholders in {text!r}" for text in texts if holders(text) not in (wanted, single)]


def _compare(source: str, text: str) -> list[str]:
    found = []
    if holders(source) != holders(text):
        found.append(f"placeholders {holders(text)} for {holders(source)}")
    if source.startswith("\n") != text.startswith("\n") or source.endswith("\n") != text.endswith("\n"):
        found.append("line breaks at the edges")
    return found


def _open(language: str, file: str) -> polib.POFile:
    path = tree.ROOT / "locales" / language / file
    assert path.exists()
    return polib.pofile(str(path))


def _forms(book: polib.POFile) -> int:
    return int(re.search(r"nplurals\s*=\s*(\d)", book.metadata["Plural-Forms"]).group(1))


@pytest.mark.parametrize("file", ["LC_MESSAGES/django.po", "starter.po"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_complete(language, file):
    book = _open(language, file)
    forms = _forms(book) if "Plural-Forms" in book.metadata else 1
    found = {entry.msgid[:80]: problems(entry, forms) for entry in book}
    assert {source: wrong for source, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language):
    rule = _open(language, "LC_MESSAGES/django.po").metadata["Plural-Forms"]
    form = gettext.c2py(re.search(r"plural\s*=\s*(.+?);?$", rule).group(1))
    same = {2: [3, 4, 22, 34], 5: [0, 11, 12, 25]} if language == "pl" else {2: [0, 3, 5, 11, 21, 22]}
    assert {number: [form(other) for other in others] for number, others in same.items()} == {
        number: [form(number)] * len(others) for number, others in same.items()
    }
    assert len({form(1), *(form(number) for number in same)}) == 1 + len(same)


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """A copy of the sources with catalogues made anew from them."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not on this machine (make system-packages).")
    copy = tmp_path_factory.mktemp("sources")
    for path in tree.files():
        where = path.relative_to(tree.ROOT)
        ours = where.parts[0] in tree.APPS or where.name == "manage.py"
        if ours and path.suffix in (".py", ".html", ".txt"):
            (copy / where).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy / where)
    (copy / "scripts").symlink_to(tree.ROOT / "scripts")
    (copy / "locales").mkdir()
    catalogues.collect(("nl",), root=copy)
    return copy / "locales" / "nl" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_string_is_in_the_catalogue(language, collected):
    def keys(book):
        return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in book if not entry.obsolete}

    absent = keys(polib.pofile(str(collected))) - keys(_open(language, "LC_MESSAGES/django.po"))
    assert sorted(source for _context, source, _plural in absent) == []
