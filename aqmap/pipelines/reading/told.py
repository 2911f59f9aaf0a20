"""What is told of documents when they are read, as written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    What is told of all documents that are read together, as written.

    Attributes
    ----------
    period
        2024, 2024-05, 2024-01/2024-06, or in words.
    place, role, source
        A code or name; a role by its code or word; the id of the register.
    units
        Indicators, by id or name, each with the unit of its numbers without one.
    """

    period: str = ""
    place: str = ""
    role: str = ""
    source: str = ""
    units: tuple[tuple[str, str], ...] = ()


NOTHING_TOLD = Told()
