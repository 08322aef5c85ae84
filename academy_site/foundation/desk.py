"""What apps put on the learner's home: the one next step, and panels.

The learner's home calls the hook `construct_learner_home` with the request and a `Desk`; each app
adds to it. Not here: what an app shows, which is the app's own.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from laces.components import Component


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What a teacher could do next. The step with the lowest rank becomes the one primary action."""

    rank: int
    kicker: str | Promise
    title: str | Promise
    text: str | Promise
    action: str | Promise
    url: str
    # Key of a dimension, or empty.
    dimension: str = ""
    # Language of the title, where it is not that of the interface.
    title_language: str = ""


class Panel(Component):
    """A part of the learner's home; panels stand in the order of their numbers.

    A wide panel brings its own section; the others stand below, two beside each other.
    """

    order = 100
    wide = False


@dataclass
class Desk:
    """What apps have contributed so far."""

    steps: list[NextStep] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)

    @property
    def next_step(self) -> NextStep | None:
        """Return the step to offer, None when no app knows one."""
        return min(self.steps, key=lambda step: step.rank, default=None)

    @property
    def ordered_panels(self) -> list[Panel]:
        """Return the panels in their order."""
        return sorted(self.panels, key=lambda panel: panel.order)

    @property
    def wide_panels(self) -> list[Panel]:
        """Return the panels that take the whole width."""
        return [panel for panel in self.ordered_panels if panel.wide]

    @property
    def side_panels(self) -> list[Panel]:
        """Return the panels that stand two beside each other."""
        return [panel for panel in self.ordered_panels if not panel.wide]
