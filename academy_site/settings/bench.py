"""The academy as `make bench` measures it: as in production, on a database of the bench's own."""

from academy_site.settings.base import *  # noqa: F403
from academy_site.settings.base import INSTALLED_APPS

DEBUG = False
SECRET_KEY = "only-for-measuring"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
INSTALLED_APPS = ["scripts.bench.bare", *INSTALLED_APPS]
ROOT_URLCONF = "scripts.bench.bare.urls"
ACADEMY_MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The bare page is no page of the academy.
SILENCED_SYSTEM_CHECKS = ["academy.E001"]
