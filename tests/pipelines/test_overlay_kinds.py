"""An overlay with kinds, names on paper and points outside: from the table to page and paper."""

import json
from itertools import combinations

import pytest

from aqmap.book.book_layers import MarkCategory
from aqmap.pipelines.build_maps import decide
from aqmap.render.browser.payload.payload import book_payload
from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.draw_overlays import VALUE_COLOR
from aqmap.words import Text
from tests.sheet_words import words_of, writing_of

ROWS = """名称,经度,纬度,类型
示例一厂,84°12′00″,44.2,热电厂
示例二厂,84.7,44°12′,锅炉房
示例三厂,84.3,44.8,热电厂
示例外厂,86.5,44.5,锅炉房
"""
OVERLAY = """kind = "overlay"
title = "企业（示例）"
file = "data/plants.csv"
label = "名称"
source = "example"
category = "类型"
print = true
print_names = true

[categories]
"焦化厂" = { color = "#000000" }
"锅炉房" = { name = { zh = "锅炉房", en = "boiler house" }, symbol = "triangle" }
"热电厂" = { color = "#B22222", symbol = "square" }
"""


def add(folder, rows=ROWS, overlay=OVERLAY):
    (folder / "data" / "plants.csv").write_text(rows, encoding="utf-8")
    (folder / "layers" / "plants.toml").write_text(overlay, encoding="utf-8")
    return folder


@pytest.fixture
def decided(small_workspace):
    return decide(add(small_workspace))


def test_kinds_that_occur_are_in_the_order_of_the_overlays_file(decided):
    (marks,) = decided.book.marks
    assert marks.categories == (
        MarkCategory(Text("锅炉房", "boiler house"), "triangle", "#1F4E79"),
        MarkCategory(Text("热电厂", "热电厂"), "square", "#B22222"),
    )
    drawn = [(marks.symbol_of(mark), marks.color_of(mark)) for mark in marks.features]
    plant, boiler = ("square", "#B22222"), ("triangle", "#1F4E79")
    assert drawn == [plant, boiler, plant, boiler]


def test_page_and_paper_name_them_in_the_same_order(decided):
    book = decided.book
    payload = book_payload(book)
    (marks,) = payload["marks"]
    on_page = [payload["texts"][entry["name"]] for entry in marks["categories"]]
    assert on_page == [["锅炉房", "boiler house"], "热电厂"]
    assert [feature[-1] for feature in marks["features"]] == [1, 0, 1, 0]
    page = draw_sheet(book.sheet("pm25", "target", region="example"), map_fonts())
    named = {line.text: line.box.bottom for line in writing_of(page)}
    assert named["企业（示例）"] > named["锅炉房"] > named["热电厂"]  # from above


def test_names_stand_on_paper_and_over_nothing_else(decided):
    page = draw_sheet(decided.book.sheet("pm25", "target", region="example"), map_fonts())
    names = [line for line in writing_of(page) if line.color == VALUE_COLOR]
    assert {"示例一厂", "示例二厂", "示例三厂"} <= {line.text for line in names}
    counties = ("示例甲县", "示例乙县", "示例丙县")
    others = [line for line in writing_of(page) if line.text in counties]
    assert not any(a.box.meets(b.box) for a, b in combinations((*names, *others), 2))


def test_names_without_room_are_named_in_the_notes(small_workspace):
    crowd = "".join(f"示例第{n:03}号企业有限责任公司,84.25,44.25,热电厂\n" for n in range(300))
    book = decide(add(small_workspace, "名称,经度,纬度,类型\n" + crowd)).book
    page = draw_sheet(book.sheet("pm25", "target", region="example"), map_fonts())
    said = "".join(words_of(page))
    assert "图上没有位置标注的名称" in said


def test_without_print_names_paper_has_none(small_workspace):
    without = OVERLAY.replace("print_names = true\n", "")
    book = decide(add(small_workspace, overlay=without)).book
    page = draw_sheet(book.sheet("pm25", "target", region="example"), map_fonts())
    assert "示例一厂" not in words_of(page)


def test_every_point_of_a_feature_of_several_is_drawn(small_workspace):
    features = [{"type": "Feature", "properties": {"名称": "示例群", "类型": "锅炉房"}, "geometry":
                 {"type": "MultiPoint", "coordinates": [[84.2, 44.3], [84.8, 44.3]]}}]  # fmt: skip
    layer = {"type": "FeatureCollection", "features": features}
    folder = add(small_workspace, overlay=OVERLAY.replace("plants.csv", "plants.geojson"))
    (folder / "data" / "plants.geojson").write_text(json.dumps(layer), encoding="utf-8")
    sheet = decide(folder).book.sheet("pm25", "target", region="example")
    assert words_of(draw_sheet(sheet, map_fonts())).count("示例群") == 2


def test_points_outside_the_regions_are_counted_and_named(decided):
    (finding,) = [finding for finding in decided.findings if finding.kind == "outside"]
    assert finding.title.zh == "企业（示例）：1个不在各地区的县市内（共4个）"
    assert "示例外厂" in finding.detail.zh
    assert finding.severity == "note"


def test_points_inside_need_no_word(small_workspace):
    inside = "\n".join(ROWS.splitlines()[:4]) + "\n"
    decided = decide(add(small_workspace, inside))
    assert [finding for finding in decided.findings if finding.kind == "outside"] == []
