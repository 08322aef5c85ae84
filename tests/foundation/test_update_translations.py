"""The library's "update translations" says what the gate kept."""

import pytest
from wagtail_localize.models import StringTranslation

from tests.foundation.translated import publish

KEPT = "Nederlands was not published: 1 sentence is not translated yet."


@pytest.mark.parametrize(("data", "said"), [({"publish_translations": "on"}, True), ({}, False)])
def test_what_was_kept_is_named(
    about, translated, tree, sign_in, person, data, said, django_capture_on_commit_callbacks
):
    publish(about, django_capture_on_commit_callbacks, introduction="Who we are now.")
    client = sign_in(person(is_superuser=True, is_staff=True))
    answer = client.post(f"/admin/localize/update/{translated.source.pk}/", data, follow=True)
    assert (KEPT in answer.content.decode()) is said
    assert about.get_translation(tree.dutch).specific.introduction == "over-ons"


def test_a_complete_language_is_published_without_a_word(
    about, translated, tree, sign_in, person, django_capture_on_commit_callbacks
):
    StringTranslation.objects.filter(translation_of__data="Who we are.").update(data="Wie wij zijn")
    client = sign_in(person(is_superuser=True, is_staff=True))
    address = f"/admin/localize/update/{translated.source.pk}/"
    assert "The others stay as they are until then." in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"publish_translations": "on"}, follow=True)
    assert "was not published" not in answer.content.decode()
    assert about.get_translation(tree.dutch).specific.introduction == "Wie wij zijn"
