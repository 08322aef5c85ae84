"""Turns the typed blocks of the starter files into stored StreamField values, each with a stable id.

Lists are stored item by item with an id of their own: in a plain list wagtail-localize finds no text.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from academy_site.starter.identity import block_uuid, stable_uuid
from academy_site.starter.library import Library
from academy_site.starter.markup import inline, rich_text

Raw = dict[str, Any]


class StreamWriter:
    """Writes the StreamFields of one page."""

    def __init__(self, library: Library, page_key: str) -> None:
        self.library = library
        self.page_key = page_key

    def body(self, blocks: Iterable[Raw], field: str = "body") -> str:
        """Return a body of typed blocks. A block that refers to something deleted is left out."""
        written = []
        position = 0
        for block in blocks:
            # A tool has its key as its place: the ids of what stands after it are those without it.
            position += block["type"] != "tool"
            place = block["key"] if block["type"] == "tool" else position
            block_id = block.get("id") or block_uuid(self.page_key, field, place, block["type"])
            value = _WRITERS[block["type"]](self, block_id, block)
            if value is not None:
                written.append({"type": block["type"], "value": value, "id": block_id})
        return json.dumps(written)

    def lines(self, field: str, block_type: str, values: Iterable[Any]) -> str:
        """Return a field that holds one kind of block, for instance outcomes."""
        return json.dumps(
            [
                {
                    "type": block_type,
                    "value": value,
                    "id": block_uuid(self.page_key, field, position, block_type),
                }
                for position, value in enumerate(values, start=1)
            ]
        )


def items(owner_id: str, name: str, values: Sequence[Any], keys: Sequence[str] = ()) -> list[Raw]:
    """Return the items of a list block. Their ids follow from their key, else from their place."""
    return [
        {
            "type": "item",
            "value": value,
            "id": str(stable_uuid("item", owner_id, name, keys[n] if keys else n + 1)),
        }
        for n, value in enumerate(values)
    ]


def line(text: str) -> str:
    """Return one line of Markdown as it is stored in a line block."""
    return f"<p>{inline(text)}</p>"


def check(data: Raw) -> Raw:
    """Return a knowledge check of the curriculum file as a typed block; its id follows from its key."""
    return {
        **data,
        "type": "knowledge_check",
        "kind": data["type"],
        "id": str(stable_uuid("check", data["key"])),
    }


def _lines_of(owner_id: str, block: Raw, name: str) -> list[Raw]:
    return items(owner_id, name, [line(text) for text in block[name]])


def _known(writer: StreamWriter, kind: str, keys: Iterable[str]) -> list[tuple[str, int]]:
    found = [(key, writer.library.find_word_id(kind, key)) for key in keys]
    return [(key, pk) for key, pk in found if pk is not None]


def _activity(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    value = {name: block[name] for name in ("title", "minutes", "group")}
    return {**value, "steps": _lines_of(block_id, block, "steps"), "product": block.get("product", "")}


def _knowledge_check(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    options = [
        {
            "text": option["text"],
            "fits": option.get("correct", False),
            "position": option.get("position"),
            "feedback": option["feedback"],
        }
        for option in block["options"]
    ]
    sources = _known(writer, "source", block.get("sources", ()))
    return {
        "kind": block["kind"],
        "question": block["text"],
        "options": items(block_id, "options", options, [option["key"] for option in block["options"]]),
        "sources": items(block_id, "sources", [pk for _, pk in sources], [key for key, _ in sources]),
    }


def _resource(writer: StreamWriter, block_id: str, block: Raw) -> Raw | None:
    source = writer.library.find_word_id("source", block["source"])
    return {"source": source, "note": block["note"], "licence": ""} if source else None


def _tool(writer: StreamWriter, block_id: str, block: Raw) -> Raw | None:
    instrument = writer.library.find_instrument_id(block["key"])
    return {"instrument": instrument, "counts": block.get("counts", False)} if instrument else None


def _rhythm(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    names = ("title", "when", "purpose", "learner", "teacher", "parent", "record")
    return {**{name: block[name] for name in names}, "tools": items(block_id, "tools", block["tools"])}


def _concern(writer: StreamWriter, block_id: str, block: Raw) -> Raw | None:
    phase = writer.library.find_word_id("phase", block["phase"])
    if not phase:
        return None
    return {"say": block["say"], "about": block["about"], "phase": phase, "helps": block["helps"]}


def _claim(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    sources = _known(writer, "source", block["sources"])
    return {
        "claim": block["claim"],
        "text": rich_text(block["text"]),
        "confidence": block["confidence"],
        "sources": items(block_id, "sources", [pk for _, pk in sources], [key for key, _ in sources]),
    }


def _output(writer: StreamWriter, block_id: str, block: Raw) -> Raw | None:
    country = writer.library.find_page_id(f"country/{block['country']}")
    page = writer.library.find_page_id(block["page"])
    if country is None or page is None:
        return None
    value = {"title": block["title"], "link_text": block["link_text"], "text": rich_text(block["text"])}
    return {**value, "country": country, "page": page}


def _linked(writer: StreamWriter, block: Raw) -> Raw:
    link = block.get("link", {})
    page = writer.library.find_page_id(link["page"]) if link else None
    return {
        "title": block["title"],
        "introduction": block.get("introduction", ""),
        "text": rich_text(block["text"]),
        "page": page,
        "link_text": link.get("text", "") if page else "",
    }


def _origin(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    names = ("definition", "definition_source")
    return {**_linked(writer, block), **{name: block[name] for name in names}}


def _loop(writer: StreamWriter, block_id: str, block: Raw) -> Raw:
    steps = [{"title": step["title"], "text": step["text"]} for step in block["steps"]]
    value = {name: block[name] for name in ("title", "introduction")}
    return {**value, "steps": items(block_id, "steps", steps)}


_WRITERS: dict[str, Callable[[StreamWriter, str, Raw], Any]] = {
    "text": lambda writer, block_id, block: rich_text(block["text"]),
    "heading": lambda writer, block_id, block: block["text"],
    "callout": lambda writer, block_id, block: {
        "tone": block["tone"],
        "title": block["title"],
        "text": rich_text(block["text"]),
    },
    "example": lambda writer, block_id, block: {"title": block["title"], "text": rich_text(block["text"])},
    "checklist": lambda writer, block_id, block: {
        "title": block["title"],
        "items": _lines_of(block_id, block, "items"),
    },
    "reflection": lambda writer, block_id, block: {"question": block["question"]},
    "levels": lambda writer, block_id, block: writer.library.find_word_id("dimension", block["dimension"]),
    "term": lambda writer, block_id, block: writer.library.find_word_id("term", block["key"]),
    "activity": _activity,
    "knowledge_check": _knowledge_check,
    "resource": _resource,
    "tool": _tool,
    "rhythm": _rhythm,
    "concern": _concern,
    "claim": _claim,
    "output": _output,
    "audience": lambda writer, block_id, block: _linked(writer, block),
    "trust": lambda writer, block_id, block: _linked(writer, block),
    "origin": _origin,
    "loop": _loop,
    "programme": lambda writer, block_id, block: {
        "title": block["title"],
        "introduction": block["introduction"],
    },
}
