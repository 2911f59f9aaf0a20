"""The sheet of a county: every row with words, nothing outside, nothing upon each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from aqmap.book.map_book import MapBook
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.model.audit_numbers import AuditNumbers
from aqmap.model.figures import Level
from aqmap.model.joined import Status
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.county.county_sheet import CountySheet, county_sheets
from aqmap.words import Lang, Text
from tests.book_layers import ZONE
from tests.books import square_book
from tests.grid_books import grid_book
from tests.recording_pen import RecordingPen, drawn, outside, overlapping


@pytest.fixture(scope="module")
def book() -> MapBook:
    return square_book()


@pytest.fixture(scope="module")
def fonts(book: MapBook) -> MapFonts:
    return map_fonts()


def sheets_of(book: MapBook, lang: Lang = "zh") -> Iterator[CountySheet]:
    for region in book.regions:
        yield from county_sheets(book, RegionGround(book, region, lang), lang)


def pens_of(book: MapBook, place: str, lang: Lang = "zh") -> list[RecordingPen]:
    fonts = map_fonts()
    (sheet,) = [sheet for sheet in sheets_of(book, lang) if sheet.place.code == place]
    return drawn(sheet.pages(fonts), fonts)


def test_every_place_has_a_sheet_also_a_zone(book: MapBook) -> None:
    names = [sheet.file_name for sheet in sheets_of(book)]
    assert names == [
        f"county-{code}"
        for code in (ZONE, "990001", "990002", "990003", "990004", "990101", "990102")
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_lies_outside_or_upon_each_other(
    book: MapBook, fonts: MapFonts, lang: Lang
) -> None:
    for sheet in sheets_of(book, lang):
        for pen in drawn(sheet.pages(fonts), fonts):
            assert outside(pen) == []
            assert overlapping(pen) == []
            assert min(words.size_pt for words in pen.words) >= 6.0
            assert pen.faults == []


def test_a_row_has_numbers_words_sign_and_bar(book: MapBook) -> None:
    (pen,) = pens_of(book, "990002")
    said = [words.words for words in pen.words]
    for words in ("≤41", "47.5", "+6.5", "未完成目标", "2021年"):
        assert words in said
    # The bar runs over the whole length of 47.5, the line of the target stands at 41.
    bars = pen.boxes(VERDICT_LOOKS[Status.NOT_MET].color)
    bar = max(bars, key=lambda box: box.width)
    targets = [
        box
        for kind, box in pen.shapes
        if kind == "line"
        and box.width == 0
        and box.bottom < bar.bottom < box.top
        and bar.left < box.left
    ]
    assert [box.left for box in targets] == [pytest.approx(bar.left + bar.width * 41 / 47.5)]


def test_a_bar_is_drawn_for_verdicts_alone(book: MapBook) -> None:
    (pen,) = pens_of(book, "990003")  # a relative target, no station: nothing to compare
    colors = {look.color for look in VERDICT_LOOKS.values()}
    assert [box for color in colors for box in pen.boxes(color)] == []
    assert pen.has("只有相对要求，无数值")
    assert pen.has("无国控监测站点")


def test_the_headline_counts(book: MapBook) -> None:
    (pen,) = pens_of(book, "990002")
    assert pen.has("2项指标：完成目标0项，未完成目标1项，不能评判1项（其中暂无数据1项）。")


def test_foot_and_notice_stand_on_every_sheet(book: MapBook) -> None:
    (pen,) = pens_of(book, "990001")
    for words in (
        "内部工作用图，未经地图审核，不得公开",
        "编制时间：2026年11月23日",
        "编制单位：示例编制单位",
        "第三方数据，不作考核依据",
    ):
        assert pen.has(words)
    cleared = replace(book, audit=AuditNumbers({("zh", "atlas"): "示S（2026）1号"}))
    (pen,) = pens_of(cleared, "990001")
    assert pen.has("审图号：示S（2026）1号")
    assert not pen.has("不得公开")


def test_findings_stand_only_where_the_book_has_them(book: MapBook) -> None:
    (pen,) = pens_of(book, "990001")
    assert pen.has("核对结果（待核实，仅供内部）")
    assert pen.has("各地相加与合计不符")
    (pen,) = pens_of(replace(book, findings=()), "990001")
    assert not pen.has("核对结果")


def test_sources_say_for_each_number_where_it_is_written(book: MapBook) -> None:
    (pen,) = pens_of(book, "990001")
    assert pen.has("《示例行动计划》（示例〔2021〕1号）：1（目标）、4 附表第4.2行")
    assert pen.has("附表第4.2行“伊宁市”列（文件第210行）。")
    assert pen.has("《示例第三方数据》：1（实际）、5 站点9901A，8103个小时值。")
    (pen,) = pens_of(book, "990001", "en")
    assert pen.has("Example third-party data: 1 (measured), 5 ")


def test_the_bars_are_explained_where_there_are_any(book: MapBook) -> None:
    assert pens_of(book, "990002")[0].has("条形为实际，竖线为目标")
    assert not pens_of(book, "990003")[0].has("条形为实际")


def test_a_place_without_any_figure_says_so(book: MapBook) -> None:
    bare = replace(book, layers=(), findings=(), marks=(), figures={})
    (pen,) = pens_of(bare, "990001")
    assert pen.has("本图集没有该地的指标数据。")
    assert not pen.has("监测站点")  # there is no list in which one could stand
    assert not pen.has("完成情况表（续）")
    assert outside(pen) == []


def test_a_place_without_a_station_says_so(book: MapBook) -> None:
    (pen,) = pens_of(book, "990003")
    assert pen.has("本图集所用名单中没有该地的监测站点。")


def test_a_zone_without_a_place_on_the_map_says_so(book: MapBook) -> None:
    places = tuple(
        replace(place, lon=None, lat=None) if place.code == ZONE else place for place in book.places
    )
    (pen,) = pens_of(replace(book, places=places), ZONE)
    assert pen.has("位置未标注")
    (placed,) = pens_of(book, ZONE)
    assert not placed.has("位置未标注")


def test_a_region_of_zones_alone_has_sheets_without_a_map() -> None:
    many = grid_book(2, 1)
    zones = tuple(replace(place, level=Level.ZONE, area_km2=None) for place in many.places)
    for code in ("980001", "980002"):
        (pen,) = pens_of(replace(many, places=zones, counties=many.counties.iloc[0:0]), code)
        assert pen.has("位置未标注")
        assert outside(pen) == []


@pytest.mark.parametrize(("counties", "indicators"), [(1, 1), (1, 40), (100, 3), (200, 1)])
def test_it_holds_for_any_number_of_counties_and_indicators(counties: int, indicators: int) -> None:
    many = grid_book(counties, indicators)
    pens = pens_of(many, "980001")
    rows = [w.words for pen in pens for w in pen.words if w.words.startswith("示例指标")]
    assert len([words for words in rows if words.endswith("（吨）")]) == indicators
    for pen in pens:
        assert outside(pen) == []
        assert overlapping(pen) == []
    if len(pens) > 1:
        assert pens[1].has("（续）")
        assert pens[1].has("指标（单位）")
        assert pens[-1].has(f"第{len(pens)}页　共{len(pens)}页")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_county_of_the_default_workspace_has_one_page(
    default_book: MapBook, fonts: MapFonts, lang: Lang
) -> None:
    for sheet in sheets_of(default_book, lang):
        (pen,) = drawn(sheet.pages(fonts), fonts)
        assert outside(pen) == []
        assert overlapping(pen) == []
        assert min(words.size_pt for words in pen.words) >= 6.0
        said = "".join(words.words for words in pen.words).replace(" ", "")
        profile = sheet.profile
        for row in profile.rows:
            assert row.title.in_(lang).replace(" ", "") in said
        for measure in profile.measures:
            assert measure.title in said
        for finding in profile.findings:
            assert finding.detail.in_(lang).replace(" ", "") in said
        for citation in profile.citations:
            assert citation.title.in_(lang).replace(" ", "") in said


def test_what_is_compared_stands_across_the_page_and_the_rest_in_two_columns() -> None:
    """Of 40 indicators in turns of eight 15 have a verdict, 20 no target and 5 a task of 0."""
    (pen,) = pens_of(grid_book(1, 40, measures=10), "980001")
    said = [words.words for words in pen.words]
    assert sum(words.startswith("示例指标") for words in said) == 40
    assert said.count("完成目标") == 10
    assert said.count("未完成目标") == 5
    for reason in ("原表为空白", "原表为“-”", "未报送", "文字要求，无数值", "无任务（任务数为0）"):
        assert said.count(reason) == 5
    small = [w for w in pen.words if w.words == "未报送"]
    assert len({round(w.box.left) for w in small}) <= 2
    measures = [w.box.left for w in pen.words if w.words.startswith("示例措施")]
    assert len(measures) == 10
    assert min(measures) > 100  # in the right column


def test_indicators_without_any_number_are_named_by_their_reason_where_room_is_short() -> None:
    (pen,) = pens_of(grid_book(1, 64), "980001")
    said = "".join(words.words for words in pen.words)
    # Turns 3 to 7 of each eight have no number, the last of them as a task of 0.
    for reason in ("原表为空白", "原表为“-”", "未报送", "文字要求，无数值", "无任务（任务数为0）"):
        assert f"另有8项无数据（{reason}，暂无数据（未收集到公布值）" in said
    assert all(f"示例指标{number}（吨）" in said for number in range(64))


def test_a_county_of_very_many_rows_says_on_its_first_page_that_it_goes_on() -> None:
    pens = pens_of(grid_book(1, 300), "980001")
    assert len(pens) > 1
    assert pens[0].has(f"第1页　共{len(pens)}页　未列完的内容见续页")
    assert not pens[-1].has("见续页")
    said = "".join(words.words for pen in pens for words in pen.words)
    assert all(f"示例指标{number}（吨）" in said for number in range(300))


def test_long_names_are_broken_and_reasons_kept() -> None:
    name = Text("特别长的示例地区名称" * 6, "an unusually long name of a place " * 4)
    many = grid_book(4, 6, name=name)
    for lang in ("zh", "en"):
        for pen in pens_of(many, "980002", lang):
            assert outside(pen) == []
            assert overlapping(pen) == []


def test_furniture_of_any_length_stays_on_the_page() -> None:
    name = Text("特别长的示例地区名称" * 20, "an unusually long name of a place " * 20)
    long = replace(grid_book(1, 1, name=name), compiler=name, title=name)
    for lang in ("zh", "en"):
        for pen in pens_of(long, "980001", lang):
            assert outside(pen) == []
            assert overlapping(pen) == []
            status = {"zh": "内部工作用图，未经地图审核，不得公开", "en": "not for publication"}
            assert pen.has(status[lang])


def test_a_long_register_of_measures_is_cut_and_counted() -> None:
    many = grid_book(2, 1, measures=40)
    pens = pens_of(many, "980001")
    numbers = [words.words for pen in pens for words in pen.words]
    assert sum(words.startswith("示例措施") for words in numbers) == 15
    assert any("其余25条见measures.csv" in words for words in numbers)
    assert any("牵头：示例局" in words for words in numbers)
    for pen in pens:
        assert outside(pen) == []
