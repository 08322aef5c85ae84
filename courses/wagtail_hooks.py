"""What the courses app tells Wagtail: where keys in running text lead, what is not copied."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from academy_site.foundation import languages
from courses import effects, selectors, style_guide  # noqa: F401 - they register hooks
from courses.models import CellPage, EnvironmentDomainPage, PhasePage, QuadrantPage

# There is one page for each: of a phase, a quadrant, a cell of both, a domain with the keys of its items.
ONE_OF_EACH = (PhasePage, QuadrantPage, CellPage, EnvironmentDomainPage)


@hooks.register("construct_text_codes")
def modules_and_items(found: dict[str, tuple[str, str]], language: str) -> None:
    """Add the keys of modules and of items of the environment checklist."""
    for course in selectors.programme(language):
        for module in course.modules:
            found[module.key] = (languages.url_for(module, language), module.title)
    for key, item in selectors.checklist_items(language).items():
        found[key] = (f"{languages.url_for(item.page, language)}#{key}", item.text)


@hooks.register("before_copy_page")
def refuse_a_second_of_each(request, page):
    """Refuse to copy what there is one of, also where it stands below the copied page."""
    below = page.get_descendants(inclusive=True)
    if any(below.type(kind).exists() for kind in ONE_OF_EACH):
        messages.error(
            request,
            _("There is one page for each phase, quadrant, cell and domain, so this page is not copied."),
        )
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
