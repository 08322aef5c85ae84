"""What a browser says about itself, cut down to what its owner recognises in a list."""

# What stands in the line that a browser sends, in the order of looking: many name others beside themselves.
_BROWSERS = (
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/", "Edge")),
    ("Opera", ("OPR/", "Opera")),
    ("Samsung Internet", ("SamsungBrowser", "Samsung Internet")),
    ("Firefox", ("Firefox", "FxiOS")),
    ("Chrome", ("Chrome", "CriOS")),
    ("Safari", ("Safari",)),
)
_SYSTEMS = (
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Android", ("Android",)),
    ("ChromeOS", ("CrOS", "ChromeOS")),
    ("Windows", ("Windows",)),
    ("macOS", ("Macintosh", "macOS")),
    ("Linux", ("Linux",)),
)


def device_of(user_agent: str) -> str:
    """Return browser and system ("Firefox, Windows"), without versions or anything rare; "" for unknown ones.

    What it returns is returned for itself, too.
    """
    return ", ".join(filter(None, (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))))


def _first(names: tuple[tuple[str, tuple[str, ...]], ...], said: str) -> str:
    return next((name for name, marks in names if any(mark in said for mark in marks)), "")
