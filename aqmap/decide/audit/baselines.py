"""The value that a stated change or a relative target starts from."""

from __future__ import annotations

from collections.abc import Sequence

from aqmap.model.figures import Figure, Role

BASELINE_ROLES = (Role.BASELINE, Role.MEASURED)
"""Roles of a value that a change may start from; one that is called the baseline goes first."""


def baseline_values(figure: Figure, candidates: Sequence[Figure]) -> list[Figure]:
    """Return the candidates with a value for a figure's baseline period, the best first."""
    return [
        candidate
        for role in BASELINE_ROLES
        for candidate in candidates
        if candidate.role == role
        and candidate.value is not None
        and candidate.period == figure.baseline_period
    ]
