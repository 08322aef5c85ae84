"""The admin's doors to the vocabulary: what is fixed in number is changed only, keys stay apart."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from academy_site.foundation.models import Dimension, GlossaryTerm, Phase, Quadrant

pytestmark = pytest.mark.django_db
FIXED = pytest.mark.parametrize("model", [Dimension, Quadrant, Phase])


@pytest.fixture
def operator(academy, sign_in):
    """Somebody who may do everything."""
    return sign_in(get_user_model().objects.create_superuser("operator@academy.example", "a-long-password"))


@FIXED
def test_nobody_adds_copies_or_deletes_what_is_fixed(operator, model):
    base = f"/admin/snippets/foundation/{model._meta.model_name}"
    thing = model.objects.first()
    before = model.objects.count()
    refused = [operator.get(f"{base}/add/"), operator.get(f"{base}/delete/{thing.pk}/")]
    refused += [operator.post(f"{base}/delete/{thing.pk}/")]
    assert [answer.status_code for answer in refused] == [302, 302, 302]
    assert {answer["Location"] for answer in refused} == {"/admin/"}
    assert operator.get(f"{base}/copy/{thing.pk}/").status_code == 404
    bulk = f"/admin/bulk/foundation/{model._meta.model_name}/delete/?id={thing.pk}"
    operator.post(bulk)
    assert model.objects.count() == before
    assert f"{base}/add/" not in operator.get(f"{base}/").content.decode()
    assert operator.get(f"{base}/edit/{thing.pk}/").status_code == 200


@FIXED
def test_no_key_that_nobody_knows(model, db):
    locale = Locale.objects.get_or_create(language_code="en")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(key="", title="Another", locale=locale)


@pytest.mark.parametrize(("number", "message"), [(0, "A key never changes"), (1, "This key is already used")])
def test_a_key_is_refused_at_its_field(academy, editor_client, number, message):
    first, second = GlossaryTerm.objects.filter(locale=academy.locale)[:2]
    data = {"key": second.key, "title": "New", "explanation": "New"}
    address = [f"edit/{first.pk}/", "add/"][number]
    answer = editor_client.post(f"/admin/snippets/foundation/glossaryterm/{address}", data)
    assert answer.status_code == 200
    assert message in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "words", "name"), [("glossaryterm", "coach", "title"), ("source", "hattie", "citation")]
)
def test_a_list_is_searched(editor_client, model, words, name):
    listing = editor_client.get(f"/admin/snippets/foundation/{model}/results/", {"q": words})
    assert listing.status_code == 200
    found = [row for row in listing.context["object_list"] if words in getattr(row, name).lower()]
    assert found
    nothing = editor_client.get(f"/admin/snippets/foundation/{model}/results/", {"q": "no such word"})
    assert (nothing.status_code, list(nothing.context["object_list"])) == (200, [])
