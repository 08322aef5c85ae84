"""A bounded memory of one process that is emptied when public content changes."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int:
        """Bytes, roughly."""
        ...


T = TypeVar("T", bound=Sized)


class Shelf(Generic[T]):
    """Things of one process by key, least recently used out first, all out when the stamp changes."""

    def __init__(self, limit: int):
        self.limit = limit
        self._things: OrderedDict[str, T] = OrderedDict()
        self._stamp = ""
        self._size = 0
        self._lock = Lock()

    def get(self, key: str, now: str) -> T | None:
        """Return the thing kept for this key under this stamp."""
        with self._lock:
            thing = self._things.get(key) if now == self._stamp else None
            if thing is not None:
                self._things.move_to_end(key)
        return thing

    def put(self, key: str, now: str, thing: T) -> None:
        """Keep a thing that was made under this stamp, unless it would push out all others."""
        if thing.size > self.limit // 4:
            return
        with self._lock:
            if now != self._stamp:
                self._things.clear()
                self._size, self._stamp = 0, now
            old = self._things.pop(key, None)
            self._size += thing.size - (old.size if old else 0)
            self._things[key] = thing
            while self._size > self.limit and self._things:
                self._size -= self._things.popitem(last=False)[1].size
