"""What a page holds twice is drawn once."""

from django.template import engines
from django.test import RequestFactory

TEMPLATE = '{% drawn "part" %}{{ number }}{% enddrawn %} {% drawn "part" %}not drawn{% enddrawn %}'


def draw(request, text=TEMPLATE, **context):
    return engines["django"].from_string(text).render(context, request)


def test_drawn_once_in_an_answer():
    request = RequestFactory().get("/")
    assert draw(request, number=1) == "1 1"


def test_drawn_anew_in_the_next_answer():
    answers = [draw(RequestFactory().get("/"), number=number) for number in (1, 2)]
    assert answers == ["1 1", "2 2"]


def test_names_are_apart():
    text = '{% drawn "a" %}one{% enddrawn %} {% drawn "b" %}two{% enddrawn %}'
    assert draw(RequestFactory().get("/"), text) == "one two"


def test_without_a_request_everything_is_drawn():
    assert draw(None, number=1) == "1 not drawn"
