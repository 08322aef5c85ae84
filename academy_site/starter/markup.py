"""The small Markdown of the starter files, turned into rich text. Nothing else belongs here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

_INLINE = re.compile(r"\*\*(?P<b>.+?)\*\*|\*(?P<i>.+?)\*|\[(?P<words>[^\]]+)\]\((?P<url>[^)\s]+)\)")
_ITEM = re.compile(r"^(?:- |(?P<number>\d+)\. )")


@dataclass(frozen=True)
class Chunk:
    """One paragraph or list. `kind` is `p`, `ul` or `ol`; a paragraph has one line."""

    kind: str
    lines: tuple[str, ...]


def chunks(text: str) -> Iterator[Chunk]:
    """Split Markdown text into paragraphs and lists, in order."""
    for part in re.split(r"\n\s*\n", text.strip()):
        kind, lines = "p", []
        for line in part.split("\n"):
            marker = _ITEM.match(line)
            line_kind = "p" if marker is None else ("ol" if marker["number"] else "ul")
            if lines and line_kind != kind and line_kind != "p":
                yield Chunk(kind, tuple(lines))
                lines = []
            if line_kind == "p" and lines:
                lines[-1] += " " + line.strip()
                continue
            kind = line_kind
            lines.append(line[marker.end() :] if marker else line)
        if lines:
            yield Chunk(kind, tuple(line.strip() for line in lines))


def sentences(text: str) -> list[str]:
    """Return the strings of a Markdown text that a translator sees: one a paragraph or list item."""
    return [line for chunk in chunks(text) for line in chunk.lines]


def inline(text: str) -> str:
    """Render bold, italics and links of one line as rich text HTML. Keys become links when shown."""
    out, end = [], 0
    for match in _INLINE.finditer(text):
        out.append(escape(text[end : match.start()], quote=False))
        if match["url"]:
            out.append(f'<a href="{escape(match["url"])}">{escape(match["words"], quote=False)}</a>')
        else:
            tag = "b" if match["b"] else "i"
            out.append(f"<{tag}>{inline(match[tag])}</{tag}>")
        end = match.end()
    return "".join(out) + escape(text[end:], quote=False)


def rich_text(text: str) -> str:
    """Render Markdown text as rich text HTML: `<p>`, `<ul>` and `<ol>` only."""
    out = []
    for chunk in chunks(text):
        lines = [inline(line) for line in chunk.lines]
        if chunk.kind == "p":
            out += [f"<p>{line}</p>" for line in lines]
        else:
            items = "".join(f"<li>{line}</li>" for line in lines)
            out.append(f"<{chunk.kind}>{items}</{chunk.kind}>")
    return "".join(out)
