"""Addresses: results, growth, aims and the plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
