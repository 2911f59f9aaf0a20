"""Whatever a sheet has to say, its words stay on the page and off each other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from shapely import STRtree

from aqmap.book.map_book import MapBook
from aqmap.book.missing_values import printed_sheets
from aqmap.model.page_sizes import SizeName, page_size
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.canvas.page_layout import page_layout
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang
from tests.crowded_sheets import Written, grid_book, written_on
from tests.pair_books import with_pair
from tests.synthetic_grids import with_underlay

SHEETS: tuple[SizeName, ...] = (
    "a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait", "slide",
)  # fmt: skip
FIGURES: tuple[SizeName, ...] = ("figure-150x105", "figure-156x200", "figure-225x150")
LONG_TITLE = "县级行政区划范围内大气细颗粒物年平均浓度与国家二级标准限值及规划目标值的比较" * 2
ENGLISH = "Northern Autonomous County of Extraordinarily Longnamed-Placeholders {}"


def drawn(book: MapBook, lang: Lang = "zh") -> Page:
    return draw_sheet(book.sheets()[0], map_fonts(), lang)


def meeting(words: list[Written]) -> list[tuple[str, str]]:
    tree = STRtree([word.box.grown(-0.1).shape for word in words])
    pairs = tree.query([word.box.grown(-0.1).shape for word in words]).T
    return [(words[a].text, words[b].text) for a, b in pairs if a < b
            and words[a].box.grown(-0.1).meets(words[b].box)]  # fmt: skip


def names_in_table(page: Page, book: MapBook) -> list[str]:
    """The names that stand beside the frame, from the table's first."""
    (region,) = book.regions
    frame = page_layout(page_size(region.size, region.orientation)).outer
    return [
        w.text
        for w in written_on(page)
        if re.fullmatch(r"示例\d+县", w.text) and not w.box.meets(frame)
    ]


def assert_in_order(page: Page) -> None:
    words = written_on(page)
    assert [w.text for w in words if w.size_pt < 6] == []
    outside = [w.text for w in words if w.box.left < 0 or w.box.bottom < 0
               or w.box.right > page.width_mm or w.box.top > page.height_mm]  # fmt: skip
    assert outside == []
    assert meeting(words) == []


@pytest.mark.parametrize("count", [1, 3, 18, 60, 200, 2891])
@pytest.mark.parametrize("size", SHEETS)
def test_of_few_and_of_many_counties(count: int, size: SizeName) -> None:
    book = grid_book(count, size=size)
    page = drawn(book)
    assert_in_order(page)
    listed = names_in_table(page, book)
    more = [int(w.text[2:].split("个")[0]) for w in written_on(page) if "未列入本表" in w.text]
    assert len(listed) + sum(more) == count
    assert len(more) <= 1


@pytest.mark.parametrize("count", [1, 18, 200])
@pytest.mark.parametrize("size", FIGURES)
def test_of_figures(count: int, size: SizeName) -> None:
    assert_in_order(drawn(grid_book(count, size=size)))


@pytest.mark.parametrize("size", (*SHEETS, *FIGURES))
@pytest.mark.parametrize("classes", [12, 30])
def test_of_many_classes(size: SizeName, classes: int) -> None:
    page = drawn(grid_book(18, size=size, classes=classes))
    assert_in_order(page)


@pytest.mark.parametrize("size", SHEETS)
def test_of_long_titles_long_names_and_many_sources(size: SizeName) -> None:
    for lang in ("zh", "en"):
        book = grid_book(18, size=size, title=LONG_TITLE, name=ENGLISH, sources=20)
        assert_in_order(drawn(book, lang))


def test_rows_on_the_sheet_and_rows_elsewhere_are_all_there_are() -> None:
    book = grid_book(200, size="a4-landscape")
    page = drawn(book)
    (more,) = [w.text for w in written_on(page) if "未列入本表" in w.text]
    listed = names_in_table(page, book)
    assert more == f"另有{200 - len(listed)}个未列入本表，全部数值见joined.csv"
    assert len(listed) > 40
    assert listed[0] == "示例144县", "0.618 · 144 has the largest fraction of all up to 200"


def test_names_the_map_has_no_room_for_are_counted() -> None:
    words = written_on(drawn(grid_book(2891, size="a4-landscape")))
    on_map = [w for w in words if re.fullmatch(r"示例\d+县", w.text) and w.box.right < 225]
    text = "".join(w.text for w in words)
    assert f"{2891 - len(on_map)}个县（市）的名称和数值因位置不够未写在图上" in text


