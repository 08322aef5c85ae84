"""One dump of the database, taken at any moment: nothing in it links a code to an answer, or two answers.

The attack of `docs/anonymity.md`, on whichever database the tests run: by key, by order, and by the transaction
that wrote a row. Each attack is tried on a planted leak too, so that it is known to find one.
"""

import json
import random

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.utils.timezone import now

from academy_site.foundation.secrets_kept import known_hashes
from tests.tools.surveys import opened_wave, random_sheet
from tools.models import IssuedCode, LanguageTally, OpenAnswer, OpenBox, SurveyDraft, Tally, UnspentCode
from tools.services import survey_drafts
from tools.services.coding import CODE, issue_silently, issue_slips
from tools.services.surveying import send_sheet
from tools.services.waves import close_wave

pytestmark = pytest.mark.usefixtures("transactional_db")

ANSWERS = (Tally, LanguageTally, OpenBox, OpenAnswer)
CODES = (IssuedCode, UnspentCode, SurveyDraft)
PEOPLE = 60


class Dump:
    """All rows of all tables of the site, in the order in which they are stored, with what wrote them."""

    def __init__(self):
        self.rows = {model: self._read(model._meta.db_table) for model in apps.get_models()}

    def _read(self, table):
        place, writer = ("ctid", "xmin") if connection.vendor == "postgresql" else ("rowid", "0")
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {writer}, * FROM "{table}" ORDER BY {place}')  # noqa: S608
            names = [column[0] for column in cursor.description]
            return [dict(zip(["_writer", *names[1:]], row, strict=True)) for row in cursor.fetchall()]

    def of(self, *kinds):
        return [row for model in kinds for row in self.rows[model]]

    def text(self, *kinds):
        return "\n".join(str(row) for row in self.of(*kinds))

    def everything(self):
        return self.text(*self.rows)


