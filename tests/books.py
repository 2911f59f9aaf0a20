"""A synthetic map book with every case a renderer must draw; its answers are worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from geopandas import GeoDataFrame
from shapely.geometry import LineString, Point, box

from aqmap.figures import Absence, Basis, Comparator, Figure, Level, Quality, Role
from aqmap.findings import Finding, Severity
from aqmap.mapbook import (
    NO_TEXT,
    BookLayer,
    BookPlace,
    BookRegion,
    Cell,
    FigureCard,
    Klass,
    MapBook,
    Mark,
    Marks,
    Scale,
    View,
    reason_class,
)
from aqmap.periods import period_text
from aqmap.sources import Source, locator_text
from aqmap.words import Text, text

HOSTILE = "</script><img src=x onerror=alert(1)>"
"""A name that is code where it is not escaped; it stands in a place, a layer and a note."""

COUNTIES = ("990001", "990002", "990003", "990004")
ZONE = "zone-example"
EAST = ("990101", "990102")
ORDER = (ZONE, *COUNTIES, *EAST)

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
        audit_no="",
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
        layers=(_pm25(), _boilers(), _reasons(), _hostile()),
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
        BookRegion("west", WEST_NAME, CODES["west"], west, 81.0, ("990002",), "landscape"),
        BookRegion("east", EAST_NAME, CODES["east"], EAST, 85.0, (), "landscape"),
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


def _row(cells: Mapping[str, Cell]) -> tuple[Cell | None, ...]:
    return tuple(cells.get(code) for code in ORDER)


def _none(reason: str, *figures: str) -> Cell:
    return Cell(None, reason_class(reason), figures=figures)


def _plain(label: str) -> Text:
    return Text(label, label)


_LEVELS = Scale(
    "sequential",
    (
        Klass(None, 25, "#FFFFB2", _plain("≤25")),
        Klass(25, 35, "#FD8D3C", _plain("25–35")),
        Klass(35, None, "#B10026", _plain(">35")),
    ),
)
_GAPS = Scale(
    "diverging",
    (
        Klass(None, -5, "#2166AC", _plain("≤−5")),
        Klass(-5, 0, "#D1E5F0", _plain("−5 ~ 0")),
        Klass(0, 5, "#FDDBC7", _plain("0 ~ +5")),
        Klass(5, None, "#B2182B", _plain(">+5")),
    ),
)
_STATUS = Scale(
    "category",
    (
        Klass(None, None, "#4393C3", text("status.met"), "check"),
        Klass(None, None, "#D6604D", text("status.not_met"), "cross"),
    ),
)
_SIZES = Scale(
    "size",
    (
        Klass(None, 500, "#2F6DA8", _plain("500")),
        Klass(None, 100, "#2F6DA8", _plain("100")),
        Klass(None, 20, "#2F6DA8", _plain("20")),
    ),
    largest=580.0,
    color="#2F6DA8",
)
_UGM3 = Text("微克/立方米", "µg/m³")
_UNTIL = Text("截至12月15日", "until 15 Dec")


def _pm25() -> BookLayer:
    old = _row(dict.fromkeys(ORDER, _none("no_figure")))
    target = {
        "990001": Cell(35.0, 1, "≤35", figures=("f-t-1",)),
        "990002": Cell(41.0, 2, "≤41", figures=("f-t-2",)),
        "990003": _none("relative", "f-t-3"),
        "990004": Cell(25.0, 0, "≤25", figures=("f-t-4",)),
        "990101": Cell(47.0, 2, "≤47", figures=("f-t-5",)),
        "990102": _none("dash", "f-t-6"),
        ZONE: _none("blank"),
    }
    measured = {
        "990001": Cell(35.0, 1, "35.0", figures=("f-m-1",)),
        "990002": Cell(47.5, 2, "47.5", "valid", (_UNTIL,), ("f-m-2",)),
        "990003": _none("no_station"),
        "990004": Cell(19.2, 0, "19.2", "indicative", (text("quality.indicative"),), ("f-m-4",)),
        "990101": _none("too_few_data"),
        "990102": _none("no_station"),
        ZONE: _none("not_covered"),
    }
    gap = {
        "990001": Cell(0.0, 1, "0", figures=("f-t-1", "f-m-1")),
        "990002": Cell(6.5, 3, "+6.5", "valid", (_UNTIL,), ("f-t-2", "f-m-2")),
        "990003": _none("no_target", "f-t-3"),
        "990004": Cell(-5.8, 0, "−5.8", figures=("f-t-4", "f-m-4")),
        "990101": _none("no_measurement", "f-t-5"),
        "990102": _none("no_target", "f-t-6"),
        ZONE: _none("no_target"),
    }
    status = gap | {
        "990001": Cell(None, 0, figures=("f-t-1", "f-m-1")),
        "990002": Cell(None, 1, "", "valid", (_UNTIL,), ("f-t-2", "f-m-2")),
        "990004": Cell(None, 0, figures=("f-t-4", "f-m-4")),
    }
    titles = {name: text(f"view.{name}") for name in ("target", "measured", "gap", "status")}
    rows = {"target": target, "measured": measured, "gap": gap, "status": status}
    scales = {"target": _LEVELS, "measured": _LEVELS, "gap": _GAPS, "status": _STATUS}
    views = {
        name: View(
            name,
            titles[name],
            NO_TEXT if name == "status" else _UGM3,
            scales[name],
            {"2020": old, "2021": _row(rows[name])},
            {},
            name in ("target", "status"),
        )
        for name in titles
    }
    notes = (Text("沙尘日已剔除（示例）", "Sand-dust days deducted (synthetic)"),)
    sources = ("plan", "third")
    return BookLayer(
        "pm25",
        Text("PM2.5年均浓度", "PM2.5 annual mean"),
        "air",
        "pm25",
        ("2021", "2020"),
        ("west", "east"),
        views,
        notes,
        sources,
    )


def _boilers() -> BookLayer:
    cells = {
        "990001": Cell(580.0, 0, "580", figures=("f-b-1",)),
        "990002": Cell(120.0, 0, "120"),
        "990003": Cell(12.0, 0, "12"),
        "990004": _none("no_task"),
        ZONE: Cell(
            40.0, 0, "40", "valid", (Text("含托管企业", "managed firms included"),), ("f-b-z",)
        ),
    }
    total = Text(
        "示例西州合计：来源印752台，各地相加752台",
        "Example West: 752 boilers printed, 752 added up",
    )
    view = View(
        "target",
        Text("任务量", "task"),
        Text("台", "boilers"),
        _SIZES,
        {"2021": _row(cells)},
        {"2021": {"west": total}},
        printed=True,
    )
    return BookLayer(
        "boilers",
        Text("淘汰燃煤小锅炉", "Small coal boilers closed"),
        "coal",
        "boilers",
        ("2021",),
        ("west",),
        {"target": view},
        (),
        ("plan",),
    )


def _reasons() -> BookLayer:
    cells = {
        "990001": _none("no_task"),
        "990002": _none("text"),
        "990003": _none("no_station"),
        "990004": _none("not_comparable"),
        ZONE: _none("not_reported"),
        "990101": Cell(30.0, 1, "30"),
        "990102": _none("not_judged"),
    }
    view = View(
        "target", text("view.target"), _UGM3, _LEVELS, {"2021": _row(cells)}, {}, printed=True
    )
    return BookLayer(
        "reasons",
        Text("各类缺值（示例）", "Every absence (synthetic)"),
        "air",
        "reasons",
        ("2021",),
        ("west", "east"),
        {"target": view},
        (),
        ("plan",),
    )


def _hostile() -> BookLayer:
    cells = {code: Cell(10.0, 0, "10") for code in EAST}
    view = View(
        "measured",
        text("view.measured"),
        Text("%", "%"),
        _LEVELS,
        {"2021-03": _row(cells)},
        {},
        printed=False,
    )
    return BookLayer(
        "hostile",
        Text(f"示例层{HOSTILE}", f"Layer {HOSTILE}"),
        "coal",
        "hostile",
        ("2021-03",),
        ("east",),
        {"measured": view},
        (Text(HOSTILE, HOSTILE),),
        ("third",),
    )


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
    key: str, place: str, said: str, *, indicator: Text = _PM25, **changes: object
) -> FigureCard:
    absent = "absence" in changes
    facts: dict[str, object] = {
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
        "locator": "table 1; row 4.2; column 伊宁市; line 210",
    }
    figure = Figure(**(facts | changes))  # type: ignore[arg-type]
    unit = Text("台", " boilers") if indicator is _BOILERS else Text(" 微克/立方米", " µg/m³")
    words = Text(said, said) if absent else Text(f"{said}{unit.zh}", f"{said}{unit.en}")
    notices = (text("quality.indicative"),) if figure.quality == Quality.INDICATIVE else ()
    if figure.note:
        notices = (*notices, Text(figure.note, figure.note))
    where = locator_text(figure.locator, _sources()[figure.source])
    return FigureCard(figure, indicator, words, period_text(figure.period), where, notices)


def _cards() -> list[FigureCard]:
    le = {"comparator": Comparator.LE}
    third = {"role": Role.MEASURED, "basis": Basis.THIRD_PARTY, "source": "third"}
    measured = {"locator": "stations 9901A; hours 8103", **third}
    relative = {"absence": Absence.RELATIVE, "baseline_period": "2020", **le}
    station = {"level": Level.STATION, **measured}
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
        "value": None,
        "value_label": NO_TEXT,
        "indicative": False,
        "facts": ((Text("设立年份", "since"), "2013"),),
        "figures": (),
    }
    known = {k: v for k, v in (facts | changes).items() if k in Mark.__dataclass_fields__}
    return Mark(**known)  # type: ignore[arg-type]


def _marks() -> tuple[Marks, ...]:
    months = tuple(f"f-s-{m:02d}" for m in range(1, 13) if m != 8)
    valued = {
        "value": 35.0,
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
            value=19.0,
            value_label=Text("2021年19.0微克/立方米", "19.0 µg/m³ in 2021"),
            indicative=True,
        ),
    )
    river = _mark("r1", "示例河", 0, "", geometry=LineString([(80, 43.2), (83, 43.8)]), facts=())
    park = _mark("p1", "示例园区", 0, "", geometry=box(80.2, 43.2, 80.6, 43.6), facts=())
    notice = text("notice.third_party")
    return (
        Marks("stations", Text("监测站点", "Monitoring stations"), "circle", "#1F4E79", stations,
              "third", notice, (Text("站点名单截至2021年", "Stations as of 2021"),), shown=True, printed=True),
        Marks("rivers", Text("河流", "Rivers"), "circle", "#5B8DB8", (river,), "third", None, (),
              shown=False, printed=False),
        Marks("parks", Text("工业园区", "Industrial parks"), "square", "#7A5195", (park,), "third",
              None, (), shown=False, printed=True),
    )  # fmt: skip


def _findings() -> tuple[Finding, ...]:
    return (
        Finding("sum-boilers", Severity.ERROR, "sum", "boilers",
                Text("各地相加与合计不符", "The places do not add up"),
                Text("580+120+12+0+40=752，来源印750，差+2", "580+120+12+0+40=752, printed 750, +2"),
                ("f-b-1", "f-b-z", "f-p-1")),
        Finding("text-pm25", Severity.DOUBTFUL, "text_against_annex", "pm25",
                Text("正文与附表不一致", "Text and annex differ"),
                Text("正文≤35，附表≤36", "≤35 in the text, ≤36 in the annex"), ("f-t-1",)),
        Finding("round-pm25", Severity.NOTE, "change", "pm25",
                Text("差异可由四舍五入解释", "Rounding explains it"),
                Text(f"界限0.05{HOSTILE}", f"bound 0.05 {HOSTILE}"), ("f-t-2",)),
    )  # fmt: skip
