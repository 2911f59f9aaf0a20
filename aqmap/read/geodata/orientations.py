"""The ways in which a layer is turned over by mistake: mirrored, or rotated by quarter turns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy

ORIENTATIONS: Mapping[str, numpy.ndarray] = {
    "upright": numpy.array([[1, 0], [0, 1]]),
    "mirrored_east_west": numpy.array([[-1, 0], [0, 1]]),
    "mirrored_north_south": numpy.array([[1, 0], [0, -1]]),
    "upside_down": numpy.array([[-1, 0], [0, -1]]),
    "axes_exchanged": numpy.array([[0, 1], [1, 0]]),
    "quarter_left": numpy.array([[0, 1], [-1, 0]]),
    "quarter_right": numpy.array([[0, -1], [1, 0]]),
}
"""By name, the matrix that takes longitude and latitude back to where they belong."""


def turned(points: numpy.ndarray, orientation: str) -> numpy.ndarray:
    """Return points of n, 2 turned back about the middle of their frame."""
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    back: numpy.ndarray = (points - middle) @ ORIENTATIONS[orientation].T + middle
    return back


def shift_text(shift: numpy.ndarray) -> str:
    """Return a shift in degrees as it is written: longitude, then latitude."""
    return "{:+.2f}°, {:+.2f}°".format(*(shift + 0.0))
