"""How long a survey takes."""

# Seconds to read and answer one item, tried out on the wordings of the starter, and for the words at the end.
ITEM, OWN_WORDS = 18, 60


def minutes_for(items: int) -> int:
    """Return about how many minutes it takes to answer so many items, at least 2."""
    return max(2, round((items * ITEM + OWN_WORDS) / 60))
