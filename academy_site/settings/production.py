"""The academy in public. Every line that must be set is read from the environment, without a default."""

from academy_site.settings.base import *  # noqa: F403
from academy_site.settings.base import env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES = {"default": database(env.str("DATABASE_URL"))}  # noqa: F405
WAGTAILADMIN_BASE_URL = env.str("ACADEMY_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

SECURE_SSL_REDIRECT = env.bool("ACADEMY_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies stand before the academy: whose address is limited is read from X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("ACADEMY_PROXIES", default=1)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("ACADEMY_HSTS_SECONDS", default=31536000)
# Both bind more than this site, the second one for months after it is taken back: they are the choice of
# whoever owns the domain, so their absence is no fault either.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("ACADEMY_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("ACADEMY_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]  # noqa: F405
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
ACADEMY_ADMIN_SECOND_FACTOR = True

_mail = env.email_url("EMAIL_URL")
ACADEMY_MAIL_BACKEND = _mail.pop("EMAIL_BACKEND")
vars().update(_mail)
