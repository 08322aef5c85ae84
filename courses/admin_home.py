"""On the home page of the admin: units at which many teachers stopped, and the way to the lists of the curriculum."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _, ngettext
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from academy_site.foundation import languages
from academy_site.foundation.admin_home import AttentionPanel, Row
from academy_site.foundation.domain.bands import BANDS, band
from academy_site.foundation.effects import people_in_band
from courses import selectors
from courses.models import ModulePage, UnitPage

# Who was not in a module for so long has stopped there, for now.
STOPPED_WEEKS = 3


def stopped_at(user) -> list[Row]:
    """Return units at which five teachers or more stopped, the highest band first. Three queries.

    In bands, as everywhere in the admin, so nothing can be taken from anything; within a band in the order
    of the curriculum. For whoever may change the unit.
    """
    source = languages.locale_ids()[languages.SOURCE_LANGUAGE]
    modules = (
        ModulePage.objects.live().filter(locale_id=source, alias_of=None).values_list("translation_key", flat=True)
    )
    before = now() - timedelta(weeks=STOPPED_WEEKS)
    counts: Counter[UUID] = Counter()
    for found in selectors.left_at(modules, before=before).values():
        counts += found
    many = {unit: band(count) for unit, count in counts.items() if count >= BANDS[0]}
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    units = UnitPage.objects.live().filter(
        translation_key__in=many, locale_id=source, alias_of=None, pk__in=mine.values("pk")
    )
    rows = sorted(units.order_by("path"), key=lambda unit: -many[unit.translation_key][0])
    return [_row(unit, many[unit.translation_key][0]) for unit in rows]


def _row(unit: UnitPage, lowest: int) -> Row:
    said = ngettext(
        "%(people)s teachers stand here and were not back for %(count)d week",
        "%(people)s teachers stand here and were not back for %(count)d weeks",
        STOPPED_WEEKS,
    )
    note = said % {"people": people_in_band(lowest), "count": STOPPED_WEEKS}
    url = reverse("wagtailadmin_pages:edit", args=[unit.pk])
    return Row(f"{unit.key}: {unit.title}", url, note, languages.language_of(unit))


@hooks.register("construct_homepage_panels")
def say_where_teachers_stopped(request, panels):
    """Add the list where there is something in it."""
    if not page_permission_policy.user_has_permission(request.user, "change"):
        return
    rows = stopped_at(request.user)
    if rows:
        panels.append(AttentionPanel("stopped", _("Units at which many stopped"), rows, order=110))


@hooks.register("construct_admin_ideas")
def look_at_the_curriculum(request, ideas):
    """Lead to the lists, for those who may open them."""
    if page_permission_policy.user_has_permission(request.user, "change"):
        ideas.append(
            Row(_("See how modules stand, in which languages and with how many teachers"), reverse("modules:index"))
        )
