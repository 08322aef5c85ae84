"""A link that is shown once: to copy, to print, to mail."""

from urllib.parse import quote

import segno
from django.utils.safestring import SafeString, mark_safe


def handed_over(address: str, *, subject: str, text: str) -> dict[str, str | SafeString]:
    """Return what a template shows of a link: the address, a picture of it for phones, and a mail to write."""
    picture = segno.make(address, error="m").svg_inline(
        scale=4, border=2, dark="#1c1b33", light="#ffffff", svgclass=None, lineclass=None, omitsize=True
    )
    mail = f"mailto:?subject={quote(subject)}&body={quote(f'{text}{chr(13)}{chr(10)}{address}{chr(13)}{chr(10)}')}"
    return {"address": address, "picture": mark_safe(picture), "mail": mail}  # noqa: S308 - drawn from an address
