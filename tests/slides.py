"""Written slides, read again: their titles, words, tables and parts."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

import pptx
from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class WrittenSlides:
    """The bytes of a .pptx."""

    content: bytes

    @cached_property
    def deck(self):
        return pptx.Presentation(BytesIO(self.content))

    @property
    def slides(self):
        return list(self.deck.slides)

    @property
    def names(self):
        with ZipFile(BytesIO(self.content)) as parts:
            return parts.namelist()

    def part(self, name):
        with ZipFile(BytesIO(self.content)) as parts:
            return parts.read(name)

    @property
    def parts(self):
        """Every XML part, by name."""
        return {name: etree.fromstring(self.part(name)) for name in self.names if is_xml(name)}

    def titles(self):
        return [slide.shapes.title.text_frame.text for slide in self.slides]

    def of(self, title):
        """The slides of one title, those that go on included."""
        titles = zip(self.titles(), self.slides, strict=True)
        return [slide for name, slide in titles if name in (title, f"{title}（续）")]

    def points(self, title):
        """The words of the points of a title, one after the other."""
        return "".join(p for slide in self.of(title) for p in points_on(slide))

    def table(self, title):
        """The rows of a table, put together from its slides, the head once."""
        tables = [
            shape.table for slide in self.of(title) for shape in slide.shapes if is_table(shape)
        ]
        read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
        assert len({tuple(rows[0]) for rows in read}) == 1  # its head stands on each
        return [read[0][0], *(row for rows in read for row in rows[1:])]


def is_xml(name):
    return name.endswith(".xml")


def is_table(shape):
    return shape.has_table


def points_on(slide):
    """The words of the points on a slide: what has a sign before it."""
    return [
        "".join(text.text or "" for text in paragraph.iter(f"{A}t"))
        for paragraph in slide.shapes._spTree.iter(f"{A}p")
        if paragraph.find(f"{A}pPr/{A}buChar") is not None
    ]
