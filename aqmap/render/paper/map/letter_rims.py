"""How letters stay legible on a fill: the width of their white rim, or white letters."""

from __future__ import annotations

from aqmap.render.paper.canvas.pen import INK

_RIM_PT, _WIDE_RIM_PT = 0.8, 1.3
_LEGIBLE = 4.5
"""Contrast of letters and ground that WCAG 2.2 asks for."""


def contrast(first: str, second: str) -> float:
    """
    Return the contrast of two colours by WCAG 2.2, from 1 to 21.

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def rim_on(fill: str) -> float:
    """Return the points of the rim of dark letters on a fill: they run into a dark one."""
    return _RIM_PT if contrast(INK, fill) >= _LEGIBLE else _WIDE_RIM_PT


def letters_on(fill: str) -> str:
    """Return the colour of letters on one fill alone: white where dark ones are hard to read."""
    dark = contrast(INK, fill)
    return INK if dark >= _LEGIBLE or dark >= contrast("#FFFFFF", fill) else "#FFFFFF"


def _luminance(color: str) -> float:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
        for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
