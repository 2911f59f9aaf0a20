"""Which stretches of a text are free still: the first to take one has it."""

from __future__ import annotations


class FreeStretches:
    """The signs of a text, free or taken; asking costs the same however many are taken."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Return whether no sign from `start` up to `end` is taken."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> bool:
        """Take a stretch if all of it is free; return whether it was."""
        if not self.is_free(start, end):
            return False
        self.close(start, end)
        return True

    def close(self, start: int, end: int) -> None:
        """Take a stretch whatever is taken of it."""
        self._taken[start:end] = b"\1" * (end - start)
