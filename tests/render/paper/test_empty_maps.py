"""A map on which no place has a value is not printed: the contents say why, in its place."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from aqmap.book.map_book import MapBook
from aqmap.book.scales import reason_class
from aqmap.render.paper import write_sheets
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.contents import Entry, draw_contents
from aqmap.words import text
from tests.crowded_sheets import grid_book
from tests.sheet_words import writing_of

TITLE, FULL = "2021年示例大州空图目标图", "2021年示例大州示例浓度目标图"


@pytest.fixture(scope="module")
def book() -> MapBook:
    """A map with values, and before it one of whose places three have a dash and one a blank."""
    full = grid_book(4)
    (layer,) = full.layers
    view, cells = layer.views["target"], layer.views["target"].cells["2021"]
    reasons = ["dash", "dash", "dash", "blank"]
    bare = tuple(
        replace(cell, value=None, label="", klass=reason_class(reason))
        for cell, reason in zip(cells, reasons, strict=True)
    )
    empty = replace(
        layer, id="empty", title=layer.title._replace(zh="空图"),
        views={"target": replace(view, cells={"2021": bare})},
    )  # fmt: skip
    return replace(full, layers=(empty, layer))


def words_on(path: Path, page: int) -> str:
    run = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), str(path), "-"]
    return subprocess.run(run, capture_output=True, check=True, text=True).stdout


def test_it_has_a_line_in_the_contents_with_the_reason(book: MapBook, tmp_path: Path) -> None:
    atlas, *files = write_sheets(book, tmp_path)
    assert [path.name for path in files] == ["level-target-2021-grid.pdf"]
    contents, first = words_on(atlas, 1), words_on(atlas, 2)
    line = contents[contents.index(TITLE) :]
    assert line.index("未绘制：") < line.index(FULL)
    for reason, count in (("dash", 3), ("blank", 1)):
        assert f"{text(f'reason.{reason}').zh}{count}个" in line.replace("\n", "")
    assert FULL in first
    assert "图1" in first
    assert "共1幅图" in contents
    assert len(PdfReader(atlas).pages) == 2


def test_months_of_a_layer_and_view_have_one_line(book: MapBook, tmp_path: Path) -> None:
    bare, full = book.layers
    view = bare.views["target"]
    cells, filled = view.cells["2021"], full.views["target"].cells["2021"]
    others = tuple(replace(cell, klass=reason_class("not_reported")) for cell in cells)
    months = {
        "2021-01": cells, "2021-02": cells, "2021-03": others, "2021-04": filled, "2021-06": cells,
        "2022-01": cells, "2021": cells,
    }  # fmt: skip
    layer = replace(
        bare, views={"target": replace(view, cells=months)}, periods=tuple(months), print_periods=()
    )
    monthly = replace(book, layers=(layer,))
    atlas, *files = write_sheets(monthly, tmp_path)
    assert [path.name for path in files] == ["empty-target-2021-04-grid.pdf"]
    words = "".join(words_on(atlas, 1).split())
    assert words.count("未绘制：") == 3
    of_year, *_ = words[words.index("2021年1—3月、2021年6月逐月示例大州空图目标图") :].split(
        "2022年"
    )
    for reason in ("dash", "blank", "not_reported"):
        assert text(f"reason.{reason}").zh in of_year, "the reasons of all, not how many of each"
    assert "3个" not in of_year
    assert "2022年1月示例大州空图目标图" in words, "a month alone is called as its map"
    assert TITLE in words, "a year is no month"


def test_asked_for_it_is_printed(book: MapBook, tmp_path: Path) -> None:
    atlas, *files = write_sheets(replace(book, print_empty=True), tmp_path)
    assert len(files) == 2
    assert TITLE in words_on(atlas, 2)
    assert "未绘制" not in words_on(atlas, 1)


def test_every_reason_stands_whole_and_in_one_size() -> None:
    book = grid_book(4)
    long = "未绘制：" + "；".join(f"示例原因第{number}种12个" for number in range(5))
    reasons = ["未绘制：原表为空白", long]
    entries = [Entry("示例", "", "很长的示例地图标题" * 5, 0, reason) for reason in reasons]
    (contents,) = draw_contents(book, entries, 0, map_fonts(), "zh")
    written = [w for w in writing_of(contents.page) if "原" in w.text or "种" in w.text]
    assert "".join(w.text for w in written).replace(" ", "") == "".join(reasons)
    assert {round(w.size_pt, 2) for w in written} == {6.5}
