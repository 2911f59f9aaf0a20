"""Sheets of progress: rule, lights by sign and colour, reasons, drafts. All counties invented."""

from dataclasses import replace

import pytest

from aqmap.book.dispatch.progress_months import ProgressMonth
from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.book.map_signs import INK
from aqmap.book.profiles.period_series import period_series
from aqmap.decide.progress.maps.progress_layer import ProgressSpec, progress_layer
from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.multiples_sheet import MultiplesSheet
from aqmap.words import Text
from tests.book_layers import ORDER
from tests.books import square_book
from tests.dispatch_months import INDICATORS, month_book
from tests.recording_pen import drawn
from tests.sheet_words import painted_on, words_of

ROW = "electric_heating_households"
FIVE = ("1683", "1683"), ("1683", "1262"), ("1683", "1093"), ("1683", "5")
PLACES = ("990001", "990002", "990003", "990004")


def sheet_of(*, draft=True, pairs=FIVE):
    book = square_book()
    month = month_book(table={ROW: pairs}, places=PLACES, draft=draft)
    spec = ProgressSpec(
        id=ROW,
        title=INDICATORS[ROW].label,
        indicator=INDICATORS[ROW],
        region="west",
        codes=ORDER,
        sources=("plan",),
        printed=True,
    )
    layer = progress_layer(spec, (month,))
    assert layer is not None
    return replace(book, layers=(), progress_layers=(layer,), unmatched=()).sheet(ROW, "progress")


@pytest.fixture(scope="module")
def page():
    return draw_sheet(sheet_of(), map_fonts())


def writing(page):
    return "".join(words_of(page)).replace(" ", "")


def test_the_rule_and_the_cut_off_stand_on_the_sheet(page):
    words = writing(page)
    assert "按月9/12=75%" in words
    assert "-10≤差<0略滞后" in words
    assert "统计截至2021年9月20日" in words
    assert "灯号为月调度的序时进度，不是考核结论" in words


def test_each_place_has_its_rate_or_its_last_number_in_brackets(page):
    words = words_of(page)
    for label in ("100.0%", "75.0%", "64.9%", "未(7)"):
        assert label in words
    assert "已报3/4；累计完成至少4038户" in writing(page)


def test_lights_have_colours_and_filled_signs(page):
    faces = [area.face.upper() for area in painted_on(page)]
    assert {"#B7DDB4", "#DD9F1C", "#9C1626"} <= set(faces)
    # A sign on the map and one in the legend, for each light at least.
    assert faces.count(INK) >= 6


def test_a_draft_says_so_and_a_released_month_does_not(page):
    assert "草稿，本月未发布" in writing(page)
    assert page.title.endswith("（草稿）")
    final = draw_sheet(sheet_of(draft=False), map_fonts())
    assert "草稿" not in writing(final)


def test_the_map_in_words_names_light_and_rate(page):
    assert "略滞后 75.0%" in page.description
    assert "未报送 (7)" in page.description


def test_months_side_by_side_have_the_rule_of_each():
    sheet = sheet_of()
    month, august = sheet.progress, "2021-08"
    assert isinstance(month, ProgressMonth)
    cells = {august: sheet.view.cells[sheet.period], **sheet.view.cells}
    in_august = replace(month, rule=Text("八月规则", "rule of August"))
    layer = replace(
        sheet.layer,
        periods=(august, sheet.period),
        views={"progress": replace(sheet.view, cells=cells)},
        multiples=("progress",),
        progress={august: in_august, **sheet.layer.progress},
    )
    book = replace(sheet.book, progress_layers=(layer,))
    (series,) = period_series(book)
    land = RegionGround(book, sheet.region, "zh")
    fonts = map_fonts()
    (pen,) = drawn(MultiplesSheet(series, land, "zh").pages(fonts), fonts)
    assert pen.has("2021年8月：八月规则。2021年9月：序时：按月9/12=75%")
    assert pen.has("月调度：实际进度与序时进度比较")


def test_another_rule_is_another_map():
    sheet = sheet_of()
    month = sheet.progress
    assert isinstance(month, ProgressMonth)
    changed = replace(month, rule=Text("另一规则", "another rule"))
    layer = replace(sheet.layer, progress={sheet.period: changed})
    marks = MapFingerprints(sheet.book)
    assert marks.of_sheet(sheet, "zh") != marks.of_sheet(replace(sheet, layer=layer), "zh")
