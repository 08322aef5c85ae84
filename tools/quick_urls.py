"""Addresses: the quick web without an account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
