"""A lesson in which a class answers: begun by any teacher of the school, shown on the beamer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tools.domain.survey import LEAST_GROUP
from tools.domain.wave_days import State
from tools.enums import Role
from tools.models import ClassSession
from tools.selectors.waves import lessons_now, roles_of, sent_in
from tools.services.lessons import MOST_PLACES, add_places, begin_lesson, end_lesson
from tools.survey_addresses import code_address, square, typed_address
from tools.wave_access import STAFF, Place, for_members, posted
from tools.wave_forms import MANY
from tools.wave_way_forms import LessonForm

METHODS = ["GET", "HEAD", "POST"]


@for_members(*STAFF)
@require_http_methods(METHODS)
def wave_lesson_begin(request, place: Place) -> HttpResponse:
    """Begin a lesson, and lead back to those that run now."""
    if place.state != State.OPEN:
        raise Http404
    form = LessonForm(posted(request), roles=list(roles_of(place.at)))
    if request.method == "POST" and form.is_valid():
        try:
            lesson = begin_lesson(wave=place.at, **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return _to(place, lesson)
    running = [(lesson, MANY[Role(lesson.role)]) for lesson in lessons_now(place.at, now())]
    values = {"place": place, "form": form, "running": running}
    return render(request, "tools/waves/lesson_begin.html", values, status=400 if request.method == "POST" else 200)


def _to(place: Place, lesson: ClassSession) -> HttpResponse:
    return redirect("wave_lesson", place.school.key, place.at.key, lesson.key)


@for_members(*STAFF)
@require_http_methods(METHODS)
def wave_lesson(request, place: Place, lesson: UUID) -> HttpResponse:
    """Show the code of a lesson in large letters, and how many have sent; give more places, or end it."""
    found = ClassSession.objects.filter(wave=place.at, key=lesson).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        if "end" in request.POST:
            end_lesson(lesson=found)
            messages.success(request, _("The lesson is over. Whoever has begun can still send."))
            return redirect("school", place.school.key)
        if "more" in request.POST:
            add_places(lesson=found)
        return _to(place, found)
    return render(request, "tools/waves/lesson.html", {"place": place, "lesson": found, **_shown(place, found)})


def _shown(place: Place, lesson: ClassSession) -> dict[str, Any]:
    half = len(lesson.code) // 2
    sent = sent_in(lesson)
    return {
        "role": MANY[Role(lesson.role)],
        "code": f"{lesson.code[:half]} {lesson.code[half:]}",
        "square": square(code_address(lesson.code)),
        "typed": typed_address(),
        "until": lesson.closes_at.astimezone(place.zone),
        "is_over": lesson.closes_at <= now() or place.state != State.OPEN,
        # Of a handful it is not said how many: the room would see which of them.
        "sent": sent if sent >= LEAST_GROUP else 0,
        "is_full": lesson.taken >= lesson.places,
        "can_grow": lesson.places < MOST_PLACES,
    }
