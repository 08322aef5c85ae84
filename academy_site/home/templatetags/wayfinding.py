"""Ways on, for pages of the roof that stand for no page of their own."""

from django import template

from academy_site.foundation import languages
from courses.selectors import CurriculumOutline, curriculum

register = template.Library()


@register.simple_tag
def catalogue_page() -> CurriculumOutline | None:
    """Return the catalogue's page for this reader, None before there is one."""
    return curriculum(languages.reader_language())
