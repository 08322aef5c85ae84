"""Where a long word of a label may break, so that it fits beside an axis on a narrow screen.

Finnish and Polish have words of twenty letters and more, and browsers know no hyphenation for all five
languages. An editor who sets soft hyphens knows better: such a word is left as it is.
"""

from functools import lru_cache

SOFT = "\u00ad"
# Fits in half of a screen of 320 pixels, beside the icon.
WIDEST = 12
_LEAST = 3
_VOWELS = frozenset("aeiouyåäöüéëïóąę")
# Two letters, one sound: never taken apart. Polish, English and Dutch.
_PAIRS = frozenset(("ch", "cz", "dz", "dź", "dż", "rz", "sz", "sh", "th", "ph", "ng", "qu", "ck"))


@lru_cache(maxsize=1024)
def breakable(label: str, widest: int = WIDEST) -> str:
    """Return a label in which soft hyphens make every piece at most `widest` letters long.

    Without its soft hyphens it is the label. Words that fit are left alone; a long one breaks in front of
    a consonant that a vowel follows, as near to its middle as can be, else at the width itself.
    """
    return " ".join(_broken(word, max(widest, 2 * _LEAST)) for word in label.split(" "))


def _broken(word: str, widest: int) -> str:
    if SOFT in word or len(word) <= widest:
        return word
    at = _best(word, widest)
    return f"{_broken(word[:at], widest)}{SOFT}{_broken(word[at:], widest)}"


def _best(word: str, widest: int) -> int:
    places = [at for at in range(_LEAST, len(word) - _LEAST + 1) if _may_break(word, at)]
    return min(places, key=lambda at: abs(2 * at - len(word)), default=min(widest, len(word) // 2))


def _may_break(word: str, at: int) -> bool:
    before, here, after = (word[index].lower() for index in (at - 1, at, at + 1))
    if before + here in _PAIRS or not here.isalpha() or not before.isalpha():
        return False
    if here + after in _PAIRS:
        return at + 2 < len(word) and word[at + 2].lower() in _VOWELS
    return here not in _VOWELS and after in _VOWELS
