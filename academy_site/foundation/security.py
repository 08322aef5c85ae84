"""Two security policies: a strict one for the site, and what Wagtail needs for the admin."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware

ADMIN_PREFIX = "/admin/"


class PolicyMiddleware(CSPMiddleware):
    """Allow inline scripts and styles below `/admin/` only.

    Wagtail's inline panels, date pickers and the translation editor carry them without nonces.
    """

    def get_policy_parts(self, request, response, report_only=False):
        """Loosen the policy of an admin page."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PREFIX):
            parts.update = {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
            }
        return parts
