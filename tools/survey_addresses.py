"""Where people get into a survey, as it is printed, drawn and shown: short, and the same for years."""

from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

from tools.models import Wave, WaveLink


def base_address() -> str:
    """Return the address of this site without a slash at its end, for what is made without a request."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def typed_address() -> str:
    """Return what is typed to enter a code, as short as it can be: `academy.example/s`."""
    return f"{urlsplit(base_address()).netloc}/s"


def code_address(code: str) -> str:
    """Return where the square of a code leads. Opening it uses nothing up."""
    return f"{base_address()}/s/{code}/"


def link_address(link: WaveLink, language: str) -> str:
    """Return the open address of all staff, or of parents, in a language."""
    return f"{base_address()}/{language}/s/all/{link.token}/"


def report_address(wave: Wave) -> str:
    """Return where the report of a wave is, nothing before it is closed."""
    if wave.closed_at is None:
        return ""
    try:
        return reverse("wave_report", args=[wave.school.key, wave.key])
    except NoReverseMatch:
        return ""


def square(address: str) -> SafeString:
    """Return a QR code as an SVG of its own colours: dark on white also where the page is dark."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, dark="#1c1b33", light="#ffffff", svgclass=None, lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 - drawn from an address
