"""What a pen has drawn: a list of marks in millimetres, which each file format writes its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

Cap = Literal["butt", "round"]
Join = Literal["miter", "round"]
Role = Literal["H1", "P", "Figure", "Table", "Artifact"]
"""What a part of a page is for a reader who cannot see it (ISO 32000-1, 14.8.4)."""

CALLER = "caller"
"""The colour of an area in a shared drawing that takes the colour it is called with."""


class Color(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    @property
    def web(self) -> str:
        """The colour without its opacity, as #rrggbb."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


_NAMED = {"white": Color(255, 255, 255), "black": Color(0, 0, 0)}


def color_of(written: str) -> Color:
    """Return a colour written as #rrggbb, #rrggbbaa, white or black."""
    return _NAMED.get(written) or Color(*bytes.fromhex(written.removeprefix("#")))


class Words(NamedTuple):
    """One line of text; `x` and `y` are the left end of its baseline."""

    x: float
    y: float
    text: str
    size_pt: float
    bold: bool
    color: str
    halo_pt: float
    turned: float


class Lines(NamedTuple):
    """Open lines of one look; `dash` gives lengths of ink and gap in millimetres."""

    lines: Sequence[np.ndarray]
    width_mm: float
    color: str
    dash: tuple[float, ...]
    cap: Cap


class Area(NamedTuple):
    """Rings that are filled by the even-odd rule; `face` and `edge` may be none."""

    rings: Sequence[np.ndarray]
    face: str
    edge: str
    width_mm: float
    join: Join


class Disc(NamedTuple):
    """A circle; `face` and `edge` may be none."""

    x: float
    y: float
    radius: float
    face: str
    edge: str
    width_mm: float


class Call(NamedTuple):
    """A shared drawing at its own place; its areas of the caller's colour take `color`."""

    drawing: Drawing
    color: str


@dataclass(frozen=True, eq=False)
class Picture:
    """
    A picture of few colours; a document holds it once.

    Attributes
    ----------
    pixels
        Numbers of colours, rows from the top; the number after the last colour is clear.
    colors
        As #rrggbb, fewer than 256.
    """

    pixels: np.ndarray
    colors: tuple[str, ...]

    @property
    def clear(self) -> int:
        """The number of what is clear."""
        return len(self.colors)

    @property
    def size(self) -> tuple[int, int]:
        """How many pixels it is wide and high."""
        rows, columns = self.pixels.shape
        return columns, rows

    @property
    def palette(self) -> bytes:
        """Red, green and blue of each colour, and of what is clear."""
        return b"".join(bytes(color_of(color)[:3]) for color in (*self.colors, "white"))


class Image(NamedTuple):
    """A picture that fills a rectangle, its pixels unblended."""

    picture: Picture
    left: float
    bottom: float
    right: float
    top: float


class PartBegin(NamedTuple):
    """The begin of a part of the page, with what it says to those who cannot see it."""

    role: Role
    alt: str


class PartEnd(NamedTuple):
    """The end of a part of the page."""


Mark = Words | Lines | Area | Disc | Image | Call | PartBegin | PartEnd


@dataclass(frozen=True, eq=False)
class Drawing:
    """
    Marks that several pages share; a document holds them once.

    Attributes
    ----------
    marks
        What is drawn.
    name
        By which pages call it, in Latin letters and digits: pages that give their drawings the
        same names share the list of them. Without one a page names it itself.
    """

    marks: tuple[Mark, ...]
    name: str = ""


@dataclass(frozen=True, eq=False)
class Page:
    """
    A finished page.

    Attributes
    ----------
    width_mm, height_mm
        Its exact size.
    marks
        What is drawn on it; what comes later lies above.
    title, description
        What it is called, and what it says in words.
    """

    width_mm: float
    height_mm: float
    marks: tuple[Mark, ...]
    title: str = ""
    description: str = ""


def pictures_on(page: Page) -> Iterator[Picture]:
    """Yield the pictures on a page, those of shared drawings too."""
    yield from _pictures_of(page.marks)


def _pictures_of(marks: Sequence[Mark]) -> Iterator[Picture]:
    for mark in marks:
        if isinstance(mark, Image):
            yield mark.picture
        elif isinstance(mark, Call):
            yield from _pictures_of(mark.drawing.marks)
