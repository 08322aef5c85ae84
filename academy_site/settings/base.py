"""What is true wherever the academy runs. Secrets and addresses come from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from academy_site.settings.logs import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

VAR_DIR = Path(env.str("ACADEMY_VAR", default=str(BASE_DIR / "var")))

SITE_NAME = _("Academy of Personalised Learning")
WAGTAIL_SITE_NAME = SITE_NAME

INSTALLED_APPS = [
    "community",
    "courses",
    "tools",
    "academy_site.starter",
    "academy_site.home",
    "academy_site.people",
    "academy_site.foundation",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "academy_site.foundation.wagtail_apps.RedirectsConfig",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "academy_site.people.apps.WagtailPeopleConfig",
    "academy_site.foundation.wagtail_apps.SnippetsConfig",
    "academy_site.foundation.wagtail_apps.DocumentsConfig",
    "academy_site.foundation.wagtail_apps.ImagesConfig",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "academy_site.foundation.health.HealthMiddleware",
    "academy_site.foundation.nameless.NamelessMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "academy_site.foundation.page_cache.PageCacheMiddleware",
    "academy_site.foundation.security.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "academy_site.foundation.reader_locale.ReaderLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "academy_site.people.middleware.TimeZoneMiddleware",
    "academy_site.people.middleware.SecondFactorMiddleware",
    "academy_site.people.parking_middleware.ParkingMiddleware",
    "academy_site.people.leaving_middleware.LeavingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "academy_site.urls"
WSGI_APPLICATION = "academy_site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "academy_site" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "academy_site.foundation.context_processors.academy",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "academy_site.foundation.templatetags.academy",
                "academy_site.foundation.templatetags.signed_forms",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-4000;PRAGMA temp_store=MEMORY;"
    ),
}


def database(url: str) -> dict:
    """Return Django's settings for a database address, with what each engine needs to be safe."""
    settings = env.db_url_config(url)
    settings["CONN_MAX_AGE"] = None
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'academy.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "academy_cache",
        "OPTIONS": {"MAX_ENTRIES": 10000},
    }
}

# How every process learns that public content changed: a file that all processes of one machine
# share, or "database" when the academy runs on more than one machine.
ACADEMY_CONTENT_STAMP = env.str("ACADEMY_CONTENT_STAMP", default=str(VAR_DIR / "content.stamp"))
# Bytes of finished public pages that one process keeps.
ACADEMY_PAGE_CACHE_BYTES = env.int("ACADEMY_PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
# Bytes of drawn parts of pages that one process keeps, for people who are signed in.
ACADEMY_FRAGMENT_BYTES = env.int("ACADEMY_FRAGMENT_BYTES", default=32 * 1024 * 1024)
ACADEMY_DEMO = False
# The folder whose mail is read at /outbox/; None in public.
ACADEMY_OUTBOX = None

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["academy_site.people.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "academy_site.people.selectors.name_of"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_ADAPTER = "academy_site.people.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "academy_site.people.forms.SignupForm",
    "login": "academy_site.people.forms.LoginForm",
    "add_email": "academy_site.people.forms.AddEmailForm",
    "change_password": "academy_site.people.forms.ChangePasswordForm",
    "set_password": "academy_site.people.forms.SetPasswordForm",
    "reset_password": "academy_site.people.forms.ResetPasswordForm",
    "reset_password_from_key": "academy_site.people.forms.ResetPasswordKeyForm",
    "reauthenticate": "academy_site.people.forms.ReauthenticateForm",
    "request_login_code": "academy_site.people.code_forms.RequestCodeForm",
    "confirm_login_code": "academy_site.people.code_forms.ConfirmCodeForm",
}
# Six digits by e-mail, for ten minutes and five tries.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 7
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# On a shared tablet a session may be left open: an address is changed only with the password.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A whole school comes from one address, so that limit is far above what a school needs; what stops
# guessing is the limit per account ("key").
ACCOUNT_RATE_LIMITS = {
    "login": "600/10m/ip",
    "login_failed": "300/10m/ip,5/5m/key",
    "signup": "600/10m/ip",
    "reset_password": "300/10m/ip,5/10m/key",
    "reset_password_from_key": "600/10m/ip",
    "request_login_code": "600/10m/ip,5/10m/key,30/d/key",
    "reauthenticate": "30/10m/user",
    "change_password": "10/10m/user",
    "manage_email": "30/10m/user",
}
# Second factors. A browser is never trusted for good: it may stand in a staff room.
MFA_ADAPTER = "academy_site.people.mfa_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A code is taken half a minute late or early; ours is the memory that it was used.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/10m/ip"}
MFA_FORMS = {
    "authenticate": "academy_site.people.factor_forms.AuthenticateForm",
    "authenticate_webauthn": "academy_site.people.factor_forms.AuthenticatePasskeyForm",
    "reauthenticate": "academy_site.people.factor_forms.ReauthenticateForm",
    "reauthenticate_webauthn": "academy_site.people.factor_forms.ReauthenticatePasskeyForm",
    "login_webauthn": "academy_site.people.factor_forms.SignInPasskeyForm",
    "activate_totp": "academy_site.people.factor_forms.ActivateAppForm",
    "add_webauthn": "academy_site.people.factor_forms.AddPasskeyForm",
    "edit_webauthn": "academy_site.people.factor_forms.NamePasskeyForm",
}
# Whether whoever may enter the admin needs a second factor there. On in public.
ACADEMY_ADMIN_SECOND_FACTOR = False
# Who signs in, and with which password, is allauth's; Wagtail's own doors are closed.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [
    "UTC", "Europe/Amsterdam", "Europe/Brussels", "Europe/Helsinki", "Europe/London", "Europe/Stockholm",
    "Europe/Warsaw",
]  # fmt: skip
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("nl", "Nederlands"), ("fi", "Suomi"), ("sv", "Svenska"), ("pl", "Polski")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locales"]
FORMAT_MODULE_PATH = ["academy_site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "academy_site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "academy_site.foundation.static_files.AcademyStaticStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "csv", "txt", "mp3", "mp4", "webm", "vtt", "zip",
]  # fmt: skip
WAGTAILDOCS_SERVE_METHOD = "serve_view"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10000

# Wagtail
WAGTAILADMIN_BASE_URL = env.str("ACADEMY_URL", default="http://localhost:8000")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAILEMBEDS_FINDERS: list = []

# Work in the background
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Mail. Whatever sends some puts it into the post; the worker brings it out with ACADEMY_MAIL_BACKEND.
EMAIL_BACKEND = "academy_site.people.mail_backend.PostBackend"
ACADEMY_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("ACADEMY_MAIL_FROM", default="academy@localhost")

# Safety
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "academy_site.people.parked_views.csrf_refused"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Wagtail shows its previews in frames of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
