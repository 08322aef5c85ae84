"""Two yardsticks for the measurements: a bare Django view and a bare Wagtail page."""
