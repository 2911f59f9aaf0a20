"""A cell of a table's row that does not fit its column."""

from __future__ import annotations

from typing import NamedTuple

from aqmap.words import Text


class BadCell(NamedTuple):
    """A cell of a row that does not fit: its column, what was found and expected."""

    column: str
    found: str
    expected: Text | str

    @property
    def facts(self) -> dict[str, object]:
        """What a message says of it."""
        return {"found": self.found, "expected": self.expected}
