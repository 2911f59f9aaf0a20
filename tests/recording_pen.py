"""A pen that keeps what it is asked to draw, so that a page's words and places can be checked."""

from __future__ import annotations

from typing import NamedTuple

import shapely

from aqmap.render.paper.canvas.drawing import Area
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.pages.page_frame import Page


class Words(NamedTuple):
    """A line of text with its size, and the box of its letters without the space around them."""

    words: str
    size_pt: float
    box: Box


class RecordingPen(Pen):
    """Keeps lines of text, and the extents of everything else, as it is asked to draw them."""

    def __init__(self, fonts: MapFonts, width_mm: float, height_mm: float) -> None:
        super().__init__(fonts, width_mm, height_mm)
        self.paper = Box(0, 0, width_mm, height_mm)
        self.words: list[Words] = []
        self.shapes: list[tuple[str, Box]] = []

    def text(self, x, y, text, size_pt, *, bold=False, anchor="left", **style):
        if not text:
            return
        self.faults += self.fonts.faults(text)
        width, half = self.width(text, size_pt, bold=bold), 0.42 * size_pt * MM_PER_POINT
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * width
        self.words.append(Words(text, size_pt, Box(left, y - half, left + width, y + half)))

    def lines(self, lines, width_mm, color="", **style):
        for line in lines:
            left, bottom = (min(point[i] for point in line) for i in (0, 1))
            right, top = (max(point[i] for point in line) for i in (0, 1))
            self.shapes.append(("line", Box(left, bottom, right, top)))

    def area(self, shape, face, **style):
        self.shapes.append((face, Box(*shapely.bounds(shape))))

    def box(self, box, face="none", **style):
        self.shapes.append((face, box))

    def circle(self, center, radius, face="none", **style):
        x, y = center
        self.shapes.append((face, Box(x - radius, y - radius, x + radius, y + radius)))

    def call(self, drawing, color="none"):
        for mark in drawing.marks:
            for points in mark.rings if isinstance(mark, Area) else mark.lines:
                (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
                self.shapes.append(("shared", Box(left, bottom, right, top)))

    def boxes(self, face: str) -> list[Box]:
        """Return what was filled with a colour."""
        return [box for fill, box in self.shapes if fill == face]

    def has(self, words: str) -> bool:
        """Return whether a text stands on the page, broken into lines or not."""
        return words.replace(" ", "") in "".join(w.words for w in self.words).replace(" ", "")


def drawn(pages: list[Page], fonts: MapFonts) -> list[RecordingPen]:
    """Draw pages; return what each holds."""
    pens = []
    for page in pages:
        pen = RecordingPen(fonts, page.width, page.height)
        page.draw(pen)
        pens.append(pen)
    return pens


def outside(pen: RecordingPen) -> list[object]:
    """Return what does not lie on the page with a margin of 5 mm."""
    room = pen.paper.grown(-5)

    def is_out(box: Box) -> bool:
        return (
            box.left < room.left
            or box.right > room.right
            or box.bottom < room.bottom
            or box.top > room.top
        )

    return [
        *(words for words in pen.words if is_out(words.box)),
        *(shape for shape in pen.shapes if is_out(shape[1])),
    ]


def overlapping(pen: RecordingPen) -> list[tuple[str, str]]:
    """Return lines of text that lie upon each other; touching is allowed."""
    upright = sorted(pen.words, key=lambda words: words.box.bottom)
    found = []
    for number, words in enumerate(upright):
        for above in upright[number + 1 :]:
            if above.box.bottom >= words.box.top:
                break
            if words.box.grown(-0.1).meets(above.box.grown(-0.1)):
                found.append((words.words, above.words))
    return found
