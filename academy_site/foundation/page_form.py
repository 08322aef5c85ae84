"""The form of every page of the academy: what it refuses when a page is to be read by others.

A draft can always be saved.
"""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from academy_site.foundation import accessibility
from academy_site.foundation.domain.accessibility import Finding

# The field in which an editor says why a page goes live with what was found.
REASON = "accessibility_reason"
LONGEST_REASON = 1000


class AcademyPageForm(WagtailAdminPageForm):
    """Refuses, at its place, what shuts people out, unless a reason is given."""

    accessibility_findings: list[Finding] = []

    @property
    def accessibility_reason(self) -> str:
        """Return the reason as it was posted."""
        return self.data.get(REASON, "").strip()[:LONGEST_REASON]

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
        found = [] if self.errors else accessibility.findings_of(page)
        if found:
            known = accessibility.excepted(page)
            found = [finding for finding in found if finding.key not in known]
        if found and self.accessibility_reason:
            page.accessibility_exception = (self.accessibility_reason, found)
            return
        self.accessibility_findings = found
        for name, error in accessibility.errors_of(page, found).items():
            self.add_error(name if name in self.fields else None, error)
