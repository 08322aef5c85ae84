"""A small survey for the tests of numbers, and people who answer it."""

from hypothesis import strategies as st

from tools.domain.instrument import Group, Item, ScaleStep, Structure

SCALE = (*(ScaleStep(str(n), n) for n in range(1, 6)), ScaleStep("na", None))
ANSWERS = tuple(step.key for step in SCALE)
STAFF = ("teacher", "leader")
ALL = (*STAFF, "student", "parent", "governor")


def survey() -> Structure:
    """Two areas of four and three items; students answer two and three of them, governors one each."""
    return Structure(
        key="school",
        kind="survey",
        scale=SCALE,
        groups=(
            Group(
                "vision",
                items=(
                    Item("V1", audiences=ALL, pulse=True),
                    Item("V2", audiences=STAFF),
                    Item("V3", audiences=(*STAFF, "student")),
                    Item("V4", audiences=STAFF),
                ),
            ),
            Group(
                "ownership",
                items=(
                    Item("W1", audiences=(*STAFF, "student")),
                    Item("W2", audiences=ALL, pulse=True),
                    Item("W3", audiences=(*STAFF, "student")),
                ),
            ),
        ),
    )


ITEMS = ("V1", "V2", "V3", "V4", "W1", "W2", "W3")
OWN = ("X1",)


def sheets(items=(*ITEMS, *OWN)):
    """Return what one person may send: any of the items with any answer."""
    return st.dictionaries(st.sampled_from(items), st.sampled_from(ANSWERS))
