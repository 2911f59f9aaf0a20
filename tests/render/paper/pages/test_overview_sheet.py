"""The overview of a region: every status in sign and words, counted on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqmap.book.map_book import MapBook
from aqmap.book.profiles.indicator_rows import Tally
from aqmap.book.profiles.printed_pages import MOST_PLACES
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.pages.county.county_sheet import tally_text
from aqmap.render.paper.pages.overview_sheet import OverviewSheet
from aqmap.words import Lang, Text, say, text
from tests.books import square_book
from tests.grid_books import grid_book
from tests.recording_pen import RecordingPen, drawn, outside, overlapping


def pens_of(book: MapBook, lang: Lang = "zh", region: int = 0) -> list[RecordingPen]:
    fonts = map_fonts()
    return drawn(OverviewSheet(book, book.regions[region], lang).pages(fonts), fonts)


def numbers_right_of(pen: RecordingPen, words: str) -> list[str]:
    """Return what stands on the line that begins with these words, from left to right."""
    (first,) = [w for w in pen.words if w.words == words and w.box.left < 20]
    level = [w for w in pen.words if abs(w.box.center[1] - first.box.center[1]) < 0.2]
    return [w.words for w in sorted(level, key=lambda w: w.box.left)][1:]


def test_one_page_has_title_headline_and_every_status() -> None:
    (pen,) = pens_of(square_book())
    assert pen.has("示例西州目标完成情况一览表")
    assert pen.has(
        "共10项次：完成目标2，未完成目标1，不能评判7"
        "（其中暂无数据5、原表为空白1、只有相对要求，无数值1）。"
    )
    said = [words.words for words in pen.words]
    assert said.count("完成目标") == 2
    assert said.count("未完成目标") == 1
    assert "只有相对要求，无数值" in said
    assert "原表为空白" in said
    assert "第三方数据，不作考核依据" in said


def test_the_legend_counts_what_the_matrix_shows() -> None:
    (pen,) = pens_of(square_book())
    said = [words.words for words in pen.words]
    for entry in (
        "完成目标　2",
        "未完成目标　1",
        "原表为空白　1",
        "只有相对要求，无数值　1",
        "暂无数据（未收集到公布值）　5",
    ):
        assert entry in said
    assert "未收集到目标值" not in " ".join(said)
    # Each sign has the letter of its own reason: in its cell, and in the legend.
    for reason in ("blank", "relative"):
        assert said.count(say(f"reason.{reason}.letter", "zh")) == 2, reason


@pytest.mark.parametrize("book", [square_book(), grid_book(3, 2), grid_book(3, 40)])
def test_the_legend_follows_the_table(book: MapBook) -> None:
    last = pens_of(book)[-1]
    sums = [w for w in last.words if w.words == say("matrix.no_task_head", "zh")]
    (legend,) = [w for w in last.words if w.words == say("matrix.legend", "zh")]
    lowest = min(word.box.bottom for word in sums)
    assert 2 < lowest - legend.box.top < 8


def test_rows_and_columns_are_summed() -> None:
    # Eight counties and eight indicators: each row and column holds every turn once, which is
    # met, not met, met, four without a target, and one task of 0.
    (pen,) = pens_of(grid_book(8, 8))
    # The theme of the odd indicators comes first.
    for number, indicator in enumerate((1, 3, 5, 7, 0, 2, 4, 6), 1):
        row = numbers_right_of(pen, f"{number} 示例指标{indicator}")
        assert row[-4:] == ["2", "1", "4", "1"]
    assert numbers_right_of(pen, "完成") == ["2"] * 8 + ["16"]
    assert numbers_right_of(pen, "未完成") == ["1"] * 8 + ["8"]
    assert numbers_right_of(pen, "不能评判") == ["4"] * 8 + ["32"]
    assert numbers_right_of(pen, "无任务") == ["1"] * 8 + ["8"]


@pytest.mark.parametrize(("counties", "indicators"), [(1, 1), (1, 40), (100, 40), (12, 17)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_lies_outside_or_upon_each_other(
    counties: int, indicators: int, lang: Lang
) -> None:
    book = grid_book(counties, indicators)
    pens = pens_of(book, lang)
    for pen in pens:
        assert outside(pen) == []
        assert overlapping(pen) == []
        assert min(words.size_pt for words in pen.words) >= 6.0
    names = [words.words for pen in pens for words in pen.words]
    for place in book.places:
        assert place.label.in_(lang) in names


def test_many_places_flow_over_pages_that_repeat_the_indicators() -> None:
    pens = pens_of(grid_book(100, 3))
    assert len(pens) > 1
    assert all(pen.has("示例指标0") and pen.has("图例（项次）") for pen in pens)
    assert pens[1].has("（续）")
    names = [w.words for pen in pens for w in pen.words if w.words.endswith("县")]
    assert sorted(names) == sorted(f"示例{number}县" for number in range(1, 101))


def test_of_very_many_places_the_totals_stand_and_where_the_rest_is() -> None:
    book = grid_book(MOST_PLACES + 2, 8)
    (pen,) = pens_of(book)
    assert pen.has(f"本地区有{MOST_PLACES + 2}个县（市），只列合计；逐县情况见joined.csv。")
    assert numbers_right_of(pen, "完成") == ["304"]  # 152 × 8 cells, two of eight met
    assert outside(pen) == []


def test_without_anything_judged_it_says_so() -> None:
    (pen,) = pens_of(replace(square_book(), layers=()))
    assert pen.has("没有一项指标有目标或任务，无从评判。")
    assert outside(pen) == []


def test_long_names_stay_in_their_columns() -> None:
    name = Text("特别长的示例地区名称", "an unusually long name of a place ")
    for lang in ("zh", "en"):
        for pen in pens_of(grid_book(30, 4, name=name), lang):
            assert outside(pen) == []
            assert overlapping(pen) == []


def test_two_reasons_of_one_head_are_told_apart_in_the_headline() -> None:
    """暂无数据 for want of a published value, and for want of a district's own data."""
    published, district = text("reason.no_figure"), text("reason.no_regional_data")
    assert published.zh.partition("（")[0] == district.zh.partition("（")[0]
    told = tally_text(
        Tally(reasons={published: 108, district: 20, text("reason.blank"): 6}), "matrix"
    )
    assert f"{published.zh}108" in told.zh
    assert f"{district.zh}20" in told.zh
    alone = tally_text(Tally(reasons={published: 108}), "matrix")
    assert published.zh not in alone.zh


