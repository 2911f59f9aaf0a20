"""The characters of a PDF page → lines of text, as the eye puts them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aqmap.read.formats.superscripts import raised

Char = dict[str, Any]
Box = tuple[float, float, float, float]

_SAME_SPOT = 0.1  # of the height: some programs draw bold as the same character twice
_OVERLAP = 0.5  # of a character's height that lies within its line
_SMALLEST = 0.45  # of the line's height: what is smaller is not raised or lowered in it
_RAISED = 0.8  # of the line's height: what is smaller stands above or below the others
_WORD_GAP = 0.25  # of the height: a blank between Latin words or numbers
_PART_GAP = 1.0  # a gap between two columns of a table
_COLUMN_GAP = 0.9  # a blank between Chinese characters, or these and numbers


def lines_of_chars(chars: Sequence[Char]) -> list[tuple[str, Box]]:
    """
    Return the lines that level characters make, from the top.

    Raised and lowered characters belong to the line they lean on, digits raised behind a number
    are written as such (35¹): they are a note's mark, and no part of it.

    Returns
    -------
    lines
        The text of each line that has any, and its left, top, right and bottom.
    """
    lines = []
    for band in _bands(chars):
        text = _written(band)
        if text:
            lines.append((text, _box(band)))
    return sorted(lines, key=lambda line: line[1][1])


def parts_of_lines(chars: Sequence[Char]) -> list[list[tuple[str, Box]]]:
    """Return the lines from the top, each as the parts that wide gaps leave, from the left."""
    lines = []
    for band in _bands(chars):
        height = max(char["bottom"] - char["top"] for char in band)
        parts: list[list[Char]] = []
        for char in sorted(band, key=lambda char: float(char["x0"])):
            if not char["text"].strip():
                continue
            if not parts or char["x0"] - max(c["x1"] for c in parts[-1]) > _PART_GAP * height:
                parts.append([])
            parts[-1].append(char)
        if parts:
            lines.append([(_written(part), _box(part)) for part in parts])
    return sorted(lines, key=lambda line: line[0][1][1])


def _bands(chars: Iterable[Char]) -> list[list[Char]]:
    """Return the characters of each line; the largest lay out where the lines are."""
    bands: list[tuple[float, float, list[Char]]] = []
    known: dict[tuple[float, float], list[Char]] = {}
    for char in sorted(chars, key=lambda char: float(char["top"] - char["bottom"])):
        spot = round(char["top"], 1), round(char["bottom"], 1)
        if spot not in known:
            known[spot] = next(
                (band for top, bottom, band in bands if _leans_on(char, top, bottom)), []
            )
            if not known[spot]:
                bands.append((char["top"], char["bottom"], known[spot]))
        known[spot].append(char)
    return [band for _, _, band in bands]


def _leans_on(char: Char, top: float, bottom: float) -> bool:
    height = char["bottom"] - char["top"]
    shared = min(char["bottom"], bottom) - max(char["top"], top)
    return bool(shared >= _OVERLAP * height and height >= _SMALLEST * (bottom - top))


def _written(band: list[Char]) -> str:
    """Return a line's text: blanks between Latin words and columns, none between characters."""
    full = max(band, key=lambda char: float(char["bottom"] - char["top"]))
    height = full["bottom"] - full["top"]
    text, right = "", 0.0
    last: Char | None = None
    for char in sorted(band, key=lambda char: float(char["x0"])):
        sign = char["text"]
        if last and sign == last["text"] and char["x0"] - last["x0"] < _SAME_SPOT * height:
            continue
        last = char
        if not sign.strip():
            text += " "
            continue
        parted = text and not text[-1].isspace() and _is_parted(text[-1], sign, char, right, height)
        small = char["bottom"] - char["top"] < _RAISED * height
        above = char["top"] + char["bottom"] < full["top"] + full["bottom"]
        if small and above and (mark := raised(sign, text)) != sign:
            sign, parted = mark, False
        text += f" {sign}" if parted else sign
        right = char["x1"]
    return " ".join(text.split())


def _is_parted(before: str, sign: str, char: Char, right: float, height: float) -> bool:
    latin = before.isascii() and sign.isascii()
    return bool(char["x0"] - right > height * (_WORD_GAP if latin else _COLUMN_GAP))


def _box(band: Sequence[Char]) -> Box:
    full = max(band, key=lambda char: float(char["bottom"] - char["top"]))
    left, right = min(char["x0"] for char in band), max(char["x1"] for char in band)
    return left, full["top"], right, full["bottom"]
