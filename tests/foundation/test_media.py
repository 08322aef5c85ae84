"""Pictures that an editor uploaded reach the reader; originals and documents do not, by this door."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return get_image_model().objects.create(title="Yard", file=get_test_image_file())


def test_a_rendition_is_given_out_and_may_be_kept(image, anonymous):
    answer = anonymous.get(image.get_rendition("width-100").url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, max-age=604800"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"


def test_nothing_else_that_was_uploaded(image, anonymous, settings):
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"plan", name="plan.txt"))
    closed = [image.file.url, document.file.url, "/media/images/nothing.png", "/media/images/"]
    assert [anonymous.get(address, follow=True).status_code for address in closed] == [404] * 4
    outside = ["/media/images/../documents/plan.txt", "/media/images/%2e%2e/documents/plan.txt"]
    assert [anonymous.get(address).status_code for address in outside] == [400] * 2
