"""People in Wagtail's admin: the list, the forms, one's own account."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views import account
from wagtail.users.views import users

from academy_site.people import services
from academy_site.people.admin_forms import NameForm, PersonCreationForm, PersonEditForm


class WithEditor:
    """Tells the form who is asking."""

    def get_form_kwargs(self):
        """Add the person who edits."""
        return {**super().get_form_kwargs(), "editor": self.request.user}


class PersonIndexView(users.IndexView):
    """The list of people."""

    page_title = _("People")
    add_item_label = _("Add a person")
    search_fields = ["email", "display_name"]

    @cached_property
    def columns(self):
        """Name and address instead of Wagtail's user names."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            self._get_title_column_class(users.UserColumn)(
                "name",
                accessor="get_full_name",
                label=_("Name"),
                sort_key="display_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", label=_("E-mail address"), sort_key="email", width="25%"),
            Column("language", accessor="get_language_display", label=_("Language"), sort_key="language"),
            BooleanColumn("is_superuser", label=_("Operator"), sort_key="is_superuser"),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last signed in"), sort_key="last_login", width="15%"),
        ]


class PersonCreateView(WithEditor, users.CreateView):
    """A new person."""

    page_title = _("Add a person")
    success_message = _("%(object)s has an account now.")


class PersonEditView(WithEditor, users.EditView):
    """A person who exists."""

    success_message = _("What you changed about %(object)s is saved.")


class PersonDeleteView(users.DeleteView):
    """Let a person go the way they would go themselves: seven days to undo, nothing that others need is lost.

    Whoever must be shut out at once is: "May sign in" is a tick in the form.
    """

    success_message = _("%(object)s will be erased in seven days, and can undo it until then.")

    def form_valid(self, form):
        """Note the wish on behalf of the person; say what stands in the way."""
        try:
            services.ask_to_leave(person=self.object, choices={}, now=now())
        except services.LeavingRefusedError as refused:
            for ending in refused.endings:
                said = {"object": self.object, "obstacle": ending.obstacle}
                messages.error(self.request, _("%(object)s cannot be erased: %(obstacle)s") % said)
        else:
            messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url())


class PersonViewSet(users.UserViewSet):
    """People, with address, name, language and roles."""

    index_view_class = PersonIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    template_prefix = "people/admin/"
    menu_label = _("People")

    def get_form_class(self, for_update=False):
        """Return our forms."""
        return PersonEditForm if for_update else PersonCreationForm


class NamePanel(account.NameEmailSettingsPanel):
    """The name of the person, without first and last."""

    form_class = NameForm


class AccountView(account.AccountView):
    """One's own settings in the admin. Address and password are changed on the site."""

    def get_panels(self):
        """Put our name panel in the place of Wagtail's."""
        panels = super().get_panels()
        return [
            NamePanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, account.NameEmailSettingsPanel)
            else panel
            for panel in panels
        ]
