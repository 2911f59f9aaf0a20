"""The layers of the synthetic book: every kind of scale and every family of absence."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.scales import NO_TEXT, Klass, Scale, reason_class
from aqmap.decide.compose.classify import status_scale
from aqmap.words import Text, text

HOSTILE = "</script><img src=x onerror=alert(1)>"
"""A name that is code where it is not escaped; it stands in a place, a layer and a note."""

COUNTIES = ("990001", "990002", "990003", "990004")
ZONE = "zone-example"
EAST = ("990101", "990102")
ORDER = (ZONE, *COUNTIES, *EAST)


def _row(cells: Mapping[str, Cell]) -> tuple[Cell | None, ...]:
    return tuple(cells.get(code) for code in ORDER)


def _none(reason: str, *figures: str) -> Cell:
    return Cell(None, reason_class(reason), figures=figures)


def _plain(label: str) -> Text:
    return Text(label, label)


LEVELS = Scale(
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
_STATUS = status_scale()
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
UGM3 = Text("微克/立方米", "µg/m³")
_UNTIL = Text("截至12月15日", "until 15 Dec")

_TARGETS = {
    "990001": Cell(35.0, 1, "≤35", figures=("f-t-1",)),
    "990002": Cell(41.0, 2, "≤41", figures=("f-t-2",)),
    "990003": _none("relative", "f-t-3"),
    "990004": Cell(25.0, 0, "≤25", figures=("f-t-4",)),
    "990101": Cell(47.0, 2, "≤47", figures=("f-t-5",)),
    "990102": _none("dash", "f-t-6"),
    ZONE: _none("blank"),
}


def pm25_layer() -> BookLayer:
    old = _row(dict.fromkeys(ORDER, _none("no_figure")))
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
    rows = {"target": _TARGETS, "measured": measured, "gap": gap, "status": status}
    scales = {"target": LEVELS, "measured": LEVELS, "gap": _GAPS, "status": _STATUS}
    views = {
        name: View(
            name,
            titles[name],
            NO_TEXT if name == "status" else UGM3,
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
        better="lower",
    )


def boilers_layer() -> BookLayer:
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
        better="higher",
        wholes={"target": {"2021": (Cell(752.0, 0, "752", figures=("f-p-1",)), None)}},
    )


def reasons_layer() -> BookLayer:
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
        "target", text("view.target"), UGM3, LEVELS, {"2021": _row(cells)}, {}, printed=True
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


def hostile_layer() -> BookLayer:
    cells = {code: Cell(10.0, 0, "10") for code in EAST}
    view = View(
        "measured",
        text("view.measured"),
        Text("%", "%"),
        LEVELS,
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
