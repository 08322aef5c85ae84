"""The block that places an instrument on a page: it runs there, and in a unit it may count."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from academy_site.foundation.blocks import DOING
from tools.enums import Kind


class ToolBlock(blocks.StructBlock):
    """An instrument that a teacher starts, resumes and looks back at where it stands.

    Readers see its newest release, in their language where it speaks it; before the first one they see nothing.
    """

    instrument = SnippetChooserBlock(
        "tools.Instrument",
        label=_("Instrument"),
        help_text=_("Readers see it as it was last released. Before its first release they see nothing here."),
    )
    counts = blocks.BooleanBlock(
        label=_("Counts for worked through"),
        required=False,
        help_text=_(
            "Only in a unit of a module: the unit is done as soon as a teacher has handed in a web, "
            "and not before. Whoever has done the unit already keeps it."
        ),
    )

    def clean(self, value):
        """Refuse what is answered by a school or on a walk: it is not started by a reader of a page."""
        cleaned = super().clean(value)
        if cleaned["instrument"].kind != Kind.SPIDERWEB:
            message = _("Choose a spiderweb. A survey or a checklist is started by those who answer it together.")
            raise StructBlockValidationError(block_errors={"instrument": ValidationError(message)})
        return cleaned

    def get_preview_value(self):
        """Return the first spiderweb, none on an empty site."""
        found = apps.get_model("tools", "Instrument").objects.filter(kind=Kind.SPIDERWEB)
        return self.normalize({"instrument": found.order_by("locale_id", "pk").first(), "counts": False})

    class Meta:
        icon = "view"
        label = _("Spiderweb to fill in")
        group = DOING
        template = "blocks/tool.html"
        description = _("A spiderweb that teachers fill in right here, with or without an account.")
