"""Codes that people read out and type: signs of which none is taken for another, the last one a check.

32 signs without I, L, O and U. Whoever types O means 0, and whoever types I or L means 1. All signs but one
are drawn at random, five bits each; the last one makes one wrong sign, or two that changed places, a wrong code.
"""

from collections.abc import Callable

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# A mirror's code (45 bits), a slip's of a survey (35 bits, and thousands are out at a time for weeks at most),
# and that of a lesson, which lasts an hour.
LENGTH = 10
SLIP = 8
LESSON = 6
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " -–\t\r\n.")


def made_code(draw: Callable[[int], int], length: int = LENGTH) -> str:
    """Return a new code of so many signs. `draw(n)` gives a random number below n that nobody can guess."""
    body = "".join(SIGNS[draw(len(SIGNS))] for _ in range(length - 1))
    return body + _check(body)


def read_code(typed: str, *lengths: int) -> str:
    """Return a code as it is kept, from what somebody typed; nothing when there is a slip in it.

    `lengths` are those that a code may have here, by default that of a mirror's.
    """
    code = typed.upper().translate(_BETWEEN).translate(_MEANT)
    if len(code) not in (lengths or (LENGTH,)) or any(sign not in SIGNS for sign in code):
        return ""
    return code if _check(code[:-1]) == code[-1] else ""


def shown_code(code: str) -> str:
    """Return a code in two groups, as it is read out."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def _check(body: str) -> str:
    """Return the check sign: Luhn's sum in base 32, which catches a wrong sign and neighbours that changed places."""
    base, total = len(SIGNS), 0
    for place, sign in enumerate(reversed(body)):
        double = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += double // base + double % base
    return SIGNS[-total % base]
