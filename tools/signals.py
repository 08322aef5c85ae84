"""What the tools app tells other apps."""

from django.dispatch import Signal

# Sent after commit with `version`.
instrument_released = Signal()
# Sent after commit with `person` and `response`: a web was handed in.
response_submitted = Signal()
