"""Template tags of the academy. They are built in: no template needs to load them."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from laces.templatetags.laces import component
from wagtail.rich_text import RichText

from academy_site.foundation import (
    accessibility,
    behind,
    effects,
    fragments,
    languages,
    publishing,
    rich_text,
    selectors,
    slots,
)
from academy_site.foundation.blocks import LICENCES

register = template.Library()
# What apps put on a page of another app is a Laces component.
register.tag("component", component)


@register.filter
def reading_text(value) -> str:
    """Expand rich text for the reader: links in their language, keys as links."""
    source = value.source if isinstance(value, RichText) else str(value)
    return rich_text.reading_text(source)


@register.filter
def line_text(value) -> str:
    """Expand rich text of one line, without its paragraph."""
    html = reading_text(value).strip()
    if html.startswith("<p") and html.endswith("</p>") and html.count("<p") == 1:
        html = html.partition(">")[2][: -len("</p>")]
    return mark_safe(html)  # noqa: S308 - rich text was cleaned when it was stored


@register.filter
def url_of(page) -> str:
    """Return the address of a page for this reader."""
    return languages.url_for(page)


@register.filter
def is_public(page) -> bool:
    """Tell whether a page that an editor chose is there for everybody. False for none."""
    return bool(page) and selectors.is_public(page)


@register.filter
def lang_of(page) -> str:
    """Return ` lang="en"`: the language of a page or snippet, which may differ from that of the text around it.

    Always written out: on a page that stands in for a translation, the reader's own language is the foreign one.
    """
    return format_html(' lang="{}"', languages.language_of(page))


@register.filter
def lang_mark(language: str) -> str:
    """Return ` lang="en"` for a language that is not that of the interface."""
    return "" if language == languages.reader_language() else format_html(' lang="{}"', language)


@register.simple_tag
def dimension_of(key: str):
    """Return a dimension by key, in the reader's language."""
    return selectors.dimensions(languages.reader_language())[key]


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, size: str = "") -> str:
    """Return a decorative icon of the sprite. `size` is `s` or `l`."""
    extra = f" icon--{size}" if size else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        extra,
        static("academy/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=100)
def static_path(path: str) -> str:
    """Return the address of a static file."""
    return static(path)


@register.filter
def as_input(field) -> str:
    """Return the input of a form field in the look of the academy."""
    return field.as_widget(attrs={"class": "field__input"})


@register.filter
def language_code(page) -> str:
    """Return the language a page or snippet is written in."""
    return languages.language_of(page)


@register.simple_tag
def interface_mark(page_or_snippet) -> str:
    """Return ` lang="nl"` for words of the interface that stand among words of another language."""
    reader = languages.reader_language()
    return "" if languages.language_of(page_or_snippet) == reader else format_html(' lang="{}"', reader)


@register.simple_tag
def here_class(request, link) -> bool:
    """Tell whether the current address lies below a link of the menu."""
    return request.path.startswith(f"/{languages.reader_language()}/{link.path}")


_OCTAGON = ((0, -1), (0.707, -0.707), (1, 0), (0.707, 0.707), (0, 1), (-0.707, 0.707), (-1, 0), (-0.707, -0.707))


def _octagon(radius: float) -> str:
    return " ".join(f"{round(x * radius, 1):g},{round(y * radius, 1):g}" for x, y in _OCTAGON)


@register.simple_tag
def level_glyph(level: int | None, css_class: str) -> str:
    """Return the octagon that fills with the level, 1 to 5; empty for an answer without one."""
    if not level:
        return format_html(
            '<svg class="{}" viewBox="-18 -18 36 36" aria-hidden="true" focusable="false">'
            '<polygon class="ring" points="{}"/></svg>',
            css_class,
            _octagon(16),
        )
    return format_html(
        '<svg class="{}" viewBox="-18 -18 36 36" aria-hidden="true" focusable="false">'
        '<polygon class="ring" points="{}"/><polygon class="fill" points="{}"/></svg>',
        css_class,
        _octagon(16),
        _octagon(16 * (level - 1) / 4 * 0.8125 + 3 if level < 5 else 16),
    )


@register.simple_tag(takes_context=True)
def block_interface_lang(context) -> str:
    """Return ` lang="nl"` for words of the interface in a block of a page that stands in."""
    return format_html(' lang="{}"', languages.reader_language()) if context.get("stands_in") else ""


@register.simple_tag
def effects_of(page, action: str) -> list:
    """Return what an action on a page touches: `publish`, `unpublish`, `move` or `delete`."""
    return effects.effects_of(page, effects.Action(action))


@register.simple_tag
def behind_state(page):
    """Return which languages are behind a page, or how far a translation is; None if nothing is."""
    return behind.state_of(page) if page.pk else None


@register.simple_tag
def exceptions_of(page) -> list:
    """Return the exceptions from accessibility made for a page, newest first."""
    return accessibility.exceptions_of(page)


@register.simple_tag
def shut_out_by_translation(page) -> list[str]:
    """Return in words what a translation as it is now shuts readers out with, and has no reason."""
    translation = publishing.translation_to(page)
    found = accessibility.unexcused_in(translation) if translation else []
    return [accessibility.in_words(finding) for finding in found]


@register.simple_tag
def licence_name(key: str) -> str:
    """Return the name of a licence."""
    return str(dict(LICENCES).get(key, key))


class KeptNode(template.Node):
    """Draws its inside once for each publication, language and page, or once for all pages."""

    def __init__(self, name: str, nodes: template.NodeList, on_every_page: bool):
        self.name = name
        self.nodes = nodes
        self.on_every_page = on_every_page

    def render(self, context):
        """Take the part from the shelf, unless the page is a preview or carries an answer."""
        place = "" if self.on_every_page else self._place(context)
        if place is None:
            return self.nodes.render(context)
        key = f"{self.name}:{place}:{languages.reader_language()}"
        return slots.fill(fragments.kept(key, lambda: self._for_everybody(context)), context)

    def _for_everybody(self, context):
        with slots.for_everybody():
            return self.nodes.render(context)

    @staticmethod
    def _place(context) -> int | None:
        preview = getattr(context.get("request"), "is_preview", True)
        return None if preview or context.get("answers") else getattr(context.get("page"), "pk", None)


@register.tag
def kept(parser, token):
    """Keep what stands between `{% kept "reading" %}` and `{% endkept %}`: it must be the same for everybody.

    What is not stands in a `{% slot %}`. `{% kept "footer" on_every_page %}` is the same on every page, too.
    """
    name, *more = token.split_contents()[1:]
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), nodes, on_every_page=more == ["on_every_page"])


