"""Pages as PDF, for the worker only. Nothing is fetched but fonts and sheets of this site."""

import base64
import logging

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

_STATIC = settings.BASE_DIR / "academy_site/static/academy"
# WeasyPrint tells of every rule of CSS that it leaves out.
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


def as_pdf(html: str, *sheets: str) -> bytes:
    """Return a page as tagged PDF/UA, in the looks of sheets of this site, by default that of the growth report."""
    fonts = FontConfiguration()
    names = sheets or ("growth-report.css",)
    looks = [CSS(filename=str(_STATIC / name), url_fetcher=_Own(), font_config=fonts) for name in names]
    document = HTML(string=html, base_url=_STATIC.as_uri() + "/", url_fetcher=_Own())
    return document.write_pdf(stylesheets=looks, font_config=fonts, pdf_variant="pdf/ua-1")


def svg_source(svg: bytes) -> str:
    """Return a drawing as the source of a picture that stands in the page itself."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


class _Own(URLFetcher):
    """Fetches figures that stand in the page, and fonts of this site: a report leads nowhere else."""

    def fetch(self, url, headers=None):
        if url.startswith(("data:image/svg+xml;base64,", _STATIC.as_uri() + "/")):
            return super().fetch(url, headers)
        raise ValueError("A report fetches nothing from elsewhere.")
