"""People who answer a survey, for tests: who they are, what they say, and a wave that takes it."""

import random
from datetime import timedelta

from django.utils.timezone import now

from tools.domain.asking import open_questions, steps
from tools.selectors.released import in_words
from tools.services.surveying import Sheet
from tools.services.waves import open_wave, prepare_wave

EXPECTED = {"leader": 3, "teacher": 20, "student": 60, "parent": 40, "governor": 6}


def prepared_wave(school, version, *, roles=None, mode="full", languages=("en",), days=14):
    """Return a wave that began yesterday and that no coordinator has opened."""
    moment = now()
    return prepare_wave(
        school=school,
        version=version,
        title="Spring",
        mode=mode,
        roles=EXPECTED if roles is None else roles,
        languages=languages,
        opens_at=moment - timedelta(days=1),
        closes_at=moment + timedelta(days=days),
    )


def opened_wave(school, version, **more):
    """Return a wave that takes answers."""
    return open_wave(wave=prepared_wave(school, version, **more))


def asked(wave, role):
    """Return the items that a role is asked, with the answers to choose from."""
    words = in_words(wave.version, "en")
    return [
        question
        for step in steps(words.structure, words.text, audience=role, mode=wave.mode)
        for question in step.questions
    ]


def random_sheet(wave, role, seed, *, words="", language="en", skips=0.1):
    """Return what somebody answers who is drawn by this seed."""
    chance = random.Random(f"{role}/{seed}")  # noqa: S311
    answers = {
        question.key: chance.choice(question.choices).key for question in asked(wave, role) if chance.random() >= skips
    }
    version = in_words(wave.version, "en")
    open_keys = [question.key for question in open_questions(version.structure, version.text, audience=role)]
    return Sheet(answers, {key: f"{words} {key}" for key in open_keys} if words else {}, language)
