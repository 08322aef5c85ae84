"""Every model that leads to a person is declared: what is held, why, how long, and how it ends."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from academy_site.foundation.privacy import endings_of, holdings_of

# Models that lead to a person and hold nothing of theirs, each with the reason.
NOT_DECLARED = {
    "people.User_groups": "Groups are shown with the account.",
    "people.User_user_permissions": "Nobody gives rights to single people; the rows go with the account.",
    "sessions.Session": "Closed when the person leaves; until then its own device can end it.",
    "django_tasks_database.DBTaskResult": "Keys of things to be done; thrown away after days.",
    "wagtailforms.FormSubmission": "The academy has no form pages.",
    "wagtailadmin.Admin": "Has no rows.",
}
# Fields that reach a person without a key to them.
TELLING_NAMES = {"email", "ip", "ip_address", "session_key", "session_data", "user_agent", "user_id", "username"}
TELLING_TYPES = (models.EmailField, models.GenericIPAddressField)


def label(model) -> str:
    return model._meta.label


def leads_to(model, targets) -> bool:
    """Say whether a model itself (not its parent) has a key to one of these models."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return any(field.is_relation and field.related_model in targets for field in fields)


def tells(model) -> bool:
    return any(
        field.name in TELLING_NAMES or isinstance(field, TELLING_TYPES)
        for field in model._meta.local_fields
        if not field.is_relation
    )


def _all():
    return apps.get_models(include_auto_created=True)


def holding_models() -> set[str]:
    """Return the models with a key to a person, those that name one without, and what hangs on our own of these."""
    person = get_user_model()
    direct = {model for model in _all() if model is person or leads_to(model, {person}) or tells(model)}
    ours = {model for model in direct if not model.__module__.startswith(("wagtail", "django"))} - {person}
    return {label(model) for model in {*direct, *(model for model in _all() if leads_to(model, ours))}}


@pytest.fixture
def somebody():
    """A person who was never saved: declaring must not ask the database."""
    return get_user_model()(pk=0, email="somebody@school.example")


def test_every_model_that_leads_to_a_person_is_declared(db, somebody):
    declared = {name for holding in holdings_of(somebody) for name in holding.models}
    assert sorted(holding_models() - declared - set(NOT_DECLARED)) == []


def test_what_is_declared_is_there(db, somebody):
    known = {label(model) for model in _all()}
    declared = {name for holding in holdings_of(somebody) for name in holding.models}
    assert sorted((declared | set(NOT_DECLARED)) - known) == []


def test_each_kind_says_how_it_ends_once(db, somebody):
    held, ended = [[kind.key for kind in kinds(somebody)] for kinds in (holdings_of, endings_of)]
    assert sorted(held) == sorted(ended)
    assert len(set(held)) == len(held)
    for ending in endings_of(somebody):
        assert len({fate.key for fate in ending.fates}) == len(ending.fates) >= 1
    for holding in holdings_of(somebody):
        assert all(str(text).strip() for text in (holding.title, holding.why, holding.how_long, holding.who_sees))
        assert holding.key.isidentifier()
        assert holding.key.islower()
