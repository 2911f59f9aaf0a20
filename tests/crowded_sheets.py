"""Synthetic books of few or many counties with long words, and the boxes of all words on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame
from shapely.geometry import LineString, box

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.scales import Klass, Scale
from aqmap.model.figures import Level
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.drawing import Page, Words
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, map_fonts
from aqmap.render.paper.canvas.pen import Box
from aqmap.words import Text, text
from aqmap.workspace.sources import Source
from tests.book_layers import UGM3
from tests.books import square_book


class Written(NamedTuple):
    """A line of text and the box that its letters fill."""

    text: str
    size_pt: float
    box: Box


def written_on(page: Page) -> list[Written]:
    """Return all words of a page, those that stand upright too."""
    return [
        Written(mark.text, mark.size_pt, _box(mark)) for mark in page.marks if type(mark) is Words
    ]


def _box(mark: Words) -> Box:
    width = map_fonts().width_mm(mark.text, mark.size_pt, bold=mark.bold)
    low, high = -0.1 * mark.size_pt * MM_PER_POINT, 0.8 * mark.size_pt * MM_PER_POINT
    corners = np.array([(0, low), (width, low), (width, high), (0, high)])
    turn = np.radians(mark.turned)
    along, up = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    points = (mark.x, mark.y) + corners[:, :1] * along + corners[:, 1:] * up
    return Box(*map(float, (*points.min(axis=0), *points.max(axis=0))))


def grid_book(
    count: int,
    *,
    size: SizeName = "a4",
    classes: int = 5,
    sources: int = 1,
    title: str = "示例浓度",
    name: str = "示例{}县",
    degrees: float = 3.0,
) -> MapBook:
    """
    Return a book of one layer of fills over square counties in a grid.

    Parameters
    ----------
    count
        Of counties.
    size
        Of its sheets.
    classes, sources
        How many.
    title, name
        Of the layer, and of a county with its number put in.
    degrees
        Side of the whole grid.
    """
    across = int(np.ceil(np.sqrt(count)))
    side = degrees / across
    codes = [f"97{n:04d}" for n in range(count)]
    names = [name.format(n) for n in range(count)]
    shapes = [
        box(104 + x, 30 + y, 104 + x + side, 30 + y + side)
        for n in range(count)
        for x, y in [(n % across * side, n // across * side)]
    ]
    places = tuple(
        BookPlace(code, Text(word, word), Text(word, word), Level.COUNTY, "grid", None, None, 500.0)
        for code, word in zip(codes, names, strict=True)
    )
    scale = _scale(classes)
    numbers = [round(100 * (n * 0.618 % 1), 1) for n in range(count)]
    cells = tuple(Cell(v, scale.class_of(v), f"{v:.1f}") for v in numbers)
    view = View("target", text("view.target"), UGM3, scale, {"2021": cells}, {}, printed=True)
    known = {
        f"s{n}": Source(id=f"s{n}", title=Text(f"示例第{n}号关于大气污染防治的通知", f"Notice {n}"),
                        number=f"示例〔2021〕{n}号")
        for n in range(sources)
    }  # fmt: skip
    layer = BookLayer("level", Text(title, title), "air", "level", ("2021",), ("grid",),
                      {"target": view}, (), tuple(known))  # fmt: skip
    region_name = Text("示例大州", "Example")
    region = BookRegion(
        "grid", region_name, "970000", tuple(codes), None, (), "", "landscape", size
    )
    table = {"code": codes, "name": names, "role": ["core"] * count}
    counties = GeoDataFrame(table, geometry=shapes, crs="EPSG:4490")
    border = GeoDataFrame(
        {"rank": ["prefecture"]}, geometry=[LineString([(104, 30), (104, 33)])], crs="EPSG:4490"
    )
    return replace(
        square_book(), regions=(region,), places=places, counties=counties, outlines=border,
        layers=(layer,), marks=(), figures={}, findings=(), sources=known,
    )  # fmt: skip


def _scale(count: int) -> Scale:
    edges = np.linspace(0, 100, count + 1).round(1).tolist()
    lows, highs = [None, *edges[1:-1]], [*edges[1:-1], None]
    colors = [f"#{255 - 200 * n // count:02X}{220 - 150 * n // count:02X}60" for n in range(count)]
    labels = [f"{low or ''}–{high or ''}" for low, high in zip(lows, highs, strict=True)]
    return Scale(
        "sequential",
        tuple(
            Klass(low, high, color, Text(label, label))
            for low, high, color, label in zip(lows, highs, colors, labels, strict=True)
        ),
    )
