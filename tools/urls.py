"""Addresses of the tools app. Each part of it names its own."""

from tools import (
    answering_urls,
    growth_urls,
    quick_urls,
    report_survey_urls,
    report_urls,
    sharing_urls,
    wave_urls,
)

# Of teachers and their webs.
teachers = [
    *quick_urls.urlpatterns,
    *sharing_urls.urlpatterns,
    *report_urls.urlpatterns,
    *growth_urls.urlpatterns,
    *answering_urls.urlpatterns,
]
# Of schools and their surveys.
schools = [*report_survey_urls.urlpatterns, *wave_urls.urlpatterns]

urlpatterns = [*teachers, *schools]
