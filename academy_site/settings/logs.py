"""What no log tells: addresses that open something, and visits to pages on which nobody is known."""

import environ

env = environ.Env()

# Addresses that open something for whoever has them. No log holds the part behind `before`.
# A mail program may add a blank or a bracket to it; what follows is still the secret.
_PART = r"(?P<secret>(?:(?!%(?:25)*2f)%[0-9a-f]{2}|[^\x2f?&\"%\n]){9,})"
ACADEMY_SECRET_PATHS = [
    rf"(?P<before>/webs/[\w-]+/quick/){_PART}",
    rf"(?P<before>/shared-web/){_PART}",
    rf"(?P<before>/mirror/){_PART}",
    rf"(?P<before>/schools/join/){_PART}",
    # Codes of a survey are short, so that they can be typed.
    r"(?P<before>/s/all/)(?P<secret>[^\x2f?&\"\s]+)",
    r"(?P<before>/s/)(?P<secret>(?!all/)[^\x2f?&\"\s]+)",
    r"(?P<before>/survey/)(?P<secret>[0-9a-f-]{36}[^?&\"\s]*)",
    r"(?P<before>/account/password/reset/key/)(?P<secret>[\w-]+)",
    r"(?P<before>/account/confirm-email/)(?P<secret>[\w:-]+)",
]
# Where a survey is answered. Nobody is known there, and no log tells of a visit.
ACADEMY_NAMELESS_PATHS = r"^/(?:(?:[a-z]{2}/)?s/|survey/)"
ACADEMY_NAMELESS_COOKIES = ["survey"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "nameless": {"()": "academy_site.foundation.nameless.NamelessLines"},
        "short_paths": {"()": "academy_site.foundation.log_privacy.ShortPaths"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["nameless", "short_paths"]},
    },
    "root": {"handlers": ["console"], "level": env.str("ACADEMY_LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Django's own handlers would mail a fault with all that was sent, and write whole addresses.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Written only when the server is started with an access log.
        "granian.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
