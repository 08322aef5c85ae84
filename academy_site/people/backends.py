"""Who asks, in one query: the person, and whether they can have rights at all.

Most people are teachers without any. On each of their pages the menu asks for a right, which costs
Django two queries to find none.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from academy_site.people.models import User

# Written out, since putting together what says the same through `Exists` takes longer than the query.
_MAY_HOLD_RIGHTS = RawSQL(  # noqa: S611 - names of tables, nothing that anybody typed
    " OR ".join(
        f"EXISTS(SELECT 1 FROM {through._meta.db_table} WHERE user_id = {User._meta.db_table}.id)"  # noqa: S608
        for through in (User.groups.through, User.user_permissions.through)
    ),
    (),
    output_field=BooleanField(),
)


class AccountBackend(AuthenticationBackend):
    """Signs in by what allauth knows, and asks for rights only where a group or an own right can give one."""

    def get_user(self, user_id):
        """Return the active person of a session, None where there is none."""
        person = User.objects.annotate(may_hold_rights=_MAY_HOLD_RIGHTS).filter(pk=user_id).order_by().first()
        return person if person and self.user_can_authenticate(person) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Return the rights of a person; without a query for who was seen to have neither group nor own right."""
        if not user_obj.is_superuser and getattr(user_obj, "may_hold_rights", True) is False:
            return set()
        return super().get_all_permissions(user_obj, obj)
