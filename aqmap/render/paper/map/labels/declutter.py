"""Signs that would lie over each other are moved apart, each with a line to its place."""

from __future__ import annotations

import numpy as np

CLEAR_MM, DOT_MM = 0.4, 0.35
"""Between two signs; the radius of the dot where a moved sign belongs."""
MOST_MOVED = 200
"""Where more points than these show values, their signs stay where they are, one over the other."""
_TURN, _STEP_MM, _ROUNDS = 2.4, 0.5, 500


def apart(places: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """
    Return where discs stand that cover neither each other nor a place that one was moved from.

    Parameters
    ----------
    places
        Shape (n, 2), in millimetres.
    radii
        Shape (n,).

    Returns
    -------
    moved
        Shape (n, 2), equal for equal input. A disc that meets no other stays where it is.
    """
    moved = places.astype(float)
    order = np.arange(len(moved))
    touch = _lacking(moved, moved, radii[:, None] + radii) > 0
    touch[order, order] = False
    crowd = touch.any(axis=1)
    if not crowd.any():
        return moved
    near = (touch | np.eye(len(moved), dtype=bool)).astype(float)
    middles = near @ moved / near.sum(axis=1, keepdims=True)
    # Each sets out from the middle of those it meets; of two at one place each goes its own way.
    turned = np.stack([np.cos(_TURN * order), np.sin(_TURN * order)], axis=-1)
    moved[crowd] += 0.5 * _unit(moved - middles + 1e-3 * turned)[crowd]
    yields = np.where(crowd, 0.5, 1.0)  # to what stands fast a disc gives way alone
    for number in range(_ROUNDS):
        discs = _lacking(moved, moved, radii[:, None] + radii)
        discs[order, order] = 0
        dots = _lacking(moved, places, radii[:, None] + DOT_MM) * crowd
        if number > _ROUNDS / 2:  # a disc caught between places may cover one, never a disc
            dots *= 0
        if not (discs[crowd].any() or dots[crowd].any()):
            break
        push = _unit(moved[:, None] - moved) * (discs * yields)[..., None]
        push += _unit(moved[:, None] - places) * dots[..., None]
        step = push.sum(axis=1)[crowd] * 1.02
        length = np.hypot(*step.T)[:, None]
        moved[crowd] += step * np.minimum(1, _STEP_MM / np.maximum(length, 1e-9))
    return moved


def _lacking(points: np.ndarray, obstacles: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Return how much farther each point should be from each obstacle."""
    between = points[:, None] - obstacles
    lacking: np.ndarray = np.maximum(
        needed + CLEAR_MM - np.hypot(between[..., 0], between[..., 1]), 0
    )
    return lacking


def _unit(vectors: np.ndarray) -> np.ndarray:
    unit: np.ndarray = (
        vectors / np.maximum(np.hypot(vectors[..., 0], vectors[..., 1]), 1e-9)[..., None]
    )
    return unit
