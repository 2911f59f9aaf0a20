"""Words made to fit a given room: smaller, in lines of one length, or cut."""

from __future__ import annotations

import math

from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import SMALLEST_PT, Pen
from aqmap.render.paper.canvas.typeset import wrap


def fitting(
    pen: Pen, words: str, room: float, largest: float = 7.0, *, bold: bool = False
) -> float:
    """Return the size at which words fit, as far as they stay legible."""
    wide = pen.width(words, largest, bold=bold)
    return max(SMALLEST_PT, min(largest, largest * room / max(wide, 0.1)))


def cut(pen: Pen, words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return words without their bracketed end, or cut with an ellipsis, if they are too long."""
    short = words
    for sign in ("（", " ("):
        if pen.width(short, size, bold=bold) > room:
            short = short.split(sign)[0] or short
    while len(short) > 2 and pen.width(short, size, bold=bold) > room:
        short = short.removesuffix("…")[:-1] + "…"
    return short


def balanced(pen: Pen, words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return words in lines of about one length: a last line of one word reads badly."""
    whole = pen.width(words, size, bold=bold)
    fair = whole / math.ceil(whole / room) + 3 * size * MM_PER_POINT
    return wrap(pen, words, size, min(fair, room), bold=bold)


def at_most(
    pen: Pen, lines: list[str], count: int, size: float, room: float, *, bold: bool = False
) -> list[str]:
    """Return no more than some lines; the last of fewer than there were ends in an ellipsis."""
    if len(lines) <= count:
        return lines
    return [*lines[: count - 1], cut(pen, f"{lines[count - 1]}…", size, room, bold=bold)]
