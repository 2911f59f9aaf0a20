"""How verdicts look, once for all that is made: by sign and word first, then by colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aqmap.model.joined import Status

Stroke = tuple[tuple[float, float], ...]
"""Points in a circle of radius 1 around the sign's middle; y points down, as on a screen."""


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict's fill and the name of its sign."""

    color: str
    sign: str


# ColorBrewer (Blues, RdBu): apart with red-green blindness, light and dark in a grey copy.
VERDICT_LOOKS: Mapping[Status, VerdictLook] = {
    Status.MET: VerdictLook("#9ECAE1", "check"),
    Status.NOT_MET: VerdictLook("#B2182B", "cross"),
}
"""In the order of their classes: everything else is a reason, with a hatch and a letter."""

SIGN_STROKES: Mapping[str, tuple[Stroke, ...]] = {
    "check": (((-0.55, 0.05), (-0.15, 0.45), (0.6, -0.45)),),
    "cross": (((-0.45, -0.45), (0.45, 0.45)), ((0.45, -0.45), (-0.45, 0.45))),
}
"""The line of each sign, which stands on a white disc."""

SIGN_CHARACTERS: Mapping[str, str] = {"check": "✓", "cross": "✗"}
"""How each sign is written where only words can stand."""
