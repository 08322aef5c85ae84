"""How far a run has come: a bar on a terminal, a line a part elsewhere."""

from typing import TextIO

_WIDTH = 40


class Progress:
    """Shows steps on a stream. Nothing is shown for a run without steps."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.bar = stream.isatty()
        self.total = 0
        self.done = 0
        self.part = ""

    def start(self, total: int) -> None:
        """Say how many steps there are."""
        self.total = total

    def step(self, key: str) -> None:
        """Say that a step is done. Its part is what stands before the last slash of the key."""
        self.done += 1
        if self.bar:
            full = _WIDTH * self.done // self.total
            self.stream.write(f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {self.done}/{self.total} {key[:30]:<30}")
            if self.done == self.total:
                self.stream.write("\n")
        elif (part := key.rpartition("/")[0] or key) != self.part:
            self.part = part
            self.stream.write(f"starter content: {part}\n")
        self.stream.flush()
