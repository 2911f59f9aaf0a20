"""Breaking lines of Chinese and Latin text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import dropwhile
from typing import Protocol

from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import Pen

# What must not begin or end a line (GB/T 15834, in the short form that maps need).
_NOT_FIRST = frozenset("，。、；：？！）》〕】”’%°・·,.;:?!)]")
_NOT_LAST = frozenset("（《〔【“‘([")
# A Latin word or a number, also one whose thousands stand apart.
_PIECES = re.compile(r"(?:[!-~\u00a1-\u024f−–μ≤≥]|(?<=\d)\s(?=\d{3}(?!\d)))+|\s+|.")


class Ruler(Protocol):
    """What knows how wide a line of text is: a pen, or the fonts before there is a page."""

    def width(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres."""
        ...


def wrap(
    ruler: Ruler, text: str, size_pt: float, width_mm: float, *, bold: bool = False
) -> list[str]:
    """
    Break a text into lines no wider than `width_mm`.

    Chinese may break anywhere but before closing and after opening punctuation; Latin words and
    numbers stay whole unless one alone is wider than the line.
    """

    # Widths add up, as the font has no kerning; each piece is measured once.
    @cache
    def measured(words: str) -> float:
        return ruler.width(words, size_pt, bold=bold)

    room = width_mm + 1e-9
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in _pieces(text, lambda p: measured(p) <= room):
        if used + measured(piece.rstrip()) <= room or not "".join(line).strip():
            line.append(piece)
            used += measured(piece)
            continue
        moved_on: list[str] = []
        while line and (line[-1] in _NOT_LAST or (piece[0] in _NOT_FIRST and not moved_on)):
            moved_on.insert(0, line.pop())
        if not line:
            line, moved_on = moved_on, []
        lines.append("".join(line).rstrip())
        line = list(dropwhile(str.isspace, [*moved_on, piece]))
        used = sum(map(measured, line))
    last = "".join(line).rstrip()
    return [*lines, last] if last or not lines else lines


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    for piece in _PIECES.findall(text):
        if fits(piece):
            yield piece
        else:
            yield from piece


def draw_lines(
    pen: Pen,
    lines: list[str],
    left: float,
    top: float,
    size_pt: float,
    *,
    color: str,
    leading: float = 1.42,
) -> float:
    """Write lines below each other; return where the last one ends."""
    pitch = size_pt * MM_PER_POINT * leading
    for number, line in enumerate(lines):
        pen.text(left, top - pitch * (number + 0.5), line, size_pt, color=color)
    return top - pitch * len(lines)
