"""What the courses app tells Wagtail: where keys in running text lead."""

from wagtail import hooks

from academy_site.foundation import languages
from courses import selectors


@hooks.register("construct_text_codes")
def modules_and_items(found: dict[str, tuple[str, str]], language: str) -> None:
    """Add the keys of modules and of items of the environment checklist."""
    for course in selectors.programme(language):
        for module in course.modules:
            found[module.key] = (languages.url_for(module, language), module.title)
    for key, item in selectors.checklist_items(language).items():
        found[key] = (f"{languages.url_for(item.page, language)}#{key}", item.text)
