"""Synthetic books of any size: a grid of square counties, indicators that are met and not met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil, sqrt

from geopandas import GeoDataFrame
from shapely.geometry import LineString, box

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.scales import NO_TEXT, reason_class
from aqmap.decide.compose.classify import status_scale
from aqmap.model.figures import Level
from aqmap.model.locators import Locator
from aqmap.model.measures import Measure
from aqmap.words import Text, text
from aqmap.workspace.sources import Source
from tests.book_layers import LEVELS

TONNES = Text("吨", "t")
ABSENCES = ("blank", "dash", "not_reported", "text", "no_task")
CYCLE = 8
"""Cells in turn: met, not met, met, then the five absences of a target."""


def grid_book(
    counties: int, indicators: int, *, name: Text | None = None, measures: int = 0
) -> MapBook:
    """
    Return a book of one region with places from ``980001`` on.

    County n shows in indicator m what the number n + m says: target 10 with actual 8, 12 or 9
    (met, not met, met; an upper limit), then a blank, a dash, 未报送, words, and a task of 0.
    """
    side = ceil(sqrt(counties))
    codes = [f"98{number:04d}" for number in range(1, counties + 1)]
    shapes = [box(80 + n % side, 40 + n // side, 81 + n % side, 41 + n // side)
              for n in range(counties)]  # fmt: skip
    named = [_named(n, name) for n in range(1, counties + 1)]
    frame = GeoDataFrame(
        {"code": codes, "name": [n.zh for n in named], "role": ["core"] * counties},
        geometry=shapes,
        crs="EPSG:4490",
    )
    border = GeoDataFrame(
        {"rank": ["national"]}, geometry=[LineString([(80, 40), (80, 41)])], crs="EPSG:4490"
    )
    region = BookRegion(
        "grid", Text("示例网格州", "Example grid"), "980000", tuple(codes), None, (), "", "portrait"
    )
    places = tuple(
        BookPlace(code, n, n, Level.COUNTY, "grid", s.centroid.x, s.centroid.y, 8000.0)
        for code, n, s in zip(codes, named, shapes, strict=True)
    )
    source = Source(id="plan", title=Text("示例行动计划", "Example action plan"))
    return MapBook(
        title=Text("示例数据图集", "Synthetic atlas"),
        date=date(2026, 11, 23),
        compiler=None,
        boundary_credit=Text("示例边界来源", "Example boundary credit"),
        regions=(region,),
        places=places,
        counties=frame,
        outlines=border,
        web_counties=frame.to_crs("EPSG:4326"),
        web_outlines=border.to_crs("EPSG:4326"),
        themes={"air": Text("空气质量", "Air quality"), "coal": Text("煤炭", "Coal")},
        layers=tuple(_layer(m, counties) for m in range(indicators)),
        marks=(),
        figures={},
        sources={"plan": source},
        findings=(),
        measures=tuple(_measure(n, codes[0]) for n in range(1, measures + 1)),
    )


def _named(number: int, name: Text | None) -> Text:
    if name is None:
        return Text(f"示例{number}县", f"Example {number}")
    return Text(f"{name.zh}{number}", f"{name.en}{number}")


def _layer(number: int, counties: int) -> BookLayer:
    shown = [_cells((number + county) % CYCLE) for county in range(counties)]
    titles = ("target", "measured", "gap", "status")
    scales = {"target": LEVELS, "measured": LEVELS, "gap": LEVELS, "status": status_scale()}
    views = {
        name: View(
            name,
            text(f"view.{name}"),
            NO_TEXT if name == "status" else TONNES,
            scales[name],
            {"2021": tuple(cells[n] for cells in shown)},
            {},
            printed=False,
        )
        for n, name in enumerate(titles)
    }
    layer = BookLayer(
        f"layer{number}",
        Text(f"示例指标{number}", f"Indicator {number}"),
        "air" if number % 2 else "coal",
        f"layer{number}",
        ("2021",),
        ("grid",),
        views,
        (),
        ("plan",),
    )
    return replace(layer, comparison={})


def _cells(turn: int) -> tuple[Cell, Cell, Cell, Cell]:
    """Return target, measured, gap and status."""
    if turn < 3:
        actual, gap, verdict = ((8.0, -2.0, 0), (12.0, 2.0, 1), (9.0, -1.0, 0))[turn]
        return (
            Cell(10.0, 0, "≤10"),
            Cell(actual, 0, f"{actual:g}"),
            Cell(gap, 0, f"{gap:+g}".replace("-", "−")),
            Cell(None, verdict),
        )
    absence = ABSENCES[turn - 3]
    status = reason_class("no_task" if absence == "no_task" else "no_target")
    nothing = Cell(None, reason_class("no_figure"))
    return Cell(None, reason_class(absence)), nothing, Cell(None, status), Cell(None, status)


def _measure(number: int, place: str) -> Measure:
    return Measure(
        id=f"plan-m{number}",
        source="plan",
        number=str(number),
        title=f"示例措施{number}",
        deadline="2021-09-30",
        lead=("示例局",),
        responsible=("各县市人民政府",),
        places=(place,),
        locator=Locator(f"item {number}; line {number + 20}"),
    )
