"""The academy on one's own machine: `make run` and `make dev`. Never for the public."""

from academy_site.settings.base import *  # noqa: F403
from academy_site.settings.base import VAR_DIR, env
from academy_site.settings.secret import local_secret

DEBUG = env.bool("ACADEMY_DEBUG", default=False)
SECRET_KEY = local_secret(VAR_DIR / "secret-key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
ACADEMY_DEMO = True
# The worker writes mail to files, which are read at /outbox/.
ACADEMY_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "outbox"
ACADEMY_OUTBOX = EMAIL_FILE_PATH
if DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    TEMPLATES[0]["OPTIONS"]["loaders"] = [  # noqa: F405
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
