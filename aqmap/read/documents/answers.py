"""What whoever reads a document says of it where it leaves something open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aqmap.model.figures import Role


@dataclass(frozen=True)
class Answers:
    """
    Answers that hold where a document says nothing itself.

    Attributes
    ----------
    period
        Its year, or the part of one that it is about; ISO 8601.
    place
        Code of the place that 州直, 全市 and the like mean in it.
    role
        What its numbers are where their words do not say it.
    units
        Units of numbers written without one, by the id of their indicator.
    """

    period: str = ""
    place: str = ""
    role: Role | None = None
    units: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS = Answers()
