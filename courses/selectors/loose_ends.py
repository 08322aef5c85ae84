"""What of the curriculum hangs in the air: for checks, health and editors."""

from django.db.models import Exists, OuterRef

from academy_site.foundation import languages
from courses.models import ModuleDimension, ModulePage


def _modules():
    source = languages.locale_ids().get(languages.SOURCE_LANGUAGE)
    return ModulePage.objects.live().filter(locale_id=source, alias_of=None).order_by("path")


def modules_without_dimension() -> list[str]:
    """Return the titles of live modules that are about no dimension. One query."""
    rows = ModuleDimension.objects.filter(page=OuterRef("pk"))
    return list(_modules().filter(~Exists(rows)).values_list("title", flat=True))
