"""The values that tables of days hold, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from aqmap.read.stations.hours import Traps

Key = tuple[str, str, date]
"""A pollutant, the code of a place or station, and a day."""


@dataclass
class DayBook:
    """
    The values of days, each once.

    Attributes
    ----------
    values
        In thousandths; of the index as a whole number.
    differing
        Those that stand twice with two values: none of them counts.
    """

    traps: Traps
    values: dict[Key, int] = field(default_factory=dict)
    differing: set[Key] = field(default_factory=set)

    def add(self, key: Key, value: int, file: str, spot: str) -> None:
        """Add a value; one that stands twice must agree."""
        before = self.values.setdefault(key, value)
        if before != value:
            self.differing.add(key)
            self.traps.note(file, "day_twice_different", spot=spot)

    def single(self) -> dict[Key, int]:
        """Return the values without those that differ."""
        return {key: value for key, value in self.values.items() if key not in self.differing}
