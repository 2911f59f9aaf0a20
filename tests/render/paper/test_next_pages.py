"""A table that has no room beside its map goes on, in the atlas and in the map's own file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from shapely import STRtree

from aqmap.model.page_sizes import SizeName
from aqmap.render.paper import PrintStyle, map_fonts, write_sheets
from aqmap.render.paper.draw_sheet import draw_sheet, draw_sheet_pages
from tests.crowded_sheets import grid_book, written_on

MAP = "level-target-2021-grid"


def numbers_on(path: Path, page: int) -> list[str]:
    """The names of a page of a PDF, as a reader of the file finds them."""
    words = PdfReader(path).pages[page].extract_text()
    return [word for word in words.split() if word.startswith("示例") and word.endswith("县")]


@pytest.mark.parametrize("size", ["a4-landscape", "a4-portrait", "a3-landscape", "slide"])
@pytest.mark.parametrize("count", [120, 200, 600])
def test_every_place_stands_in_the_table_or_on_the_next_pages(count: int, size: SizeName) -> None:
    book = grid_book(count, size=size)
    first, *others = draw_sheet_pages(book.sheets()[0], map_fonts())
    said = [word.text for word in written_on(first)]
    left_out = [int(word[2:].split("个")[0]) for word in said if "列入续表（下一页）" in word]
    (more,) = left_out or [0]
    assert bool(more) == bool(others)
    listed = [w.text for page in others for w in written_on(page) if w.text.startswith("示例")]
    assert len([name for name in listed if name.endswith("县")]) == more
    for number, page in enumerate(others, 2):
        words = written_on(page)
        said = [word.text for word in words]
        assert f"图1　第{number}页，共{len(others) + 1}页" in said
        assert "内部工作用图，未经地图审核，不得公开" in said
        assert "2021年示例大州示例浓度目标图（续表）" in "".join(said)
        assert said.count("各县（市）数值") >= 1  # the head, on each column
        assert min(word.size_pt for word in words) >= 6
        boxes = [word.box.grown(-0.15).shape for word in words]
        assert all(a == b for a, b in STRtree(boxes).query(boxes, "intersects").T)
        assert all(
            word.box.left > 0
            and word.box.right < page.width_mm
            and word.box.bottom > 0
            and word.box.top < page.height_mm
            for word in words
        )


def test_the_rest_follows_from_high_to_low() -> None:
    book = grid_book(200)
    _, table = draw_sheet_pages(book.sheets()[0], map_fonts())
    words = written_on(table)
    numbers = [w for w in words if w.text.replace(".", "").isdigit()]
    columns = sorted({round(w.box.right) for w in numbers})
    in_order = [
        float(w.text)
        for column in columns
        for w in sorted(numbers, key=lambda w: -w.box.top)
        if round(w.box.right) == column
    ]
    assert len(in_order) > 50
    assert all(a >= b for a, b in pairwise(in_order))


def test_atlas_and_single_file_have_the_page_and_the_outline_names_it(tmp_path: Path) -> None:
    written = write_sheets(grid_book(200), tmp_path, style=PrintStyle(formats=("pdf", "svg")))
    assert {path.name for path in written} == {
        "atlas.pdf",
        f"{MAP}.pdf",
        f"{MAP}.svg",
        f"{MAP}.2.svg",
    }
    single, atlas = (tmp_path / f"{MAP}.pdf"), (tmp_path / "atlas.pdf")
    assert len(PdfReader(single).pages) == 2
    assert len(PdfReader(atlas).pages) == 3  # contents, map, table
    assert numbers_on(single, 1) == numbers_on(atlas, 2)
    named = len(numbers_on(single, 1))
    assert f"另有{named}个列入续表（下一页）" in PdfReader(single).pages[0].extract_text()
    reader = PdfReader(atlas)
    below = reader.outline[1]
    assert isinstance(below, list)
    mark, (table,) = below
    assert not isinstance(mark, list)
    assert reader.get_destination_page_number(mark) == 1
    assert table.title == "2021年示例大州示例浓度目标图（续表）"
    assert reader.get_destination_page_number(table) == 2


def test_a_table_of_thousands_is_not_printed_and_says_where_it_is() -> None:
    book = grid_book(2891)
    (page,) = draw_sheet_pages(book.sheets()[0], map_fonts())
    (said,) = [w.text for w in written_on(page) if "未列入本表" in w.text]
    assert "joined.csv" in said


def test_a_page_that_is_drawn_alone_points_to_no_next_one() -> None:
    page = draw_sheet(grid_book(200).sheets()[0], map_fonts())
    said = [w.text for w in written_on(page)]
    assert not [words for words in said if "续表" in words]
    assert [words for words in said if "未列入本表" in words]


def test_equal_books_give_equal_pages(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_sheets(grid_book(200), tmp_path / folder)
    for name in ("atlas.pdf", f"{MAP}.pdf"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
