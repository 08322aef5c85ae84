"""About how long it takes to answer."""

SECONDS_AN_ITEM = 18
SECONDS_A_TEXT = 20


def minutes_for(items: int, texts: int = 0) -> int:
    """Return about how many minutes so many items and questions for own words take; at least one."""
    seconds = items * SECONDS_AN_ITEM + texts * SECONDS_A_TEXT
    return max(1, (seconds + 30) // 60)
