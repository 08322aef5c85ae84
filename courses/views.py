"""Answers to knowledge checks. Nothing is stored, nobody is known."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.selectors import restricted_paths, restrictions_of
from courses.domain.checks import read_answer


@csrf_exempt  # an answer changes nothing, and a page without a token can be kept whole
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request, page_id: int, block_id) -> HttpResponse:
    """Answer a posted choice with its feedback: the whole page, or the one block for htmx.

    Without a choice to judge the page is where to look: a GET leads there, or gives htmx the open
    question. A page or block that is not there, or not for this reader, is 404.
    """
    page = _page(request, page_id)
    block = _check(page, str(block_id))
    anchor = f"check-{block.id}"
    htmx = request.headers.get("HX-Request") == "true"
    answers = {}
    if request.method == "POST":
        options = [str(option.id) for option in block.value["options"].bound_blocks]
        answers[str(block.id)] = read_answer(dict(request.POST.lists()), options)
    elif not htmx:
        return HttpResponseRedirect(f"{languages.url_for(page)}#{anchor}")
    if htmx:
        stands_in = languages.language_of(page) != languages.reader_language()
        context = {"page": page, "block": block, "answers": answers, "stands_in": stands_in, "moved_in": True}
        response = render(request, "courses/knowledge_check_fragment.html", context)
    else:
        context = page.get_context(request) | {"answers": answers}
        response = render(request, page.get_template(request), context)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _page(request, page_id: int) -> Page:
    """Return the live page if this reader could have come from it."""
    page = languages.written(Page.objects.filter(pk=page_id)).specific().first()
    spoken = (languages.reader_language(), languages.SOURCE_LANGUAGE)
    if page is None or languages.language_of(page) not in spoken:
        raise Http404
    if languages.language_of(page) != spoken[0] and spoken[0] in languages.translations_of(page):
        raise Http404
    restricted = page.path.startswith(restricted_paths())
    if restricted and not all(rule.accept_request(request) for rule in restrictions_of(page)):
        raise Http404
    return page


def _check(page: Page, block_id: str):
    """Return the knowledge check with this id in the reading of a page."""
    for block in getattr(page, "body", ()):
        if block.block_type == "knowledge_check" and str(block.id) == block_id:
            return block
    raise Http404
