"""What happens to learners, told when it is committed: `person` and keys that all languages share."""

from django.dispatch import Signal

# person, unit, module: a teacher marked a unit as done that was not done.
unit_done = Signal()
# person, module: a module became worked through.
module_worked_through = Signal()
