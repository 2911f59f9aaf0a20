"""All periods of one view on one sheet: one scale, one legend, reasons as on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from aqmap.book.book_layers import BookLayer, Cell
from aqmap.book.map_book import MapBook
from aqmap.book.profiles.period_series import period_series, sheets_of_periods
from aqmap.book.scales import reason_class
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.multiples_sheet import MultiplesSheet
from aqmap.words import Lang
from tests.book_layers import COUNTIES, LEVELS, ORDER, boilers_layer, pm25_layer
from tests.books import square_book
from tests.recording_pen import RecordingPen, drawn, outside, overlapping

MONTHS = tuple(f"2021-{month:02d}" for month in range(1, 13))


def monthly_book(view: str = "measured", *, layer: BookLayer | None = None) -> MapBook:
    """Return the book with a layer of twelve months: county n of month m shows 10·n + m."""
    layer = layer or pm25_layer()
    months = {
        period: tuple(_cell(code, month) for code in ORDER)
        for month, period in enumerate(MONTHS, 1)
    }
    views = {view: replace(layer.views[view], cells=months)}
    asked = replace(layer, periods=MONTHS, views=views, multiples=(view,))
    return replace(square_book(), layers=(asked,))


def _cell(code: str, month: int) -> Cell:
    if code not in COUNTIES or (code, month) == ("990004", 3):
        return Cell(None, reason_class("too_few_data" if code in COUNTIES else "no_station"))
    value = 10.0 * int(code[-1]) + month
    return Cell(value, LEVELS.class_of(value), f"{value:.0f}")


def pens_of(book: MapBook, lang: Lang = "zh") -> list[RecordingPen]:
    fonts = map_fonts()
    sheets = [
        MultiplesSheet(series, RegionGround(book, series.region, lang), lang)
        for series in period_series(book)
    ]
    return [pen for sheet in sheets for pen in drawn(sheet.pages(fonts), fonts)]


def test_months_stand_by_year_and_other_periods_by_twelve() -> None:
    years = [str(year) for year in range(2001, 2016)]
    sheets = list(sheets_of_periods([*reversed(years), *MONTHS, "2022-01", "2022-02", "2023-01"]))
    assert sheets == [
        MONTHS,
        ("2022-01", "2022-02"),
        tuple(years[:12]),
        tuple(years[12:]),
    ]


def test_a_layer_that_does_not_ask_has_none() -> None:
    assert list(period_series(square_book())) == []


def test_a_period_alone_is_no_series() -> None:
    alone = replace(boilers_layer(), multiples=("target",))
    assert list(period_series(replace(square_book(), layers=(alone,)))) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twelve_maps_stand_on_one_page_with_one_legend(lang: Lang) -> None:
    west, east = pens_of(monthly_book(), lang)
    for pen in (west, east):
        assert outside(pen) == []
        assert overlapping(pen) == []
        said = [words.words for words in pen.words]
        captions = [f"2021年{m}月" for m in range(1, 13)] if lang == "zh" else ["Jan 2021"]
        for caption in captions:
            assert said.count(caption) == 1
        assert said.count("图　例" if lang == "zh" else "Legend") == 1
        for label in ("≤25", "25–35", ">35"):
            assert said.count(label) == 1


def test_each_map_shows_its_own_numbers_in_the_shared_classes() -> None:
    west, _ = pens_of(monthly_book())
    numbers = [words.words for words in west.words if words.words.isdecimal()]
    shown = [10 * n + m for n in range(1, 5) for m in range(1, 13) if (n, m) != (4, 3)]
    assert sorted(numbers) == sorted(map(str, shown))
    # One field of a class in each county that has it, and one in the legend.
    for klass, low, high in zip(LEVELS.classes, (0, 25, 35), (25, 35, 99), strict=True):
        inside = sum(low < number <= high for number in shown)
        assert len(west.boxes(klass.color)) == inside + 1


def test_what_has_no_number_has_its_letter() -> None:
    west, _ = pens_of(monthly_book())
    letters = [words for words in west.words if words.words == "缺"]
    assert len(letters) == 2  # 示例丁县 in March, and in the legend
    assert west.has("有效数据不足")


def test_the_title_has_period_region_topic_and_view() -> None:
    west, _ = pens_of(monthly_book())
    assert west.has("2021年示例西州PM2.5年均浓度实测值图组")
    assert west.has("单位：微克/立方米")
    assert west.has("内部工作用图，未经地图审核，不得公开")
    assert west.has("示例边界来源")


@pytest.mark.parametrize("view", ["target", "gap", "status"])
def test_every_kind_of_view_can_be_asked_for(view: str) -> None:
    layer = replace(pm25_layer(), multiples=(view,))
    pens = pens_of(replace(square_book(), layers=(layer,)))
    assert len(pens) == 2
    for pen in pens:
        assert outside(pen) == []
        assert {"2021年", "2020年"} <= {words.words for words in pen.words}


def test_symbols_keep_to_one_size_over_the_months() -> None:
    layer = boilers_layer()
    months = dict.fromkeys(MONTHS[:3], layer.views["target"].cells["2021"])
    view = replace(layer.views["target"], cells=months)
    asked = replace(layer, periods=MONTHS[:3], views={"target": view}, multiples=("target",))
    (pen,) = pens_of(replace(square_book(), layers=(asked,)))
    circles = sorted(box.width for box in pen.boxes(f"{view.scale.color}D9"))
    # Three symbols on each of three maps, and three samples; areas in proportion to the amounts,
    # 580 being half as wide as on a sheet of one map, where its radius is 7 mm.
    amounts = [12, 12, 12, 20, 100, 120, 120, 120, 500, 580, 580, 580]
    assert circles == pytest.approx([7.0 * (amount / 580) ** 0.5 for amount in amounts])


def test_all_maps_have_the_same_size() -> None:
    west, _ = pens_of(monthly_book())
    outlines = [box for face, box in west.shapes if face == "none" and box.width > 20]
    assert len(outlines) == 12
    first = shapely.box(*outlines[0])
    for box in outlines:
        assert box.width == pytest.approx(first.bounds[2] - first.bounds[0], abs=1e-6)