def test_degrees_are_thinned_at_even_steps() -> None:
    words = written_on(drawn(grid_book(4, degrees=38)))
    degrees = [int(w.text[:-2]) for w in words if re.fullmatch(r"\d+°E", w.text)]
    steps = {b - a for a, b in combinations(sorted(set(degrees)), 2)}
    assert len(degrees) >= 6
    assert all(step % min(steps) == 0 for step in steps)


@pytest.mark.parametrize("size", SHEETS)
def test_sources_that_have_no_room_are_counted(size: SizeName) -> None:
    text = "".join(w.text for w in written_on(drawn(grid_book(3, size=size, sources=60))))
    assert "等60个来源" in text
    assert "2021〕0号" in text


@pytest.mark.parametrize("size", SHEETS)
def test_outlines_and_projection_are_named_on_every_sheet(
    default_book: MapBook, size: SizeName
) -> None:
    """Where notes have no room, the lines before it are left out and counted."""
    lands = {r.id: RegionGround(default_book, r, size=size) for r in default_book.regions}
    shortened = 0
    for sheet in printed_sheets(default_book)[::4]:
        page = draw_sheet(sheet, map_fonts(), ground=lands[sheet.region.id])
        words = "".join(w.text for w in written_on(page))
        assert "底图边界数据来源" in words
        assert "阿尔伯斯等积圆锥投影" in words
        shortened += "行说明见" in words
        assert_in_order(page)
    assert shortened or size != "slide"


@pytest.mark.parametrize("count", [1, 18, 200, 2891])
@pytest.mark.parametrize("size", (*SHEETS, *FIGURES))
def test_of_two_layers(count: int, size: SizeName) -> None:
    book = with_pair(grid_book(count, size=size), title=LONG_TITLE if count == 18 else "示例")
    page = drawn(book)
    assert_in_order(page)
    cells = [w.text for w in written_on(page) if re.fullmatch(r"[ABC][123]: [\d\s,]+个", w.text)]
    assert len(cells) == 9
    assert sum(int(re.sub(r"\D", "", words[4:])) for words in cells) == count


@pytest.mark.parametrize("count", [1, 18, 2891])
@pytest.mark.parametrize("size", (*SHEETS, *FIGURES))
def test_of_a_grid_under_the_counties(count: int, size: SizeName) -> None:
    book = with_underlay(grid_book(count, size=size), LONG_TITLE if count == 18 else "示例栅格")
    page = drawn(book)
    assert_in_order(page)
    assert any(w.text.startswith("无栅格数据") for w in written_on(page))


@pytest.mark.parametrize("classes", [5, 12])
@pytest.mark.parametrize("size", ["slide", "a4-landscape"])
def test_the_table_gives_way_before_a_class_with_places(size: SizeName, classes: int) -> None:
    book = grid_book(24, size=size, classes=classes)
    (sheet, *_) = book.sheets()
    words = [w.text for w in written_on(drawn(book))]
    kept = [entry.label.zh for entry in sheet.legend if entry.count]
    assert len(kept) >= classes - 1
    assert set(kept) <= set(words)


@pytest.mark.parametrize("size", ["slide", "a4-portrait"])
def test_classes_that_are_on_no_county_are_not_in_the_legend(size: SizeName) -> None:
    plain = grid_book(18, size=size)
    labels = {klass.label.zh for klass in plain.layers[0].views["target"].scale.classes}
    assert labels <= {w.text for w in written_on(drawn(plain))}
    words = {w.text for w in written_on(drawn(with_underlay(plain, "示例栅格")))}
    assert not labels & words
    assert any(line.startswith("县（市）不填色") for line in words)


@pytest.mark.parametrize("limits", [(0, 1e-12), (-123456.789, 987654.321), (1000000, 1000001.5)])
@pytest.mark.parametrize("size", ["slide", "a4-landscape", "figure-150x105"])
def test_numbers_at_the_colour_bar_stand_apart(size: SizeName, limits: tuple[float, float]) -> None:
    book = with_underlay(grid_book(4, size=size), "示例栅格")
    layer = book.layers[0]
    (underlay,) = layer.underlays["2021"]
    bar = replace(underlay, limits=limits)
    page = drawn(replace(book, layers=(replace(layer, underlays={"2021": (bar,)}),)))
    assert_in_order(page)
    words = "".join(w.text for w in written_on(page)).replace("−", "-")  # as a text writes it
    for end in limits:
        assert f"{end:.10g}" in words
