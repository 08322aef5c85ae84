"""What the courses app tells Wagtail and the floors below: keys in running text, copies, desk, wanted actions."""

from django.forms import Form
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from academy_site.foundation import languages
from academy_site.foundation.kept_forms import KeptKind
from courses import (  # noqa: F401 - some register hooks
    admin_home,
    block_copy,
    desk,
    effects,
    listings,
    note_desk,
    note_privacy,
    offering,
    privacy,
    selectors,
    style_guide,
    wanted,
)
from courses.forms import NoteForm
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


@hooks.register("construct_wanted_actions")
def what_visitors_may_want(actions):
    """Enrol, or mark a unit as done, as soon as somebody is signed in."""
    actions["enrol"] = wanted.enrol
    actions["done"] = wanted.mark_done


@hooks.register("construct_learner_home")
def my_modules(request, place):
    """Say where a teacher goes on, and show their modules as paths and their newest notes."""
    desk.contribute(request, place)
    note_desk.contribute(request, place)


@hooks.register("construct_kept_forms")
def kept_forms_of_courses(kinds: dict[str, KeptKind]) -> None:
    """Name what a teacher sent by the words of its button, and a note by what it is."""
    kinds["note"] = KeptKind(title=gettext_lazy("Your note"), form=NoteForm)
    kinds["delete_note"] = KeptKind(title=gettext_lazy("Delete the note"), form=Form)
    kinds["enrol"] = kinds["enrol_in_course"] = KeptKind(title=gettext_lazy("Enrol"), form=Form)
    kinds["withdraw"] = KeptKind(title=gettext_lazy("Leave the module"), form=Form)
    kinds["withdraw_from_course"] = KeptKind(title=gettext_lazy("Leave the course"), form=Form)
    kinds["mark_done"] = KeptKind(title=gettext_lazy("Mark as done"), form=Form)
    kinds["undo_done"] = KeptKind(title=gettext_lazy("It is not done yet"), form=Form)
