"""Makes an open wave in the academy that a journey walks through, and prints what opens it."""

import json
import secrets
from datetime import timedelta

import django

django.setup()

from django.utils.timezone import now  # noqa: E402

from academy_site.foundation.domain.codes import LESSON, made_code  # noqa: E402
from academy_site.people.models import School  # noqa: E402
from tests.tools.surveys import opened_wave  # noqa: E402
from tools.models import ClassSession  # noqa: E402
from tools.selectors.released import newest_released  # noqa: E402
from tools.services.coding import issue_slips  # noqa: E402

if __name__ == "__main__":
    school = School.objects.create(
        name="Zamość 1",
        normal_name="zamosc 1",
        town="Zamość",
        normal_town="zamosc",
        country="PL",
        timezone="Europe/Warsaw",
        languages=["pl", "en"],
    )
    wave = opened_wave(school, newest_released("school-survey", "survey"), languages=("en", "pl"))
    room = ClassSession.objects.create(
        wave=wave, code=made_code(secrets.randbelow, LESSON), closes_at=now() + timedelta(hours=1), places=30
    )
    codes = issue_slips(wave=wave, role="parent", count=5, today=now().date())[1]
    print(json.dumps({"wave": str(wave.key), "lesson": room.code, "parents": codes}))
