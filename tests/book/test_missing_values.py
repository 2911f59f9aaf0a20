"""A map on which no place has a value says so in one sentence; any other says nothing."""

from dataclasses import replace

import pytest

from aqmap.book.book_layers import Cell
from aqmap.book.missing_values import has_one_reason, missing_values
from aqmap.book.scales import reason_class
from aqmap.words import text
from tests.books import square_book


def absent(reason, *qualifiers):
    return Cell(None, reason_class(reason), qualifiers=qualifiers)


def sheet_of(*cells, view="measured"):
    """The west's zone and four counties, with these cells; the last one stands for the rest."""
    sheet = square_book().sheet("pm25", view, region="west")
    given = [*cells, *[cells[-1]] * (len(sheet.rows) - len(cells))]
    return replace(sheet, rows=tuple(zip((p for p, _ in sheet.rows), given, strict=True)))


ALL = "全部4个县（市）和1个无边界数据的区域"


def test_one_reason_stands_alone():
    sheet = sheet_of(absent("no_figure"))
    said = missing_values(sheet)
    assert said.zh == f"{ALL}无可上图的数值：暂无数据（未收集到公布值）"
    assert said.en.startswith("no number to show for any of 4 counties and cities, 1 zone")


def test_several_reasons_stand_with_their_counts():
    said = missing_values(sheet_of(absent("not_reported"), absent("dash"), absent("no_figure")))
    assert said.zh == (
        f"{ALL}无可上图的数值：原表为“-”1个；未报送1个；暂无数据（未收集到公布值）3个"
    )


def test_a_map_of_verdicts_says_that_there_is_none():
    said = missing_values(sheet_of(absent("not_due"), absent("no_target"), view="status"))
    assert said.zh == f"{ALL}无评判结论：未收集到目标值4个；考核期未满1个"


def test_a_region_without_a_zone_counts_its_counties():
    sheet = square_book().sheet("pm25", "target", "2020", "east")
    assert missing_values(sheet).zh == ("全部2个县（市）无可上图的数值：暂无数据（未收集到公布值）")


@pytest.mark.parametrize("shown", [Cell(0.0, 0, "0"), Cell(0.0, 0, "0", quality="indicative")])
def test_one_value_and_there_is_no_such_sentence(shown):
    assert missing_values(sheet_of(shown, absent("no_figure"))) is None


def test_one_verdict_and_there_is_no_such_sentence():
    assert missing_values(sheet_of(Cell(None, 1), absent("no_target"), view="status")) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([absent("dash")], True),
        ([absent("dash"), absent("blank")], False),
        ([absent("dash", text("qualifier.reported")), absent("dash")], False),
        ([absent("dash", text("qualifier.reported"))], False),
    ],
)
def test_what_qualifies_a_place_keeps_its_row(cells, expected):
    assert has_one_reason(sheet_of(*cells)) is expected


def test_every_sentence_of_the_default_workspace_counts_all_its_places(default_book):
    """11 counties and the zone in Ili, 7 counties in Changji: counted by hand."""
    said = [
        (region, missing_values(default_book.sheet(layer.id, view, period, region)))
        for layer in default_book.layers
        for view in layer.views
        for period in layer.periods
        for region in layer.regions
    ]
    sentences = [(region, sentence.zh) for region, sentence in said if sentence]
    begins = {"ili": "全部11个县（市）和1个无边界数据的区域无", "changji": "全部7个县（市）无"}
    assert len(sentences) > 40
    assert all(zh.startswith(begins[region]) for region, zh in sentences)
    assert any("1个；" in zh and zh.endswith("11个") for _, zh in sentences)
