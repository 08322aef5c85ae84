"""How many people, told so roughly that nobody stands out."""

# The lowest count of each band but the first.
BANDS = (5, 20, 100)


def band(count: int) -> tuple[int, int | None]:
    """Return the lowest and the highest count of the band that holds a count; None when it has no end."""
    if count < 0:
        raise ValueError("There cannot be fewer than no people.")
    low = max((start for start in BANDS if start <= count), default=0)
    high = next((start - 1 for start in BANDS if start > count), None)
    return low, high
