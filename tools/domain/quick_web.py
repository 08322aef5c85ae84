"""The answers of a quick web as few bytes: one for each question, in the order in which they are asked."""

import uuid
from collections.abc import Mapping, Sequence

from tools.domain.asking import Question, Step

# Only there to make keys that nothing else makes.
_KEYS = uuid.UUID("6f1c8a52-6a2e-4d0e-9d7a-3c0a4cf1f0b7")


def written(asked: Sequence[Step], answers: Mapping[str, str]) -> bytes:
    """Return, for each question, the place of its answer among its choices, from one; zero without an answer."""
    return bytes(_place(question, answers.get(question.key)) for question in _questions(asked))


def read(asked: Sequence[Step], places: bytes) -> dict[str, str]:
    """Return the answers by item. Raise ValueError when these are not the places of these questions."""
    questions = _questions(asked)
    if len(questions) != len(places):
        raise ValueError("Not as many answers as questions.")
    if any(place > len(question.choices) for question, place in zip(questions, places, strict=True)):
        raise ValueError("A place that no choice has.")
    return {
        question.key: question.choices[place - 1].key
        for question, place in zip(questions, places, strict=True)
        if place
    }


def key_of(name: bytes, version: int, places: bytes) -> uuid.UUID:
    """Return the key of the web that these answers make: the same however often and by whomever it is kept."""
    return uuid.uuid5(_KEYS, f"{name.hex()}/{version}/{places.hex()}")


def _questions(asked: Sequence[Step]) -> list[Question]:
    return [question for step in asked for question in step.questions]


def _place(question: Question, answer: str | None) -> int:
    keys = [choice.key for choice in question.choices]
    return keys.index(answer) + 1 if answer in keys else 0
