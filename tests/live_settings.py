"""Settings of the academy that journeys walk through: as `make run` serves it, with quick passwords."""

from academy_site.settings.local import *  # noqa: F403

# The demo accounts of the test databases are made with this.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
