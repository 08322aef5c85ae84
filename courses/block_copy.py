"""The editor's way to copy blocks of a unit to another one."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button

from courses import access
from courses.models import UnitPage
from courses.services import copy_blocks

# So many characters tell one block from the others.
EXCERPT = 110


def _named(bound) -> str:
    """Return the kind of a block and how it begins."""
    text = " ".join(str(part) for part in bound.block.get_searchable_content(bound.value))
    begins = Truncator(" ".join(text.split())).chars(EXCERPT)
    return f"{bound.block.label}: {begins}" if begins else str(bound.block.label)


class CopyBlocksForm(forms.Form):
    """Which blocks go where."""

    blocks = forms.MultipleChoiceField(label=gettext_lazy("Blocks"), widget=forms.CheckboxSelectMultiple)
    target = forms.ModelChoiceField(
        label=gettext_lazy("To this unit"),
        help_text=gettext_lazy("The copies stand at its end, as a draft. Notes and answers of teachers stay here."),
        queryset=UnitPage.objects.none(),
        widget=AdminPageChooser(target_models=[UnitPage]),
    )

    def __init__(self, *args, unit: UnitPage, person: Any, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        body = unit.get_latest_revision_as_object().body
        fields: dict[str, Any] = self.fields
        fields["blocks"].choices = [(block.id, _named(block)) for block in body]
        fields["target"].queryset = UnitPage.objects.filter(locale_id=unit.locale_id).exclude(pk=unit.pk)

    def clean_target(self) -> UnitPage:
        """Refuse a unit that this person may not change now."""
        target = self.cleaned_data["target"]
        if not access.may_change_unit(target, self.person):
            raise forms.ValidationError(_("You may not change this unit, or somebody has locked it."))
        return target


class CopyBlocksView(WagtailAdminTemplateMixin, FormView):
    """The form, for those who may change the unit."""

    form_class = CopyBlocksForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = gettext_lazy("Copy blocks to another unit")
    header_icon = "copy"

    def dispatch(self, request, *args, **kwargs):
        """Find the unit; 404 for any other page, 403 without the right to change it."""
        self.unit = UnitPage.objects.filter(pk=kwargs["page_id"]).first()
        if self.unit is None:
            raise Http404
        if not access.may_change_unit(self.unit, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Tell the form which unit and who."""
        return {**super().get_form_kwargs(), "unit": self.unit, "person": self.request.user}

    def get_context_data(self, **kwargs):
        """Add what the admin's form shows around the fields."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "page_subtitle": f"{self.page_title}: {self.unit.get_admin_display_title()}",
            "action_url": reverse("copy_blocks", args=[self.unit.pk]),
            "submit_button_label": _("Copy"),
            "submit_button_active_label": _("Copying …"),
            "media": context["form"].media,
        }

    def form_valid(self, form):
        """Copy, and go on with the other unit."""
        target = form.cleaned_data["target"]
        count = copy_blocks(
            source=self.unit, target=target, blocks=set(form.cleaned_data["blocks"]), person=self.request.user
        )
        messages.success(
            self.request,
            ngettext(
                "%(count)d block was copied. It stands at the end of this draft.",
                "%(count)d blocks were copied. They stand at the end of this draft.",
                count,
            )
            % {"count": count},
        )
        return redirect("wagtailadmin_pages:edit", target.pk)


@hooks.register("register_admin_urls")
def addresses():
    """Give the form an address."""
    return [path("units/<int:page_id>/copy-blocks/", CopyBlocksView.as_view(), name="copy_blocks")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer(page, user, view_name=None, next_url=None):
    """Offer it beside Wagtail's copy of a whole page."""
    if page.specific_class is UnitPage and access.may_change_unit(page, user):
        label = gettext_lazy("Copy blocks to another unit")
        yield Button(label, url=reverse("copy_blocks", args=[page.pk]), icon_name="copy", priority=31)
