"""Addresses: files made from webs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
