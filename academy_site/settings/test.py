"""Settings of the test suite. `TEST_DATABASE_URL` chooses PostgreSQL; without it, SQLite in a file."""

import atexit
import shutil
import tempfile
from pathlib import Path

from academy_site.settings.base import *  # noqa: F403
from academy_site.settings.base import database, env

VAR_DIR = Path(tempfile.mkdtemp(prefix="academy-test-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env.str("TEST_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'test.sqlite3'}"))}
DATABASES["default"]["CONN_MAX_AGE"] = 0
ACADEMY_DEMO = True
ACADEMY_CONTENT_STAMP = str(VAR_DIR / "content.stamp")
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
EMAIL_BACKEND = ACADEMY_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACADEMY_OUTBOX = VAR_DIR / "outbox"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
