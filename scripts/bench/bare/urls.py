"""The academy's addresses and the two yardsticks in front of them."""

from django.http import HttpResponse
from django.urls import path, re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

from academy_site.urls import urlpatterns as academy_patterns


def bare(request) -> HttpResponse:
    """Answer with a few words, behind the same middleware as everything."""
    return HttpResponse("<!doctype html><title>Bare</title><p>A bare Django view.</p>")


urlpatterns = [
    path("bench/view/", bare),
    re_path(rf"^bench/page/{serve_pattern.lstrip('^')}", serve),
    *academy_patterns,
]
