"""Addresses: sharing a web, and the mirror."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
