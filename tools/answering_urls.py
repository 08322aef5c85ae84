"""Addresses: answering a web."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
