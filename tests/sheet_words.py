"""What a drawn page holds: its words, with the boxes they fill, and what is painted; its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from aqmap.book.map_book import MapSheet
from aqmap.render.paper.canvas.drawing import CALLER, Area, Call, Disc, Mark, Page, Words
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts, map_fonts
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.notes import sheet_notes
from aqmap.words import Text


class Written(NamedTuple):
    """A line of text that lies level, and the box of its letters."""

    text: str
    color: str
    size_pt: float
    box: Box


class Painted(NamedTuple):
    """An area or a circle: its fill and edge, in lower case, and the box around it."""

    face: str
    edge: str
    box: Box


def notes_of(sheet: MapSheet) -> list[Text]:
    """Return a sheet's notes beside its region's own land."""
    return sheet_notes(sheet, RegionGround(sheet.book, sheet.region))


def status_of(sheet: MapSheet) -> Text:
    """Return whom a sheet is for, and its approval number or that it has none."""
    return sheet.book.audit.status(sheet.name, sheet.book.audience)


def words_of(page: Page) -> list[str]:
    """Return every text on a drawn page."""
    return [mark.text for mark in page.marks if isinstance(mark, Words)]


def writing_of(page: Page, fonts: MapFonts | None = None) -> list[Written]:
    """Return every text that lies level; its letters fill nine tenths of its size."""
    lines = [mark for mark in page.marks if isinstance(mark, Words) and not mark.turned]
    return [
        Written(
            line.text,
            line.color,
            line.size_pt,
            Box(
                line.x,
                line.y - 0.1 * line.size_pt * MM_PER_POINT,
                line.x + (fonts or map_fonts()).width_mm(line.text, line.size_pt, bold=line.bold),
                line.y + 0.8 * line.size_pt * MM_PER_POINT,
            ),
        )
        for line in lines
    ]


def painted_on(page: Page) -> list[Painted]:
    """Return every area and circle, those of shared drawings too."""
    return list(_painted(page.marks, "none"))


def _painted(marks: tuple[Mark, ...], called_with: str) -> Iterator[Painted]:
    for mark in marks:
        if isinstance(mark, Call):
            yield from _painted(mark.drawing.marks, mark.color)
        elif isinstance(mark, Disc):
            r = mark.radius
            box = Box(mark.x - r, mark.y - r, mark.x + r, mark.y + r)
            yield Painted(mark.face.lower(), mark.edge.lower(), box)
        elif isinstance(mark, Area):
            points = np.concatenate(mark.rings)
            box = Box(*map(float, (*points.min(axis=0), *points.max(axis=0))))
            face = called_with if mark.face == CALLER else mark.face
            yield Painted(face.lower(), mark.edge.lower(), box)
