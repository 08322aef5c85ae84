"""What in the content of a page shuts people out: pictures, headings, words of links, video.

Plain rules over the parts of a page in reading order. Colours, focus and names of fields are the
templates' business, and tested there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from itertools import zip_longest

Path = tuple[str | int, ...]


class Rule(StrEnum):
    """What can be wrong."""

    PICTURE_UNDECIDED = "picture_undecided"
    PICTURE_SAYS_NOTHING = "picture_says_nothing"
    HEADING_EMPTY = "heading_empty"
    HEADING_JUMPS = "heading_jumps"
    HEADING_ALONE = "heading_alone"
    HEADING_BY_LOOK = "heading_by_look"
    LINK_WITHOUT_WORDS = "link_without_words"
    LINK_SAYS_NOTHING = "link_says_nothing"
    VIDEO_WITHOUT_WORDS = "video_without_words"


@dataclass(frozen=True)
class Heading:
    """A heading of its own. The title of the page is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Rich:
    """Running text as HTML."""

    html: str


@dataclass(frozen=True)
class Picture:
    """A picture and what an editor decided about its words."""

    alt: str
    decorative: bool


@dataclass(frozen=True)
class Video:
    """A video and the words for those who cannot hear or see it."""

    transcript: str
    captions: bool


@dataclass(frozen=True)
class Other:
    """Anything else that stands below a heading."""


@dataclass(frozen=True)
class Part:
    """One part of a page with the path to it, and the key of the block it lies in."""

    path: Path
    content: Heading | Rich | Picture | Video | Other
    block: str = ""


@dataclass(frozen=True)
class Finding:
    """What is wrong, where, and the words it is about."""

    rule: Rule
    path: Path = field(compare=False)
    quote: str = ""
    block: str = ""

    @property
    def key(self) -> str:
        """Return what names this finding however often the page is published, and wherever the block moves."""
        return f"{self.rule}:{self.block}:{self.quote}"


# Words that say nothing out of their sentence, in the five languages.
EMPTY_WORDS = frozenset(
    """
    here|click here|click|read more|more|link|this link|this|this page|learn more|see here
    hier|klik hier|klik|lees meer|meer|deze link|deze pagina|lees hier
    tästä|täältä|täällä|tässä|klikkaa tästä|klikkaa|lue lisää|lisää|linkki|tämä linkki|tämä sivu
    här|klicka här|klicka|läs mer|mer|länk|den här länken|denna länk|den här sidan
    tutaj|tu|kliknij tutaj|kliknij tu|kliknij|czytaj więcej|więcej|ten link|ta strona|czytaj dalej
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}
_PICTURE_WORDS = frozenset(
    [
        "image",
        "picture",
        "photo",
        "afbeelding",
        "foto",
        "plaatje",
        "kuva",
        "valokuva",
        "bild",
        "obraz",
        "obrazek",
        "zdjęcie",
    ]
)

_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_BOLD_LINE = re.compile(r"<p\b[^>]*>\s*<(b|strong)>((?:(?!</\1>).)*)</\1>\s*</p>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# A bold line longer than this is emphasis, or ends like a sentence.
_LONGEST_HEADING = 80


def plain(html: str) -> str:
    """Return the words of some HTML, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def bare(words: str) -> str:
    """Return words as they are compared: small letters, nothing around them."""
    return words.casefold().strip(" .,:;!?…»«›‹→>“”\"'()")


def findings(parts: Sequence[Part]) -> list[Finding]:
    """Return what is wrong with a page, in reading order."""
    found = [finding for part in parts for finding in _of_part(part)]
    found += _of_headings(parts)
    order = {part.path: number for number, part in enumerate(parts)}
    return sorted(found, key=lambda finding: order[finding.path])


def _of_part(part: Part) -> Iterable[Finding]:
    content = part.content
    if isinstance(content, Picture):
        rule = _of_picture(content)
        return [Finding(rule, part.path, content.alt, part.block)] if rule else []
    if isinstance(content, Video):
        silent = not content.captions and not plain(content.transcript)
        return [Finding(Rule.VIDEO_WITHOUT_WORDS, part.path, "", part.block)] if silent else []
    return _of_text(part, content.html) if isinstance(content, Rich) else []


def _of_picture(picture: Picture) -> Rule | None:
    words = bare(picture.alt)
    if picture.decorative:
        return None
    if not words:
        return Rule.PICTURE_UNDECIDED
    return Rule.PICTURE_SAYS_NOTHING if words in _PICTURE_WORDS or _FILE_NAME.fullmatch(words) else None


def _of_text(part: Part, html: str) -> Iterable[Finding]:
    for match in _LINK.finditer(html):
        words = plain(match[1])
        if not bare(words):
            yield Finding(Rule.LINK_WITHOUT_WORDS, part.path, words, part.block)
        elif bare(words) in EMPTY_WORDS or _ADDRESS.fullmatch(words):
            yield Finding(Rule.LINK_SAYS_NOTHING, part.path, words, part.block)
    for match in _BOLD_LINE.finditer(html):
        words = plain(match[2])
        if words and len(words) <= _LONGEST_HEADING and words[-1] not in ".!?:;,…":
            yield Finding(Rule.HEADING_BY_LOOK, part.path, words, part.block)


def _headings(parts: Sequence[Part]) -> Iterable[tuple[Part, Heading]]:
    for part in parts:
        if isinstance(part.content, Heading):
            yield part, part.content
        elif isinstance(part.content, Rich):
            for match in _HEADING.finditer(part.content.html):
                yield part, Heading(plain(match[2]), int(match[1]))


def _of_headings(parts: Sequence[Part]) -> Iterable[Finding]:
    level = 1
    for part, heading in _headings(parts):
        if not plain(heading.text):
            yield Finding(Rule.HEADING_EMPTY, part.path, "", part.block)
        if heading.level > level + 1 or heading.level == 1:
            yield Finding(Rule.HEADING_JUMPS, part.path, heading.text, part.block)
        level = heading.level
    for part, following in zip_longest(parts, parts[1:]):
        if not isinstance(part.content, Heading):
            continue
        after = following.content if following and following.path[0] == part.path[0] else None
        if after is None or (isinstance(after, Heading) and after.level <= part.content.level):
            yield Finding(Rule.HEADING_ALONE, part.path, part.content.text, part.block)
