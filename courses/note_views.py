"""Notes of the person who is signed in: keeping one, choosing between two versions, all of them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy_site.foundation import languages
from academy_site.foundation.background import by_script
from courses import note_access, selectors
from courses.components import by_module, note_values, said_of
from courses.domain.catalogue import window
from courses.domain.notes import Sent, as_searched, difference, put_together
from courses.forms import NoteForm
from courses.models import Note
from courses.note_access import Question
from courses.services import Saved, delete_note, save_note, set_aside, take_up, throw_away

KEEP = ("", "mine", "theirs", "both")
NOTES_PER_PAGE = 20
LONGEST_NUMBER = 6


def _sign_in_first(request) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path())
    return JsonResponse({"sign_in": answer["Location"]}, status=401) if by_script(request) else answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, page: UUID, block: UUID) -> HttpResponse:
    """Keep a posted note, or show the one there is with its question, to go on writing.

    422 when the text cannot be kept, 409 when another version is kept that the form did not know:
    both with everything typed. A question that is not there for this person is 404.
    """
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    question, kept = note_access.question_for(request, page, block)
    if request.method != "POST":
        return _form(request, question, kept, NoteForm({"text": kept.text if kept else ""}))
    form = NoteForm(request.POST)
    keep = request.POST.get("keep", "")
    if not form.is_valid() or keep not in KEEP:
        return _refused(request, question, kept, form, "keep" if keep not in KEEP else form.tampered)
    if keep == "theirs" and set_aside(person=request.user, page=page, block=block, text=form.sent.text):
        return _to(question, request)
    sent = form.sent
    if keep == "both" and kept:
        form = NoteForm({**request.POST.dict(), "text": put_together(kept.text, sent.text)})
        if not form.is_valid():
            return _refused(request, question, kept, form, "")
        sent = Sent(form.sent.text, sent.grew_from)
    asked = {"question": question.text, "language": question.language}
    saved = save_note(person=request.user, page=page, block=block, **asked, sent=sent, chosen=keep == "mine")
    if saved.note and saved.is_conflict:
        return _conflict(request, question, saved.note, form.sent.text)
    return _kept(request, question, saved, open_again=keep == "both")


def _kept(request, question: Question, saved: Saved, *, open_again: bool) -> HttpResponse:
    if by_script(request):
        mark = saved.note.mark if saved.note else ""
        return JsonResponse({"state": "saved", "mark": mark, "said": said_of(saved.note)})
    if open_again:
        messages.success(request, _("Both versions are kept, one below the other. Go on from here."))
        return HttpResponseRedirect(reverse("note", args=[question.page, question.block]))
    return _to(question, request)


def _to(question: Question, request) -> HttpResponse:
    """Lead back to where the note was written: the reading, or the page of all notes."""
    if question.place is not None and request.POST.get("from") != "notes":
        return HttpResponseRedirect(f"{languages.url_for(question.place)}#{question.anchor}")
    return HttpResponseRedirect(f"{reverse('my_notes')}#note-{question.block}")


def _form(request, question: Question, kept: Note | None, form: NoteForm, status: int = 200, **more) -> HttpResponse:
    values = {
        **note_values(question, kept),
        "form": form,
        "text": form.typed,
        "from_notes": request.method != "POST" or request.POST.get("from") == "notes",
        **more,
    }
    return render(request, "courses/note.html", values, status=status)


def _refused(request, question: Question, kept: Note | None, form: NoteForm, tampered: str) -> HttpResponse:
    status = 400 if tampered else 422
    if by_script(request):
        said = " ".join(map(str, form.errors.get("text", []))) or tampered
        return JsonResponse({"state": "refused", "said": said}, status=status)
    return _form(request, question, kept, form, status, tampered=tampered)


def _conflict(request, question: Question, theirs: Note, mine: str) -> HttpResponse:
    values = {
        **note_values(question, theirs),
        "theirs": difference(theirs.text, mine),
        "mine": difference(mine, theirs.text),
        "mine_text": mine,
        "from_notes": request.POST.get("from") == "notes",
    }
    if by_script(request):
        html = render_to_string("courses/parts/note_versions.html", values, request)
        return JsonResponse({"state": "conflict", "html": html}, status=409)
    return render(request, "courses/note_conflict.html", values, status=409)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, page: UUID, block: UUID) -> HttpResponse:
    """Ask whether a note is to be deleted, and delete it. One that is not there is 404."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    kept = note_access.own_note(request.user, page, block)
    if request.method == "POST":
        delete_note(person=request.user, page=page, block=block)
        messages.success(request, _("The note is deleted."))
        return HttpResponseRedirect(reverse("my_notes"))
    return render(request, "courses/note_delete.html", {"note": kept})


@never_cache
@require_POST
def aside(request, page: UUID, block: UUID) -> HttpResponse:
    """Put the version that was not chosen below the note, or throw it away. A note that is not there is 404."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    note_access.own_note(request.user, page, block)
    if "throw_away" in request.POST:
        throw_away(person=request.user, page=page, block=block)
    elif not take_up(person=request.user, page=page, block=block):
        messages.error(request, _("Together they are too long for one note. Both are still here: copy what you need."))
    return HttpResponseRedirect(reverse("note", args=[page, block]))


@never_cache
@require_safe
def my_notes(request) -> HttpResponse:
    """Show all notes of the person, newest first, by module; with `q` those in which these words stand."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    words = as_searched(request.GET.get("q", ""))
    found = selectors.notes_with(request.user, words) if words else selectors.notes_of(request.user)
    total = len(found) if isinstance(found, list) else found.count()
    number, pages, first = window(total, _page_number(request), NOTES_PER_PAGE)
    shown = list(found[first : first + NOTES_PER_PAGE])
    values = {
        "words": words,
        "total": total,
        "has_notes": bool(total) or bool(words and selectors.notes_of(request.user).exists()),
        "groups": by_module(shown, request),
        "pages": _pages(words, number, pages),
    }
    return render(request, "courses/my_notes.html", values)


def _page_number(request) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_NUMBER else 1


def _pages(words: str, number: int, total: int) -> dict[str, Any]:
    def address(page: int) -> str:
        return f"?{urlencode({'q': words} if words else {})}{'&' if words else ''}page={page}"

    return {
        "number": number,
        "total": total,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < total else "",
    }


@never_cache
@require_safe
def export(request) -> HttpResponse:
    """Give all notes of the person as one text in Markdown, which reads as plain text too."""
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    groups = by_module(list(selectors.notes_of(request.user)), request)
    text = render_to_string("courses/notes.md", {"groups": groups, "person": request.user}, request)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="notes.md"'
    return answer
