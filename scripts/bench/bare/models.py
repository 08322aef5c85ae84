"""A Wagtail page with nothing of its own."""

from wagtail.models import Page


class BarePage(Page):
    """A page of one template."""

    template = "bare/page.html"

    class Meta:
        verbose_name = "bare page"
