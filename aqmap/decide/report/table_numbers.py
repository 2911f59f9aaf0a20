"""Which table of a report holds what a sentence counts or leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aqmap.decide.report.report_data import Block
from aqmap.words import Text, text


@dataclass(frozen=True, slots=True)
class TableNumbers:
    """
    The numbers of the tables.

    Attributes
    ----------
    compared, measures
        Of the table of what was held against its target, and of that of measures, if any.
    values
        Of the tables of targets and of values, by region, period and layer, and role.
    """

    compared: int | None = None
    measures: int | None = None
    values: Mapping[tuple[str, str, str, str], tuple[int, ...]] = field(default_factory=dict)

    def of_compared(self) -> Text | None:
        """Return the name of the table of comparisons."""
        return _named((self.compared,) if self.compared else ())

    def of_values(self, block: Block, *roles: str) -> Text | None:
        """Return the names of the tables of a block's targets or values, by the first role."""
        for role in roles:
            key = (block.region.id, block.period, block.layer.id, role)
            if key in self.values:
                return _named(self.values[key])
        return None


def _named(numbers: tuple[int, ...]) -> Text | None:
    if not numbers:
        return None
    first, last = numbers[0], numbers[-1]
    key = "report.in_table" if first == last else "report.in_tables"
    return text(key, first=first, last=last)
