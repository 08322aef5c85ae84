"""The quick web without an account: one dimension a step, the result at once, and keeping it with an account.

Nothing is kept of it here: each answer leads to an address that holds them all (`tools.quick_seal`). So there is
no cookie, no session and no token either; what is posted changes nothing but the address one is led to.
"""

from functools import wraps
from urllib.parse import quote, urlencode, urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, gettext as _, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy_site.foundation.origins import comes_from_elsewhere, hides_its_page
from tools import quick_pages
from tools.domain.answering import AnswerError, Word
from tools.domain.asking import Step
from tools.forms import GO
from tools.models import Response
from tools.quick_pages import Walk
from tools.quick_seal import BrokenSealError
from tools.services.answering import NothingAnsweredError
from tools.services.claiming import Claimed, claim_quick_web

KEEP = "keep-web"


def _for_nobody_else(view):
    """Keep what a view answers out of every cache and every index, and say the same to every broken seal."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except BrokenSealError:
            response = render(request, "tools/quick_gone.html", {"again": kwargs.get("key")}, status=404)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@_for_nobody_else
def quick_web(request, key: str) -> HttpResponse:
    """Show the first dimension without an answer; a posted answer leads to the second."""
    return _step(request, quick_pages.begin(key), 1)


@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@_for_nobody_else
def quick_step(request, key: str, seal: str, step: int) -> HttpResponse:
    """Show one dimension with its answer, if it has one; what is posted leads on, back or to the result."""
    walk = quick_pages.opened(key, seal)
    if not 1 <= step <= len(walk.steps):
        raise BrokenSealError
    return _step(request, walk, step)


def _step(request, walk: Walk, number: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, walk, number)
    is_unsaid = hides_its_page(request)
    if comes_from_elsewhere(request) and not is_unsaid:
        return render(request, "tools/quick_gone.html", {"again": walk.key}, status=403)
    step = walk.steps[number - 1]
    sent = [(name, value) for name, values in request.POST.lists() if name != GO for value in values]
    answers, errors = quick_pages.checked(walk, step, sent)
    go = request.POST.get(GO, "")
    if go == "clear":
        answers = {item: answer for item, answer in answers.items() if item not in {q.key for q in step.questions}}
    then = walk.with_answers(answers) if answers != walk.answers or not walk.answers else walk
    if errors:
        return _page(request, then, number, errors=errors, status=400)
    address = _goes_to(then, number, go)
    return _unsaid(request, then, step, address) if is_unsaid else HttpResponseRedirect(address, status=303)


def _unsaid(request, walk: Walk, step: Step, address: str) -> HttpResponse:
    """Say that the browser hides where the form comes from, show what was chosen, and offer to go on with it."""
    chosen = [
        choice.label
        for question in step.questions
        for choice in question.choices
        if choice.key == walk.answers.get(question.key)
    ]
    values = {"words": walk.words, "step": step, "chosen": chosen, "go_on": address}
    return render(request, "tools/quick_unsaid.html", values, status=403)


def _goes_to(walk: Walk, number: int, go: str) -> str:
    if go == "clear":
        return walk.address(number)
    if go == "result":
        return walk.result_address
    if go.isascii() and go.isdecimal() and 1 <= int(go[:3]) <= len(walk.steps):
        return walk.address(int(go[:3]))
    number += -1 if go == "back" else 1
    return walk.address(max(number, 1)) if number <= len(walk.steps) else walk.result_address


def _page(request, walk: Walk, number: int, *, errors: tuple[AnswerError, ...] = (), status: int = 200) -> HttpResponse:
    step = walk.steps[number - 1]
    question = step.questions[0]
    values = {
        "web": walk,
        "words": walk.words,
        "chart": walk.chart,
        "step": step,
        "question": question,
        "chosen": walk.answers.get(question.key, ""),
        "number": number,
        "total": len(walk.steps),
        "bar": [(walk.is_answered(one), place == number, place) for place, one in enumerate(walk.steps, 1)],
        "following": walk.steps[number].text.title if number < len(walk.steps) else "",
        "introduction": walk.words.text.introductions.get("teacher", "") if number == 1 and not walk.answers else "",
        "errors": errors,
        "action": walk.address(number) if walk.answers or number > 1 else reverse("quick_web", args=[walk.key]),
        "days": (walk.expires - walk.at).days,
    }
    return render(request, "tools/quick_step.html", values, status=status)


@require_safe
@_for_nobody_else
def quick_result(request, key: str, seal: str) -> HttpResponse:
    """Show the web that an address holds. Whoever has kept it with their account is led to it there."""
    walk = quick_pages.opened(key, seal)
    if request.user.is_authenticated and (kept := _own(request.user, walk)):
        return HttpResponseRedirect(_address_of(kept))
    here = request.build_absolute_uri(walk.result_address)
    said = walk.outcome
    values = {
        "web": walk,
        "words": walk.words,
        "chart": walk.chart,
        "rows": quick_pages.rows_of(walk),
        "advice": quick_pages.advice_of(walk),
        "modules": quick_pages.next_modules(walk),
        "said": set(said.words),
        "is_empty": said.is_empty,
        "has_value": Word.ALL_NOT_APPLICABLE not in said.words and not said.is_empty,
        "here": here,
        "mail": _mail(here, walk),
        "wanted": quote(f"{walk.result_address}?{urlencode({'do': KEEP})}"),
        "again": walk.key,
    }
    return render(request, "tools/quick_result.html", values)


def _mail(address: str, walk: Walk) -> str:
    """Return an address that opens the visitor's own mail with this page in it; nothing is sent from here."""
    subject = _("My spiderweb")
    body = _("My web of the quick web. Whoever has this address can open it, so I keep it to myself:")
    text = f"{body}\n\n{address}\n"
    return f"mailto:?subject={quote(subject)}&body={quote(text)}"


