"""What the tools app tells other apps."""

from django.dispatch import Signal

# Sent after commit with `version`.
instrument_released = Signal()
