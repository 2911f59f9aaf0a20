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
from aqmap.words import text
from tests.crowded_sheets import grid_book

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


def test_asked_for_it_is_printed(book: MapBook, tmp_path: Path) -> None:
    atlas, *files = write_sheets(replace(book, print_empty=True), tmp_path)
    assert len(files) == 2
    assert TITLE in words_on(atlas, 2)
    assert "未绘制" not in words_on(atlas, 1)
