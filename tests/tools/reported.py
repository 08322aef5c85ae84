"""Waves that are closed, with answers of people who differ, for the tests of reports."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from academy_site.people.models import SchoolMembership
from tests.tools.surveys import opened_wave, random_sheet
from tools.domain import tallying
from tools.models import Wave
from tools.selectors.released import structure_in
from tools.services.waves import close_wave

ANSWERED = {"leader": 2, "teacher": 18, "student": 40, "parent": 12, "governor": 4}


def member(school, person, role="coordinator"):
    """Let this person hold a role at the school, and return them."""
    today = localdate()
    SchoolMembership.objects.create(
        school=school, person=person, role=role, since=today, expires_on=today + timedelta(days=300)
    )
    return person


def answered_wave(school, version, answered=None, *, days_ago=0, agree=None, **more):
    """Return an open wave in which so many of each role have answered; `agree` is what all of them say, if so."""
    wave = opened_wave(school, version, **more)
    structure = structure_in(version)
    for tally in wave.tallies.all():
        for seed in range((ANSWERED if answered is None else answered).get(tally.role, 0)):
            sheet = random_sheet(wave, tally.role, seed).answers
            sheet = dict.fromkeys(sheet, agree) if agree else sheet
            tally.document = tallying.add(tally.document, structure, tally.role, wave.mode, sheet)
        tally.save()
    return wave


def closed_wave(school, version, answered=None, *, days_ago=0, title="Spring", **more):
    """Return a closed wave."""
    wave = close_wave(wave=answered_wave(school, version, answered, **more))
    Wave.objects.filter(pk=wave.pk).update(closed_at=now() - timedelta(days=days_ago), title=title)
    wave.refresh_from_db()
    return wave