def _own(person, walk: Walk) -> Response | None:
    return Response.objects.filter(person=person, key=walk.web_key).first()


def _address_of(response: Response) -> str:
    return reverse("web", args=[response.key])


def _claim(person, walk: Walk) -> Claimed:
    return claim_quick_web(person=person, key=walk.web_key, words=walk.words, answers=walk.answers, at=walk.at)


def _said(claimed: Claimed) -> str:
    if claimed.response is None:
        return _("This web is kept with an account already, so it is not kept a second time.")
    if not claimed.is_new:
        return _("You have kept this web already.")
    return _("Your web is kept. Only you see it.")


@sensitive_post_parameters()
@sensitive_variables()
@never_cache
@require_POST
@_for_nobody_else
def claim(request, key: str) -> HttpResponse:
    """Keep the posted web with the account of the person who is signed in; a visitor is led to sign in first."""
    walk = quick_pages.opened(key, request.POST.get("web", ""))
    if not request.user.is_authenticated:
        wanted = f"{walk.result_address}?{urlencode({'do': KEEP})}"
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}", status=303)
    try:
        claimed = _claim(request.user, walk)
    except NothingAnsweredError as nothing:
        messages.error(request, nothing.messages[0])
        return HttpResponseRedirect(walk.result_address, status=303)
    messages.success(request, _said(claimed))
    return HttpResponseRedirect(_address_of(claimed.response) if claimed.response else walk.result_address, status=303)


def keep_as_wanted(person, path: str) -> str:
    """Keep the web at the address of a result, as soon as somebody has signed in or up. Raise `Http404` elsewhere."""
    with override(get_language_from_path(urlsplit(path).path)):
        try:
            match = resolve(path)
            if match.url_name != "quick_result":
                raise Http404
            return _said(_claim(person, quick_pages.opened(match.kwargs["key"], match.kwargs["seal"])))
        except (Resolver404, BrokenSealError, NothingAnsweredError) as fault:
            raise Http404 from fault
