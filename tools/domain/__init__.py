"""The rules of the instruments, in plain Python: no database, no clock, no language."""