class DrawnNode(template.Node):
    """Draws its inside the first time in an answer, and repeats that the next times."""

    def __init__(self, name: str, nodes: template.NodeList):
        self.name = name
        self.nodes = nodes

    def render(self, context):
        """Return what was drawn under this name in this answer."""
        request = context.get("request")
        if request is None:
            return self.nodes.render(context)
        drawn = request.__dict__.setdefault("_drawn", {})
        if self.name not in drawn:
            drawn[self.name] = self.nodes.render(context)
        return drawn[self.name]


@register.tag
def drawn(parser, token):
    """Draw what stands between `{% drawn "path" %}` and `{% enddrawn %}` once, wherever it stands in one answer.

    For what a page holds twice, once for wide and once for narrow windows.
    """
    (name,) = token.split_contents()[1:]
    nodes = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return DrawnNode(name.strip("\"'"), nodes)


class SlotNode(template.Node):
    """Draws its inside, or what an app has for this reader instead."""

    def __init__(self, name: str, key: template.base.FilterExpression | None, nodes: template.NodeList):
        self.name = name
        self.key = key
        self.nodes = nodes

    def render(self, context):
        """Mark the place in a kept part; fill it at once elsewhere."""
        key = (self.key.resolve(context, ignore_failures=True) if self.key else "") or ""
        return slots.draw(self.name, str(key), context, lambda: self.nodes.render(context))


@register.tag
def slot(parser, token):
    """Put what a reader has of their own in place of what stands here for everybody.

    `{% slot "note" block.id %}for everybody{% endslot %}`; apps register who fills `note`.
    """
    name, *more = token.split_contents()[1:]
    key = parser.compile_filter(more[0]) if more else None
    nodes = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name.strip("\"'"), key, nodes)
