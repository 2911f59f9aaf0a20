"""How much room words take on a slide, worked out without a program that lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MM_PER_POINT = 25.4 / 72
_LATIN_EM, _CAPITAL_EM, _POINT_EM = 0.52, 0.74, 0.3
"""Of Times New Roman's letters, on the wide side; Chinese characters are squares."""
_KEPT_FREE, _LEAST_FREE = 1.0, 0.1
"""Of a line, in characters or, where it is short, in parts of it."""
_WORDS = re.compile(r"[!-~]+ ?|.", re.DOTALL)
_OPENING, _CLOSING = "（(", "）)"
_JOINTS = {"；": "", ";": " "}
"""Between what a sentence says one after the other, and what must follow each."""

_BESIDE_LATIN_EM = 0.25
"""What programs keep free on both sides of a Latin word between Chinese characters."""
Point = tuple[str, int]
"""Words, and the level that they stand on."""


@dataclass(frozen=True, slots=True)
class SlideRoom:
    """
    What a slide takes.

    Attributes
    ----------
    width_mm, size_pt
        Of its lines, and of their letters.
    most_lines, most_points
        How many it takes.
    """

    width_mm: float
    size_pt: float
    most_lines: int
    most_points: int

    def lines(self, words: str) -> list[str]:
        """Return words as lines of its width."""
        return lines_of(words, self.width_mm, self.size_pt)

    def takes(self, lines: int, points: int) -> bool:
        """Return whether so many lines and points stand on it."""
        return lines <= self.most_lines and points <= self.most_points


def ems(words: str) -> float:
    """Return how wide words are on one line, in parts of their size."""
    return sum(map(_em, words))


def _em(character: str) -> float:
    if not character.isascii():
        return 1.0
    if character in ".,;:'! ":
        return _POINT_EM
    return _CAPITAL_EM if character.isupper() or character in "%@&mw" else _LATIN_EM


def lines_of(words: str, width_mm: float, size_pt: float) -> list[str]:
    """
    Return words as lines no wider than a width: together they are the words again.

    Latin words and numbers stay whole unless one alone is wider than the line. A character's
    width is kept free: programs move a mark of punctuation with what it belongs to.
    """
    whole = width_mm / (size_pt * MM_PER_POINT)
    room = max(whole - min(_KEPT_FREE, whole * _LEAST_FREE), 1.5)
    lines, filled = [""], 0.0
    for piece in _pieces(words, room):
        beside = 2 * _BESIDE_LATIN_EM if piece.isascii() else 0.0
        if filled + ems(piece.rstrip()) + beside > room and lines[-1]:
            lines.append("")
            filled = 0.0
        lines[-1] += piece
        filled += ems(piece) + beside
    return lines


def _pieces(words: str, room: float) -> Iterator[str]:
    for piece in _WORDS.findall(words):
        if ems(piece) <= room:
            yield piece
        else:
            yield from piece


def points_of(sentence: str) -> list[str]:
    """
    Return a sentence as points: what stands between semicolons outside brackets.

    Examples
    --------
    >>> points_of("共3个：甲（一；二）；乙。")
    ['共3个：甲（一；二）；', '乙。']
    """
    points, depth = [""], 0
    for place, character in enumerate(sentence):
        points[-1] += character
        depth += (character in _OPENING) - (character in _CLOSING)
        after = _JOINTS.get(character)
        if after is not None and depth <= 0 and sentence.startswith(after, place + 1):
            points.append("")
    return [point for point in points if point]


def poured(paragraphs: Sequence[Sequence[Point]], room: SlideRoom) -> Iterator[list[Point]]:
    """
    Yield the points of each slide: those of a paragraph together wherever a slide takes them all.

    A point that is longer than a slide goes on on the next.
    """
    slide: list[Point] = []
    used = 0
    for points in paragraphs:
        lines = [(room.lines(words), level) for words, level in points]
        needed = sum(len(of_point) for of_point, _ in lines)
        if slide and not room.takes(used + needed, len(slide) + len(points)):
            yield slide
            slide, used = [], 0
        for of_point, level in lines:
            rest = of_point
            while rest:
                if slide and not room.takes(used + min(len(rest), 2), len(slide) + 1):
                    yield slide
                    slide, used = [], 0
                taken, rest = rest[: room.most_lines - used], rest[room.most_lines - used :]
                slide.append(("".join(taken), level))
                used += len(taken)
    if slide:
        yield slide
