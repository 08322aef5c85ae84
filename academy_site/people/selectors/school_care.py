"""What the steward asks about schools: names, numbers of people, who asks to take over. Never what was answered."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from academy_site.people.domain.school_names import normal_name
from academy_site.people.enums import SchoolRole
from academy_site.people.models import School, SchoolClaim, SchoolMembership, SchoolMerge


def schools_to_care_for(*, words: str = "", only_orphaned: bool = False) -> QuerySet[School]:
    """Return the schools that are there with `people`, `coordinators` and `claimed`, by name. One query."""
    held = SchoolMembership.objects.active().filter(school=OuterRef("pk")).order_by().values("school")
    coordinators = held.filter(role=SchoolRole.COORDINATOR).annotate(number=Count("pk")).values("number")
    found = School.objects.present().annotate(
        people=Coalesce(Subquery(held.annotate(number=Count("person", distinct=True)).values("number")), 0),
        coordinators=Coalesce(Subquery(coordinators), 0),
        claimed=Exists(SchoolClaim.objects.filter(school=OuterRef("pk"))),
    )
    if only_orphaned:
        found = found.filter(coordinators=0)
    normal = normal_name(words)
    if normal:
        found = found.filter(
            Q(normal_name__contains=normal) | Q(normal_town__contains=normal) | Q(name__icontains=words)
        )
    return found.order_by("normal_name", "normal_town", "pk")


def waiting_claims() -> QuerySet[SchoolClaim]:
    """Return who asks to take over which school, the first one first. One query."""
    return SchoolClaim.objects.filter(school__merged_into=None).select_related("school", "person")


def merges_to_undo(at: datetime) -> QuerySet[SchoolMerge]:
    """Return the merges that can be undone, the newest first. One query."""
    found = SchoolMerge.objects.filter(undone_at=None, undo_until__gte=at, kept__merged_into=None)
    return found.select_related("kept", "merged", "made_by")
