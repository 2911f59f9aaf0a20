"""Colours along a ramp at even steps of lightness, so that a grey copy keeps the classes apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
"""Linear sRGB to XYZ under D65 (IEC 61966-2-1)."""
_WHITE = np.array([0.95047, 1.0, 1.08883])
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27


def even_ramp(colors: Sequence[str], count: int) -> tuple[str, ...]:
    """
    Return some colours of a ramp from its first to its last, at even steps of lightness.

    Parameters
    ----------
    colors
        The ramp, ever darker or ever lighter.
    count
        How many; of a single one, that of the ramp's middle lightness.

    Examples
    --------
    >>> even_ramp(("#FFFFFF", "#000000"), 3)
    ('#FFFFFF', '#777777', '#000000')
    """
    points = np.array([_lab(color) for color in colors])
    lightness = points[:, 0]
    steps = np.linspace(lightness[0], lightness[-1], count) if count > 1 else [lightness.mean()]
    order = np.argsort(lightness)
    mixed = [
        _hex(np.array([np.interp(step, lightness[order], points[order, n]) for n in range(3)]))
        for step in steps
    ]
    return (colors[0], *mixed[1:-1], colors[-1]) if count > 1 else tuple(mixed)


def _lab(color: str) -> np.ndarray:
    """Return CIE L*a*b* of a colour."""
    parts = np.array([int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    ratio = _TO_XYZ @ linear / _WHITE
    x, y, z = np.where(ratio > _EPSILON, np.cbrt(ratio), (_KAPPA * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _hex(lab: np.ndarray) -> str:
    """Return the colour of CIE L*a*b*, cut to what a screen can show."""
    y = (lab[0] + 16) / 116
    roots = np.array([y + lab[1] / 500, y, y - lab[2] / 200])
    ratio = np.where(roots**3 > _EPSILON, roots**3, (116 * roots - 16) / _KAPPA)
    linear = np.clip(np.linalg.solve(_TO_XYZ, ratio * _WHITE), 0, 1)
    parts = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * part):02X}" for part in np.clip(parts, 0, 1))
