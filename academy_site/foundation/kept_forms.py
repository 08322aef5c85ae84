"""How a kept form is named to its person: apps say it for the addresses they post to.

Apps answer the hook `construct_kept_forms` with a dictionary to add to: name of the address -> `KeptKind`, or
the first part of the path (`/admin/`) for all that is posted below it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from django.forms import BaseForm, CheckboxInput, Field
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_from_path, gettext as _, override
from wagtail import hooks


@dataclass(frozen=True, kw_only=True)
class KeptKind:
    """What a form is for, in the words of its button or page, and the form whose labels name its fields."""

    title: str | Promise
    # Of a form that is known, only fields with a label are a person's own; None when nobody knows its fields.
    form: type[BaseForm] | None = None

    def fields(self) -> dict[str, Field] | None:
        """Return the fields a person fills in, with their labels in the language of the reader."""
        if self.form is None:
            return None
        fields = self.form().fields
        return {name: field for name, field in fields.items() if field.label and not field.widget.is_hidden}


def shown(field: Field, value: str) -> str:
    """Return a posted value as its person chose it: the words of the choice, not its code."""
    if isinstance(field.widget, CheckboxInput):
        return _("Yes")
    for code, words in getattr(field, "choices", ()):
        if isinstance(words, (list, tuple)):  # a group of choices
            found = next((text for inner, text in words if str(inner) == value), None)
            if found is not None:
                return str(found)
        elif str(code) == value:
            return str(words)
    return value


@cache
def kept_kinds() -> Mapping[str, KeptKind]:
    """Return all kinds that apps declare, by the name of their address."""
    kinds: dict[str, KeptKind] = {}
    for contribute in hooks.get_hooks("construct_kept_forms"):
        contribute(kinds)
    return kinds


def kind_at(path: str) -> KeptKind | None:
    """Return the kind of the form that is posted to a path of any language, None for one that nobody named."""
    place = urlsplit(path).path
    first_part = f"/{place.split('/')[1]}/"
    with override(get_language_from_path(place) or get_language()):
        try:
            match = resolve(place)
        except Resolver404:
            return None
    return kept_kinds().get(match.view_name) or kept_kinds().get(first_part)
