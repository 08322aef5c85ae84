"""The form of a cell of the guideline: there is one for each phase and quadrant."""

from django.utils.translation import gettext as _

from academy_site.foundation.page_form import AcademyPageForm


class CellForm(AcademyPageForm):
    """Refuses a second cell of a quadrant in a phase, at the field."""

    def clean(self):
        """Look at the cells beside this one."""
        cleaned = super().clean()
        quadrant, phase = cleaned.get("quadrant"), self.parent_page
        if quadrant and phase:
            others = type(self.instance).objects.child_of(phase).filter(quadrant__key=quadrant.key)
            if others.exclude(pk=self.instance.pk).exists():
                self.add_error("quadrant", _("This phase has a cell for that quadrant already."))
        return cleaned
