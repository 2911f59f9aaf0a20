"""Drawing in millimetres on one page: text, lines and areas of exact size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book import map_signs
from aqmap.errors import Fault, SourceError
from aqmap.render.paper.canvas.drawing import (
    Area,
    Call,
    Cap,
    Disc,
    Drawing,
    Image,
    Lines,
    Mark,
    Page,
    PartBegin,
    PartEnd,
    Picture,
    Role,
    Words,
)
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts, once_a_character, plain

INK, GREY, RED = map_signs.INK, map_signs.GREY, "#C00000"
SMALLEST_PT = 6.0
# Where the middle of a line of text lies above its baseline, in parts of the font size.
MIDDLE = 0.37
Anchor = Literal["left", "center", "right"]


class Box(NamedTuple):
    """A rectangle on the page, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its width in millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in millimetres."""
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def shape(self) -> shapely.Polygon:
        """The same as a polygon."""
        return shapely.box(*self)

    def grown(self, by: float) -> Box:
        """Return it with every side moved outwards by some millimetres."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def meets(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        apart = (
            self.right <= other.left
            or other.right <= self.left
            or self.top <= other.bottom
            or other.top <= self.bottom
        )
        return not apart


class Pen:
    """
    Draws on a page of exact size; what is drawn later lies above.

    Attributes
    ----------
    fonts
        The only fonts of the page.
    width_mm, height_mm
        The page's size.
    spelled
        Returns a text as it is written on this page.
    faults
        One for each character that was asked for and that the font lacks.
    """

    def __init__(
        self,
        fonts: MapFonts,
        width_mm: float,
        height_mm: float,
        spelled: Callable[[str], str] = str,
    ) -> None:
        self.fonts = fonts
        self.width_mm, self.height_mm = width_mm, height_mm
        self._spelled = spelled
        self.faults: list[Fault] = []
        self._marks: list[Mark | Pen] = []

    def page(self, title: str = "", description: str = "") -> Page:
        """
        Return what was drawn as a page.

        Raises
        ------
        SourceError
            With one fault for each character that the font lacks.
        """
        if self.faults:
            raise SourceError(once_a_character(self.faults))
        return Page(self.width_mm, self.height_mm, self._all_marks(), title, description)

    def drawing(self, name: str = "") -> Drawing:
        """Return what was drawn for pages to share; words belong to the pages themselves."""
        return Drawing(self._all_marks(), name)

    def layer(self) -> Pen:
        """Return a pen whose marks lie below all that this one draws from now on."""
        pen = Pen(self.fonts, self.width_mm, self.height_mm, self._spelled)
        pen.faults = self.faults
        self._marks.append(pen)
        return pen

    def _all_marks(self) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        for mark in self._marks:
            marks += mark._all_marks() if isinstance(mark, Pen) else [mark]
        return tuple(marks)

    def call(self, drawing: Drawing, color: str = "none") -> None:
        """Draw a shared drawing, its areas of the caller's colour in `color`."""
        self._marks.append(Call(drawing, color))

    @contextmanager
    def part(self, role: Role, alt: str = "") -> Iterator[None]:
        """Say what the marks drawn meanwhile are, and `alt` to those who cannot see them."""
        self._marks.append(PartBegin(role, alt))
        yield
        self._marks.append(PartEnd())

    def width(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres."""
        return self.fonts.width_mm(self._written(text, bold=bold), size_pt, bold=bold)

    def _written(self, text: str, *, bold: bool) -> str:
        """Return a text as it stands on the page."""
        return plain(self._spelled(text)).translate(self.fonts.face(bold=bold).alike)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size_pt: float,
        *,
        bold: bool = False,
        color: str = INK,
        anchor: Anchor = "left",
        halo_pt: float = 0.0,
        turned: float = 0.0,
    ) -> None:
        """
        Write one line.

        Parameters
        ----------
        x, y
            Its left end, middle or right end on the line's middle height.
        text
            What is written. Characters that the font lacks are kept in `faults`.
        size_pt
            At least 6.
        bold, color, anchor
            How it looks and which end `x` is.
        halo_pt
            Width of the white rim around the letters.
        turned
            Degrees against the clock.
        """
        line = self._written(text, bold=bold)
        if not line:
            return
        size = max(size_pt, SMALLEST_PT)
        self.faults += self.fonts.faults(line, bold=bold)
        whole = self.fonts.width_mm(line, size, bold=bold)
        back = {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * whole
        drop = MIDDLE * size * MM_PER_POINT
        turn = math.radians(turned)
        x += -back * math.cos(turn) + drop * math.sin(turn)
        y += -back * math.sin(turn) - drop * math.cos(turn)
        self._marks.append(Words(x, y, line, size, bold, color, halo_pt, turned))

    def lines(
        self,
        lines: Iterable[Sequence[tuple[float, float]] | np.ndarray],
        width_mm: float,
        color: str = INK,
        *,
        dash: Sequence[float] = (),
        cap: Cap = "butt",
    ) -> None:
        """Draw open lines; `dash` gives lengths of ink and gap in millimetres."""
        arrays = [np.asarray(line, dtype=float) for line in lines]
        arrays = [array for array in arrays if len(array) > 1]
        if arrays:
            self._marks.append(Lines(arrays, width_mm, color, tuple(dash), cap))

    def area(
        self, shape: BaseGeometry, face: str, *, edge: str = "none", width_mm: float = 0.0
    ) -> None:
        """Fill polygons, with or without an edge."""
        rings = rings_of(shape)
        if rings:
            self._marks.append(Area(rings, face, edge, width_mm, "round"))

    def box(
        self, box: Box, face: str = "none", *, edge: str = "none", width_mm: float = 0.0
    ) -> None:
        """Draw a rectangle."""
        ring = np.array(
            [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top),
             (box.left, box.top)]
        )  # fmt: skip
        self._marks.append(Area([ring], face, edge, width_mm, "miter"))

    def image(self, picture: Picture, box: Box) -> None:
        """Draw a picture into a rectangle."""
        self._marks.append(Image(picture, *box))

    def circle(
        self,
        center: tuple[float, float],
        radius: float,
        face: str = "none",
        *,
        edge: str = INK,
        width_mm: float = 0.15,
    ) -> None:
        """Draw a circle."""
        self._marks.append(Disc(*center, radius, face, edge, width_mm))


def rings_of(shape: BaseGeometry) -> list[np.ndarray]:
    """Return the rings of polygons, outer and inner ones, each without its repeated end."""
    areas = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    rings = shapely.get_rings(areas)
    return [shapely.get_coordinates(ring)[:-1] for ring in rings]


def line_arrays(shape: BaseGeometry) -> list[np.ndarray]:
    """Return the coordinates of every line in `shape`, points and areas left out."""
    parts = shapely.get_parts(shape)
    flat = [q for p in parts for q in shapely.get_parts(p)]
    return [shapely.get_coordinates(p) for p in flat if isinstance(p, shapely.LineString)]
