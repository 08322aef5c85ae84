"""The form of every page of the academy: what it refuses when a page is to be read by others.

A draft can always be saved.
"""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from academy_site.foundation import accessibility
from academy_site.foundation.domain.accessibility import Finding


class AcademyPageForm(WagtailAdminPageForm):
    """Refuses, at its place, what shuts people out, unless a reason is given."""

    accessibility_findings: list[Finding] = []

    @property
    def accessibility_reason(self) -> str:
        """Return the reason as it was posted."""
        return accessibility.reason_in(self.data)

    def clean(self) -> dict[str, Any]:
        """Check what is for readers; a draft is not."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self._check_accessibility()
        return cleaned

    def _check_accessibility(self) -> None:
        page = self.instance
        for name in accessibility.stream_fields(page):
            if name in self.cleaned_data:
                setattr(page, name, self.cleaned_data[name])
        # What is not filled in is told by the form itself, first.
        found = [] if self.errors else accessibility.unexcused(page, None)
        if found and self.accessibility_reason:
            page.accessibility_exception = (self.accessibility_reason, found)
            return
        self.accessibility_findings = found
        for name, error in accessibility.errors_of(page, found).items():
            self.add_error(name if name in self.fields else None, error)

    def save(self, commit: bool = True) -> Any:
        """Keep the reason before anything is published with it. A page that is not made yet keeps it later."""
        page = super().save(commit)
        if page.pk:
            keep_reason_of(page, self.for_user)
        return page


def keep_reason_of(page: Any, person: Any) -> None:
    """Write the reason that a form took for a page into its history, once."""
    reason, found = vars(page).pop("accessibility_exception", ("", []))
    if found:
        accessibility.keep_exception(page=page, person=person, reason=reason, found=found)
