"""What is told of notes and answers to their person, and how both end with the account."""

from academy_site.foundation.privacy import endings_of, holdings_of
from courses import services
from courses.domain.checks import Answer
from courses.domain.notes import Sent
from courses.models import CheckAnswer, Note
from tests.courses.conftest import check, option
from tests.courses.test_notes import reflection


def test_notes_and_answers_are_told_and_end(programme, person):
    asked, checked = reflection(), check("order", [option("B", position=2, key="b"), option("A", position=1, key="a")])
    unit = programme.unit(programme.module(programme.course()), "study", [asked, checked])
    anna, bo = person(), person()
    for someone in (anna, bo):
        key = {"person": someone, "page": unit.translation_key}
        services.save_note(
            **key, block=asked["id"], question="What surprised me?", language="en", sent=Sent(f"Note of {someone.pk}")
        )
        services.remember_answer(**key, block=checked["id"], answer=Answer(placed={"a": 1, "b": 2}))
    held = {holding.key: holding for holding in holdings_of(anna)}
    notes, answers = held["notes"].rows(), held["check_answers"].rows()
    assert [(row["question"], row["text"], row["language"]) for row in notes] == [
        ("What surprised me?", f"Note of {anna.pk}", "en")
    ]
    assert [(row["page"], row["question"], row["answer"]) for row in answers] == [
        (unit.title, "Which one?", "1. A; 2. B")
    ]
    assert (held["notes"].number, held["check_answers"].number) == (1, 1)
    # Where the page is gone, what was chosen is told by its ids.
    unit.unpublish()
    assert [(row["page"], row["answer"]) for row in held["check_answers"].rows()] == [("", "1. a; 2. b")]
    for ending in endings_of(anna):
        if ending.key in ("notes", "check_answers"):
            ending.carry_out("erased")
            ending.carry_out("erased")
    assert [one.person for one in (*Note.objects.all(), *CheckAnswer.objects.all())] == [bo, bo]