class Class:
    """Sixty people, each with a code and words of their own, who answer one after the other."""

    def __init__(self, wave, *, seed):
        chance = random.Random(seed)  # noqa: S311
        codes = issue_slips(wave=wave, role="student", count=PEOPLE // 2, today=now().date())[1]
        self.sent = []
        for place in range(PEOPLE):
            # Every other one begins by an open address, just before answering, as a class does.
            code = codes.pop() if place % 2 else issue_silently(wave=wave, role="student")
            begun = survey_drafts.begin(wave=wave, code=code, language="en", today=now().date())
            sheet = random_sheet(wave, "student", chance.random(), words=f"Words of person {place:02}")
            survey_drafts.save(wave=wave, code=code, half=begun.half, answers=sheet.answers, words=sheet.words)
            send_sheet(wave=wave, code=code, sheet=sheet)
            self.sent.append((code, sheet))
        # One is still under way when the dump is taken.
        self.waiting = issue_silently(wave=wave, role="student")
        half = survey_drafts.begin(wave=wave, code=self.waiting, language="en", today=now().date()).half
        survey_drafts.save(wave=wave, code=self.waiting, half=half, answers={"V1": "5"}, words={"O1": "Half way"})


@pytest.fixture
def wave(school, survey_version):
    return opened_wave(school, survey_version)


def texts_in(dump):
    """The texts in the order in which they are stored."""
    boxes = [row["texts"] for row in dump.of(OpenBox)]
    return [text for texts in boxes for text in (json.loads(texts) if isinstance(texts, str) else texts)]


def agreement(places):
    """Spearman's rank correlation of a list of places with its order, from -1 to 1."""
    size = len(places)
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    distance = sum((ranks[place] - at) ** 2 for at, place in enumerate(places))
    return 1 - 6 * distance / (size * (size**2 - 1))


def by_order(dump, question="O1"):
    """How well the order of stored texts agrees with the order in which they were written."""
    places = [int(text.split()[3]) for text in texts_in(dump) if text.endswith(question)]
    return agreement(places)


def by_writer(dump):
    """The transactions that wrote a row of a code and a row of an answer; on SQLite rows tell no writer."""
    written = [{row["_writer"] for row in dump.of(*kinds)} for kinds in (CODES, ANSWERS)]
    return (written[0] & written[1]) - {0, "0"}


def test_no_key_leads_from_a_code_to_an_answer(wave):
    crowd = Class(wave, seed=1)
    dump = Dump()
    answers, everything = dump.text(*ANSWERS), dump.everything()
    for code, _sheet in crowd.sent:
        assert code not in everything
        assert not any(digest in answers for digest in known_hashes(code, CODE))
    digests = {row["digest"] for row in dump.of(IssuedCode)}
    assert len(digests) == PEOPLE + 1
    # What is under way can't be read either.
    assert "Half way" not in everything
    assert "Words of person 00" in everything


def test_answers_hold_no_moment_and_lead_to_nobody():
    for model in (*ANSWERS, *CODES):
        for field in model._meta.concrete_fields:
            assert not isinstance(field, models.DateTimeField), field
            if field.is_relation:
                assert field.related_model._meta.label in {
                    "tools.Wave",
                    "tools.UnspentCode",
                    "tools.CodeBatch",
                    "tools.ClassSession",
                }, field
    # The day on which a draft ends is that of its last week, and it goes with it.
    dates = [f for model in (*ANSWERS, *CODES) for f in model._meta.concrete_fields if isinstance(f, models.DateField)]
    assert [str(field) for field in dates] == ["tools.SurveyDraft.expires_on"]


def test_no_order_leads_from_a_code_to_an_answer(wave):
    Class(wave, seed=2)
    # By chance alone, more than 0.6 comes once in some ten million times.
    assert abs(by_order(Dump())) < 0.6
    close_wave(wave=wave)
    closed = [row["text"] for row in Dump().of(OpenAnswer) if row["question"] == "O1"]
    assert abs(agreement([int(text.split()[3]) for text in closed])) < 0.6


def test_the_order_would_be_found_if_there_were_one(wave):
    Class(wave, seed=3)
    texts = sorted(text for box in OpenBox.objects.filter(question="O1") for text in box.texts)
    OpenBox.objects.all().delete()
    OpenBox.objects.create(wave=wave, role="student", question="O1", place=0, texts=texts)
    assert by_order(Dump()) == 1


def test_no_transaction_leads_from_a_code_to_an_answer(wave):
    Class(wave, seed=4)
    assert by_writer(Dump()) == set()


def test_words_of_one_person_are_not_told_by_their_rows(wave):
    Class(wave, seed=5)
    dump = Dump()
    places = {question: [] for question in ("O1", "O2")}
    for text in texts_in(dump):
        places[text[-2:]].append(int(text.split()[3]))
    together = sum(first == second for first, second in zip(places["O1"], places["O2"], strict=True))
    # Of sixty pairs one stands side by side by chance; twelve do so once in a thousand million times.
    assert together < 12


@pytest.mark.postgres_only
def test_a_shared_transaction_would_be_found(wave):
    with transaction.atomic():
        IssuedCode.objects.create(digest="0" * 64, wave=wave, role="student")
        OpenBox.objects.create(wave=wave, role="student", question="O1", place=0, texts=["Words"])
    assert len(by_writer(Dump())) == 1


@pytest.mark.postgres_only
def test_the_newest_answers_are_not_told_by_their_writer(wave):
    Class(wave, seed=6)
    dump = Dump()
    newest = max(int(str(row["_writer"])) for row in dump.of(Tally))
    boxes = [row["texts"] for row in dump.of(OpenBox) if int(str(row["_writer"])) == newest]
    # The newest transaction wrote a whole box for each question, and never a single text.
    assert [len(json.loads(texts) if isinstance(texts, str) else texts) >= 20 for texts in boxes] == [True, True]


def test_tallies_stand_in_an_order_of_their_own(wave):
    Class(wave, seed=7)
    document = Tally.objects.get(wave=wave, role="student").document

    def order(key):
        # Alphabetical, as it was written; PostgreSQL puts shorter names first.
        return (len(key) if connection.vendor == "postgresql" else 0, key)

    assert list(document["items"]) == sorted(document["items"], key=order)
    assert list(document["areas"]) == sorted(document["areas"], key=order)
