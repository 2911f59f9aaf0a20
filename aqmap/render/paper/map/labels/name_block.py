"""A name as it is set in one line or several, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.map.labels.label_placer import Placed

_PITCH = 1.08


@dataclass(frozen=True, slots=True)
class NameBlock:
    """A name in one or two lines, its size, and how wide it is."""

    lines: tuple[str, ...]
    points: float
    width: float

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.points * MM_PER_POINT * _PITCH

    @property
    def height(self) -> float:
        """Its lines with some room around them."""
        return self.points * MM_PER_POINT + self.pitch * (len(self.lines) - 1) + 0.3


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name, as it is set, and where."""

    block: NameBlock
    placed: Placed
