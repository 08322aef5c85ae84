"""Answers to knowledge checks. The last one of an enrolled teacher is kept, for them alone; of visitors nothing is."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.selectors import refusing_rule
from courses import selectors
from courses.components import said_of_answer
from courses.domain.checks import Answer, read_answer
from courses.services import remember_answer
from courses.templatetags.curriculum import outcome_of


@csrf_exempt  # a page without a token can be kept whole; only what our own page sent is remembered
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request, page_id: int, block_id) -> HttpResponse:
    """Answer a posted choice with its feedback: the whole page, or the one block for htmx.

    Without a choice to judge the page is where to look: a GET leads there, or gives htmx the open
    question. A page or block that is not there, or not for this reader, is 404; an answer that
    names what is no option is 400, with the question as it is now.
    """
    page = _page(request, page_id)
    block = _check(page, str(block_id))
    anchor = f"check-{block.id}"
    htmx = request.headers.get("HX-Request") == "true"
    answers: dict[str, Answer] = {}
    more: dict[str, Any] = {}
    if request.method == "POST":
        options = {str(option.id): option.value for option in block.value["options"].bound_blocks}
        answer = read_answer(dict(request.POST.lists()), options)
        answers[str(block.id)] = answer
        if not answer.unknown and outcome_of(block.value["kind"], options, answer).complete:
            more["remembered"] = _remember(request, page, block, answer)
    elif not htmx:
        again = f"?again={block.id}" if request.user.is_authenticated else ""
        return HttpResponseRedirect(f"{languages.url_for(page)}{again}#{anchor}")
    else:
        more["again"] = str(block.id)
    status = 400 if any(answer.unknown for answer in answers.values()) else 200
    if htmx:
        stands_in = languages.language_of(page) != languages.reader_language()
        context = {"page": page, "block": block, "answers": answers, "stands_in": stands_in, "moved_in": True, **more}
        response = render(request, "courses/knowledge_check_fragment.html", context, status=status)
    else:
        context = page.get_context(request) | {"answers": answers, **more}
        response = render(request, page.get_template(request), context, status=status)
    response["Cache-Control"] = "no-store"
    # The page that comes back is the answer, and no page of errors.
    request.took_the_form = "remembered" in more
    patch_vary_headers(response, ["HX-Request"])
    return response


def _remember(request, page: Page, block, answer: Answer) -> str:
    """Keep the answer of a teacher who is enrolled, and say so; an empty text when nothing is kept."""
    if not request.user.is_authenticated or not _is_from_here(request):
        return ""
    place = selectors.place_of_unit(page.translation_key, languages.reader_language())
    if place is None or not selectors.is_enrolled(request.user, place.module.translation_key):
        return ""
    kept = remember_answer(person=request.user, page=page.translation_key, block=UUID(block.id), answer=answer)
    return said_of_answer(kept.answered_at)


def _is_from_here(request) -> bool:
    """Tell whether a page of ours sent this. Another site could else put answers into a person's mouth.

    Every browser of today says so with a posted form; who does not is judged and not remembered.
    """
    origin = request.headers.get("Origin", "")
    if origin:
        return urlsplit(origin).netloc == request.get_host()
    return request.headers.get("Sec-Fetch-Site", "") == "same-origin"


def _page(request, page_id: int) -> Page:
    """Return the live page if this reader could have come from it."""
    page = languages.written(Page.objects.filter(pk=page_id)).specific().first()
    spoken = (languages.reader_language(), languages.SOURCE_LANGUAGE)
    if page is None or languages.language_of(page) not in spoken:
        raise Http404
    if languages.language_of(page) != spoken[0] and spoken[0] in languages.translations_of(page):
        raise Http404
    if refusing_rule(page, request):
        raise Http404
    return page


def _check(page: Page, block_id: str):
    """Return the knowledge check with this id in the reading of a page."""
    for block in getattr(page, "body", ()):
        if block.block_type == "knowledge_check" and str(block.id) == block_id:
            return block
    raise Http404
