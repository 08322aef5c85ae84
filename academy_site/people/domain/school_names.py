"""When two schools look like one: names without marks and abbreviations, compared word by word."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

# Letters whose mark does not come off by itself.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_IS_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_BETWEEN = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['’‘`´]")
# Abbreviations of the five languages, each as it stands without dots and marks.
_MEANT = {
    # Polish
    "sp": "szkola podstawowa",
    "szk": "szkola",
    "podst": "podstawowa",
    "lo": "liceum ogolnoksztalcace",
    "zs": "zespol szkol",
    "zso": "zespol szkol ogolnoksztalcacych",
    "zsp": "zespol szkolno przedszkolny",
    "im": "imienia",
    # English
    "sch": "school",
    "prim": "primary",
    "sec": "secondary",
    "comp": "comprehensive",
    "acad": "academy",
    "coll": "college",
    "st": "saint",
    # Dutch
    "bs": "basisschool",
    "obs": "openbare basisschool",
    "cbs": "christelijke basisschool",
    "rkbs": "rooms katholieke basisschool",
    "pcbs": "protestants christelijke basisschool",
    "sg": "scholengemeenschap",
    # Swedish
    "sk": "skola",
    "grsk": "grundskola",
    "gy": "gymnasium",
    "gymn": "gymnasium",
    # Finnish
    "ala": "alakoulu",
    "pk": "peruskoulu",
    "yk": "ylakoulu",
}
_DROPPED = {"nr", "no", "numer", "nummer", "the", "of", "and", "de", "het", "och", "ja", "i", "w", "we", "imienia"}
# What many schools are called; two names that share nothing else are not alike.
_KIND_WORDS = """
academy alakoulu basisschool christelijke college comprehensive general grundskola grundskolan gymnasium gymnasiet
high katholieke koulu lagstadiet liceum lukio lyceum ogolnoksztalcace ogolnoksztalcacych openbare peruskoulu
podstawowa primary protestants przedszkolny public publiczna rooms scholengemeenschap school schule secondary skola
skolan szkol szkola szkolno ylakoulu yhtenaiskoulu zespol
"""
_KINDS = frozenset(_KIND_WORDS.split())
# Names so alike may be one name with a slip in it.
_NEARLY = 0.84
MOST_WORDS = 40


def folded(text: str) -> str:
    """Return a text in small letters without marks: å and ä are a, ö is o, ł is l."""
    # Twice: signs such as № become letters first, and small letters may carry marks of their own.
    small = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", small)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def normal_name(name: str) -> str:
    """Return the name of a school as it is compared: folded, abbreviations written out, without punctuation."""
    words: list[str] = []
    for written in re.split(r"[\s,;/()\"„”“]+", _APOSTROPHES.sub("", name))[:MOST_WORDS]:
        if _IS_ROMAN.match(written.rstrip(".")):
            words.append(str(_roman(written.rstrip("."))))
            continue
        for word in _BETWEEN.sub(" ", folded(written)).split():
            words += _MEANT.get(word, word).split()
    return " ".join([word for word in words if word not in _DROPPED] or words)


def normal_id(national_id: str) -> str:
    """Return the number that a state gave to a school: capitals and digits only."""
    return re.sub(r"[^0-9A-Z]", "", national_id.upper())


def telling_words(normal: str) -> list[str]:
    """Return the words of a normal name that tell schools apart, longest first."""
    words = {word for word in normal.split() if word not in _KINDS}
    return sorted(words, key=lambda word: (-len(word), word))


@dataclass(frozen=True)
class Known:
    """What is known of a school when it is compared, all of it in normal form. Both are in one country."""

    name: str
    town: str
    national_id: str = ""


def likeness(one: Known, other: Known) -> int | None:
    """Return how sure it is that two are one school: 0 the same number of the state, 4 least; None if they differ.

    Two names with different numbers in them are two schools, however alike the rest is.
    """
    if one.national_id and other.national_id:
        # Where the state has numbered both, it has said so.
        return 0 if one.national_id == other.national_id else None
    if _numbers(one.name) != _numbers(other.name):
        return None
    same_town = one.town == other.town
    if one.name == other.name:
        return 1 if same_town else 3
    mine, theirs = set(telling_words(one.name)) - {one.town}, set(telling_words(other.name)) - {other.town}
    if mine and mine == theirs:
        return 2 if same_town else 4
    if not same_town:
        return None
    within = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return 2 if within or _nearly(mine, theirs) else None


def _nearly(mine: set[str], theirs: set[str]) -> bool:
    if not (mine and theirs):
        return False
    return SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(theirs))).ratio() >= _NEARLY


def _numbers(normal: str) -> list[str]:
    return sorted(word for word in normal.split() if word.isdigit())


def _roman(written: str) -> int:
    values = [_ROMAN[sign] for sign in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