@pytest.mark.parametrize("indicators", [1, 3, 8])
def test_a_region_of_eighteen_counties_has_few_indicators_on_one_page(indicators: int) -> None:
    """Groups of places stand below each other, each place once, its verdicts in words."""
    book = grid_book(18, indicators)
    assert len(pens_of(book, "en")) == 1
    (pen,) = pens_of(book)
    said = [words.words for words in pen.words]
    for place in book.places:
        assert said.count(place.label.zh) == 1
    not_met = sum((n + m) % 8 == 1 for n in range(18) for m in range(indicators))
    assert said.count("未完成目标") == not_met
    assert outside(pen) == []
    assert overlapping(pen) == []


def test_where_words_would_need_another_page_a_reason_has_its_letter_alone() -> None:
    (roomy,) = pens_of(grid_book(10, 17))
    assert "未报送" in [words.words for words in roomy.words]
    (close,) = pens_of(grid_book(16, 17))
    said = [words.words for words in close.words]
    assert "未报送" not in said
    letter = say("reason.not_reported.letter", "zh")
    cells = sum((n + m) % 8 == 5 for n in range(16) for m in range(17))
    assert f"未报送　{cells}" in said  # the legend has its words
    assert said.count(letter) == cells + 1
    assert "未完成" in said  # a verdict keeps its words
    assert outside(close) == []
    assert overlapping(close) == []
