"""A synthetic map book with every case a renderer must draw; its answers are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from geopandas import GeoDataFrame
from shapely.geometry import LineString, Point, box

from aqmap.book.book_layers import Mark, Marks
from aqmap.book.figure_cards import FigureCard
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.scales import NO_TEXT
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Level, Quality, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.locators import Locator
from aqmap.model.periods import period_text
from aqmap.words import Text, text
from aqmap.workspace.sources import Source
from tests.book_layers import (
    COUNTIES,
    EAST,
    HOSTILE,
    ORDER,
    ZONE,
    boilers_layer,
    hostile_layer,
    pm25_layer,
    reasons_layer,
)

WEST_NAME = Text("示例西州", "Example West")
EAST_NAME = Text("示例东州", "Example East")
CODES = {"west": "990000", "east": "990100"}

_BOXES = {
    "990001": box(80, 44, 81, 45),
    "990002": box(81, 44, 82, 45),
    "990003": box(80, 43, 81, 44),
    "990004": box(81, 43, 82, 44),
    "990101": box(84, 43, 85, 44),
    "990102": box(85, 43, 86, 44),
}
_NEIGHBOURS = {
    "990201": ("示例邻县", box(82, 43, 84, 45)),
    "990202": ("示例兵团市", box(84, 44, 86, 45)),
}
_NAMES = {
    "990001": Text("示例甲市", "Example A City"),
    "990002": Text("示例乙县", "Example B County"),
    "990003": Text("示例丙县", "Example C County"),
    "990004": Text(f"示例丁县{HOSTILE}", f"Example D {HOSTILE}"),
    "990101": Text("示例戊市", "Example E City"),
    "990102": Text("示例己县", "Example F County"),
    ZONE: Text("示例甲经济技术开发区", "Example A development zone"),
}


def square_book(*, unmatched: Sequence[str] = ()) -> MapBook:
    """
    Return the synthetic book: two regions of square counties, a zone, neighbours, an overlay.

    Its layers: ``pm25`` (target, measured, gap, status; 2020 and 2021), ``boilers`` (symbols with
    a printed total), ``reasons`` (a place for each family of absence), ``hostile``.
    """
    counties, outlines = _geometry("EPSG:4490")
    web_counties, web_outlines = _geometry("EPSG:4326")
    return MapBook(
        title=Text("示例数据图集（2021年）", "Synthetic atlas, 2021"),
        date=date(2026, 11, 23),
        compiler=Text("示例编制单位", "Example compiler"),
        boundary_credit=Text("示例边界来源", "Example boundary credit"),
        regions=_regions(),
        places=_places(),
        counties=counties,
        outlines=outlines,
        web_counties=web_counties,
        web_outlines=web_outlines,
        themes={
            "air": Text("空气质量", "Air quality"),
            "coal": Text("煤炭与锅炉", "Coal and boilers"),
        },
        layers=(pm25_layer(), boilers_layer(), reasons_layer(), hostile_layer()),
        marks=_marks(),
        figures={card.figure.id: card for card in _cards()},
        sources=_sources(),
        findings=_findings(),
        unmatched=tuple(unmatched),
    )


def _geometry(crs: str) -> tuple[GeoDataFrame, GeoDataFrame]:
    codes = [*_BOXES, *_NEIGHBOURS]
    counties = GeoDataFrame(
        {
            "code": codes,
            "name": [*(_NAMES[c].zh for c in _BOXES), *(n for n, _ in _NEIGHBOURS.values())],
            "role": ["core"] * len(_BOXES) + ["neighbour"] * len(_NEIGHBOURS),
        },
        geometry=[*_BOXES.values(), *(shape for _, shape in _NEIGHBOURS.values())],
        crs=crs,
    )
    lines = {
        "national": LineString([(80, 43), (80, 45)]),
        "prefecture": LineString([(82, 43), (82, 45)]),
    }
    outlines = GeoDataFrame({"rank": list(lines)}, geometry=list(lines.values()), crs=crs)
    return counties, outlines


def _regions() -> tuple[BookRegion, ...]:
    west = (ZONE, *COUNTIES)
    return (
        BookRegion(
            "west", WEST_NAME, CODES["west"], west, 81.0, ("990002",), "990001", "landscape"
        ),
        BookRegion("east", EAST_NAME, CODES["east"], EAST, 85.0, (), "", "landscape"),
    )


def _places() -> tuple[BookPlace, ...]:
    places = []
    for code in ORDER:
        name, region = _NAMES[code], "east" if code in EAST else "west"
        if code == ZONE:
            label, note = Text("示例甲开发区", "A zone"), "标记位置未核实"
            places.append(BookPlace(code, name, label, Level.ZONE, region, 80.7, 44.3, None, note))
            continue
        middle = _BOXES[code].centroid
        places.append(BookPlace(code, name, name, Level.COUNTY, region, middle.x, middle.y, 8900.0))
    return tuple(places)


def _sources() -> dict[str, Source]:
    plan = Source(
        id="plan",
        title=Text("示例行动计划", "Example action plan"),
        number="示例〔2021〕1号",
        issuer=Text("示例办公室", "Example office"),
        date=date(2021, 2, 28),
        annex=Text("附表", "annex"),
    )
    third = Source(id="third", title=Text("示例第三方数据", "Example third-party data"))
    return {"plan": plan, "third": third}


_PM25 = Text("PM2.5年均浓度", "PM2.5 annual mean")
_BOILERS = Text("淘汰燃煤小锅炉", "Small coal boilers closed")


def _card(
    key: str, place: str, said: str, *, indicator: Text = _PM25, **changes: Any
) -> FigureCard:
    absent = "absence" in changes
    facts: dict[str, Any] = {
        "id": key,
        "place": place,
        "place_written": _NAMES[place].zh if place in _NAMES else place,
        "level": Level.ZONE if place == ZONE else Level.COUNTY,
        "indicator": "boilers" if indicator is _BOILERS else "pm25",
        "indicator_written": indicator.zh,
        "period": "2021",
        "role": Role.TARGET,
        "value": None if absent else Decimal(said.lstrip("≤")),
        "unit": "台" if indicator is _BOILERS else "µg/m³",
        "value_written": said,
        "basis": Basis.PLAN,
        "source": "plan",
        "locator": Locator("table 1; row 4.2; column 伊宁市; line 210"),
    }
    figure = Figure(**(facts | changes))
    unit = Text("台", " boilers") if indicator is _BOILERS else Text(" 微克/立方米", " µg/m³")
    words = Text(said, said) if absent else Text(f"{said}{unit.zh}", f"{said}{unit.en}")
    notices = (text("quality.indicative"),) if figure.quality == Quality.INDICATIVE else ()
    if figure.note:
        notices = (*notices, Text(figure.note, figure.note))
    annex = _sources()[figure.source].annex
    theme = {"pm25": "air", "boilers": "coal"}.get(figure.indicator, "")
    return FigureCard(figure, indicator, theme, words, period_text(figure.period), notices, annex)


def _cards() -> list[FigureCard]:
    le: dict[str, Any] = {"comparator": Comparator.LE}
    third: dict[str, Any] = {"role": Role.MEASURED, "basis": Basis.THIRD_PARTY, "source": "third"}
    measured: dict[str, Any] = {"locator": Locator("stations 9901A; hours 8103"), **third}
    relative: dict[str, Any] = {"absence": Absence.RELATIVE, "baseline_period": "2020", **le}
    station: dict[str, Any] = {"level": Level.STATION, **measured}
    months = [
        _card(
            f"f-s-{m:02d}",
            "9901A",
            str(60 - 7 * m if m < 7 else 7 * m - 31),
            period=f"2021-{m:02d}",
            **station,
        )
        for m in range(1, 13)
        if m != 8
    ]
    return [
        _card("f-t-1", "990001", "≤35", **le, note="含开发区"),
        _card("f-t-2", "990002", "≤41", **le),
        _card("f-t-3", "990003", "优于2020年", **relative),
        _card("f-t-4", "990004", "≤25", **le),
        _card("f-t-5", "990101", "≤47", **le),
        _card("f-t-6", "990102", "-", absence=Absence.DASH),
        _card("f-m-1", "990001", "35.0", **measured),
        _card("f-m-2", "990002", "47.5", **measured, as_of="2021-12-15"),
        _card("f-m-4", "990004", "19.2", **measured, quality=Quality.INDICATIVE),
        _card("f-b-1", "990001", "580", indicator=_BOILERS),
        _card("f-b-z", ZONE, "40", indicator=_BOILERS, note="含托管企业"),
        _card("f-p-1", CODES["west"], "752", indicator=_BOILERS, level=Level.PREFECTURE),
        _card("f-s-year", "9901A", "35.0", **station),
        *months,
    ]


def _mark(code: str, name: str, lon: float, place: str, **changes: object) -> Mark:
    facts: dict[str, object] = {
        "code": code,
        "name": name,
        "geometry": Point(lon, 44.5),
        "place": place,
        "background": False,
        "value_label": NO_TEXT,
        "indicative": False,
        "facts": ((Text("设立年份", "since"), "2013"),),
        "figures": (),
    }
    return Mark(**(facts | changes))  # type: ignore[arg-type]


def _marks() -> tuple[Marks, ...]:
    months = tuple(f"f-s-{m:02d}" for m in range(1, 13) if m != 8)
    valued = {
        "value_label": Text("2021年35.0微克/立方米", "35.0 µg/m³ in 2021"),
        "figures": ("f-s-year", *months),
    }
    stations = (
        _mark("9901A", "示例站一", 80.3, "990001", **valued),
        _mark("9902A", "示例对照点", 80.9, "990001", background=True),
        _mark(
            "9903A",
            f"示例站三{HOSTILE}",
            81.6,
            "990002",
            value_label=Text("2021年19.0微克/立方米", "19.0 µg/m³ in 2021"),
            indicative=True,
        ),
    )
    river = _mark("r1", "示例河", 0, "", geometry=LineString([(80, 43.2), (83, 43.8)]), facts=())
    park = _mark("p1", "示例园区", 0, "", geometry=box(80.2, 43.2, 80.6, 43.6), facts=())
    notice = text("notice.third_party")
    return (
        Marks("stations", Text("监测站点", "Monitoring stations"), "circle", "#1F4E79", stations,
              "third", notice, (Text("2021年名单", "List of 2021"),), shown=True, printed=True),
        Marks("rivers", Text("河流", "Rivers"), "circle", "#5B8DB8", (river,), "third", None, (),
              shown=False, printed=False),
        Marks("parks", Text("工业园区", "Industrial parks"), "square", "#7A5195", (park,), "third",
              None, (), shown=False, printed=True),
    )  # fmt: skip


def _findings() -> tuple[Finding, ...]:
    return (
        Finding("sum-boilers", Severity.ERROR, "sum", "boilers",
                Text("各地相加与合计不符", "The places do not add up"),
                Text("580+120+12+40=752，来源印750", "580+120+12+40=752, printed 750"),
                ("f-b-1", "f-b-z", "f-p-1")),
        Finding("text-pm25", Severity.DOUBTFUL, "text_against_annex", "pm25",
                Text("正文与附表不一致", "Text and annex differ"),
                Text("正文≤35，附表≤36", "≤35 in the text, ≤36 in the annex"), ("f-t-1",)),
        Finding("round-pm25", Severity.NOTE, "change", "pm25",
                Text("差异可由四舍五入解释", "Rounding explains it"),
                Text(f"界限0.05{HOSTILE}", f"bound 0.05 {HOSTILE}"), ("f-t-2",)),
    )  # fmt: skip
