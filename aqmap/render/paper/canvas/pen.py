"""Drawing in millimetres on one page: text, lines and areas of exact size."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book import map_signs
from aqmap.errors import Fault
from aqmap.render.paper.canvas.engine import (
    Figure,
    FigureCanvasAgg,
    FontProperties,
    LineCollection,
    Outline,
    PathPatch,
    Stroke,
)
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts, plain

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
    spelled
        Returns a text as it is written on this page.
    figure
        The page.
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
        self._spelled = spelled
        self.figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.faults: list[Fault] = []
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width_mm)
        self._axes.set_ylim(0, height_mm)
        self._axes.set_autoscale_on(False)
        self._order = 0
        self._faces = tuple(FontProperties(fname=str(p)) for p in (fonts.regular, fonts.bold))

    def _next(self) -> int:
        self._order += 1
        return self._order

    def width(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres."""
        return self.fonts.width_mm(plain(self._spelled(text)), size_pt, bold=bold)

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
        line = plain(self._spelled(text))
        self.faults += self.fonts.faults(line)
        back = {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * self.width(
            line, size_pt, bold=bold
        )
        drop = MIDDLE * size_pt * MM_PER_POINT
        turn = math.radians(turned)
        x += -back * math.cos(turn) + drop * math.sin(turn)
        y += -back * math.sin(turn) - drop * math.cos(turn)
        style: dict[str, Any] = {
            "fontproperties": self._faces[bold],
            "fontsize": max(size_pt, SMALLEST_PT),
            "rotation": turned,
            "rotation_mode": "anchor",
            "parse_math": False,
        }
        if halo_pt:
            # A rim turns letters into outlines, so it is drawn apart and the text stays text.
            rim = self._axes.text(x, y, line, color="white", zorder=self._next(), **style)
            rim.set_path_effects([Stroke(linewidth=2 * halo_pt, foreground="white")])
        self._axes.text(x, y, line, color=color, zorder=self._next(), **style)

    def lines(
        self,
        lines: Iterable[Sequence[tuple[float, float]] | np.ndarray],
        width_mm: float,
        color: str = INK,
        *,
        dash: Sequence[float] = (),
        cap: Literal["butt", "round"] = "butt",
    ) -> None:
        """Draw open lines; `dash` gives lengths of ink and gap in millimetres."""
        points = width_mm / MM_PER_POINT
        pattern = (0, [d / width_mm for d in dash]) if dash else "solid"
        drawn = LineCollection(
            list(lines),
            linewidths=points,
            colors=color,
            linestyles=[pattern],
            capstyle=cap,
            joinstyle="round",
            zorder=self._next(),
        )
        for path in drawn.get_paths():
            path.should_simplify = False
        self._axes.add_collection(drawn, autolim=False)

    def area(
        self, shape: BaseGeometry, face: str, *, edge: str = "none", width_mm: float = 0.0
    ) -> None:
        """Fill polygons, with or without an edge."""
        outline = outline_of(shape)
        if outline is None:
            return
        patch = PathPatch(
            outline,
            facecolor=face,
            edgecolor=edge,
            linewidth=width_mm / MM_PER_POINT,
            joinstyle="round",
            zorder=self._next(),
        )
        self._axes.add_artist(patch)

    def box(
        self, box: Box, face: str = "none", *, edge: str = "none", width_mm: float = 0.0
    ) -> None:
        """Draw a rectangle."""
        corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top)]
        outline = Outline([*corners, (box.left, box.top), corners[0]], closed=True)
        width = width_mm / MM_PER_POINT
        patch = PathPatch(
            outline, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next()
        )
        patch.set_joinstyle("miter")
        self._axes.add_artist(patch)

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
        outline = Outline.circle(center, radius)
        width = width_mm / MM_PER_POINT
        patch = PathPatch(
            outline, facecolor=face, edgecolor=edge, linewidth=width, zorder=self._next()
        )
        self._axes.add_artist(patch)


def outline_of(shape: BaseGeometry) -> Outline | None:
    """Return polygons as one path with holes; none if there is no area."""
    vertices, codes = [], []
    for part in shapely.get_parts(shape):
        if not isinstance(part, shapely.Polygon) or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            points = shapely.get_coordinates(ring)
            vertices.append(points)
            middle = [Outline.LINETO] * (len(points) - 2)
            codes += [Outline.MOVETO, *middle, Outline.CLOSEPOLY]
    return Outline(np.concatenate(vertices), codes) if vertices else None


def line_arrays(shape: BaseGeometry) -> list[np.ndarray]:
    """Return the coordinates of every line in `shape`, points and areas left out."""
    parts = shapely.get_parts(shape)
    flat = [q for p in parts for q in shapely.get_parts(p)]
    return [shapely.get_coordinates(p) for p in flat if isinstance(p, shapely.LineString)]
