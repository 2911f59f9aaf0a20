"""One annex in every container gives the same figures; only the locators differ."""

import csv
from dataclasses import replace
from html import escape
from io import StringIO
from itertools import zip_longest

import pytest

from aqmap.model.locators import Locator
from aqmap.read.formats.open_document import open_document
from tests.read.conftest import SEEDS
from tests.read.office_files import write_docx, write_xlsx
from tests.read.pdf_files import write_pdf

TITLE = "2021年昌吉州大气污染防治任务清单"
# Synthetic: a group over two rows, a note, every kind of absence, a line end in a cell, a total.
SYNTHETIC = (
    ("序号", "指标任务", "昌吉市", "阜康市", "呼图壁县", "全州合计"),
    ("1", "煤炭总量控制（万吨）", "1,234.50", "135.00（含开发区）", "-", "1369.50"),
    ("2", "清洁供暖", "", "", "", ""),
    ("2.1", "电采暖（户）", "１２０", "未报送", "0", "120"),
    ("2.2", "电采暖（万平方米）", "19.00", "", "3.5", "22.50"),
    ("3", "煤质、油品监管（次）", "煤质：1次/年\n油品：2次/年", "暂无", "/", "—"),
    ("4", "渔光互补（个）", "3", "4", "5", "12"),
    ("5", "造林（亩）", "5000", "800", "1200", "7000"),
)


def as_text(path, title, rows):
    lines = ["\t".join(cell.replace("\n", " ") for cell in row) for row in rows]
    path.write_text("\n".join([title, "", *lines, ""]), encoding="utf-8")


def as_cells(path, title, rows):
    """A cell a line, as a converted Word table reads; its further lines begin without a tab."""
    parts = ["\n".join(f"\t{cell}" for cell in row) for row in rows]
    path.write_text(title + "\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


def as_docx(path, title, rows):
    write_docx(path, [title, [list(row) for row in rows]])


def as_xlsx(path, title, rows):
    write_xlsx(path, {"任务": [[title], *map(list, rows)]})


def as_html(path, title, rows):
    lines = (
        "<tr>"
        + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        + "</tr>"
        for row in rows
    )
    page = f"<html><body><h1>{title}</h1><table>{''.join(lines)}</table></body></html>"
    path.write_text(page, encoding="gb18030")


def as_csv(path, title, rows):
    out = StringIO(newline="")
    csv.writer(out).writerows([[title], *rows])
    path.write_bytes(out.getvalue().encode("gb18030"))


def as_turned(path, title, rows):
    as_csv(path, title, list(zip_longest(*rows, fillvalue="")))


def as_pdf(path, title, rows):
    write_pdf(path, [title, list(map(list, rows))])


def as_pages(path, title, rows):
    write_pdf(path, [title, list(map(list, rows))], rows_per_page=4, numbers=True)


WRITERS = {
    "rows.txt": as_text,
    "cells.txt": as_cells,
    "annex.docx": as_docx,
    "annex.xlsx": as_xlsx,
    "annex.html": as_html,
    "annex.csv": as_csv,
    "turned.csv": as_turned,
    "one page.pdf": as_pdf,
    "pages.pdf": as_pages,
}


def essence(figures):
    """Return figures without what differs: ids and spots; those of a turned table in row order."""
    bare = (
        replace(
            f, id="", locator=Locator(""), source="", value_written="".join(f.value_written.split())
        )
        for f in figures
    )
    return sorted(
        bare, key=lambda f: (f.indicator, f.indicator_written, f.place_written, str(f.role))
    )


@pytest.fixture
def read_as(read_path, tmp_path):
    def read(name, rows, *, title=TITLE, place="昌吉州"):
        path = tmp_path / f"合成 {name}"
        WRITERS[name](path, title, rows)
        return read_path(path, place)

    return read


def test_the_synthetic_annex_itself(read_as):
    figures = read_as("rows.txt", SYNTHETIC)
    read = [
        (f.indicator or f.indicator_written, f.place_written, str(f.value or f.absence or "0"))
        for f in figures
    ]
    assert len(read) == 6 * 4
    assert ("coal_cap", "昌吉市", "1234.50") in read
    assert ("electric_heating_households", "阜康市", "not_reported") in read
    assert ("electric_heating_households", "昌吉市", "120") in read
    assert ("electric_heating_area", "阜康市", "blank") in read
    assert ("afforestation", "全州合计", "0.7") in read
    assert ("渔光互补（个）", "呼图壁县", "5") in read


@pytest.mark.parametrize("name", WRITERS)
def test_every_container_gives_the_same_figures(read_as, name):
    assert essence(read_as(name, SYNTHETIC)) == essence(read_as("rows.txt", SYNTHETIC))


# Synthetic: task and result under each county, a column of units, a footnote as the last row.
LEVELS = (
    ("序号", "指标", "单位", "昌吉市", "", "阜康市", "", "合计"),
    ("", "", "", "任务", "完成", "任务", "完成", ""),
    ("1", "清洁供暖", "", "", "", "", "", ""),
    ("1.1", "电采暖", "万户", "0.50", "0.4", "０.３", "未报送", "0.80"),
    ("1.2", "电采暖面积", "平方米", "12,000", "—", "/", "暂无", "12,000"),
    ("2", "造林", "公顷", "200*", "150", "100", "90（含开发区）", "300"),
    ("3", "新事项", "项", "1", "2", "3", "4", "4"),
    ("备注：", "*为预计数", "", "", "", "", "", ""),
)


@pytest.mark.parametrize("name", WRITERS)
def test_tasks_and_results_of_each_county_are_the_same_in_every_container(read_as, name):
    figures = read_as(name, LEVELS)
    assert len(figures) == 4 * 5
    (heated,) = [
        f
        for f in figures
        if (f.indicator, f.place, f.role) == ("electric_heating_households", "652301", "measured")
    ]
    assert (str(heated.value), heated.value_written) == ("4000", "0.4")
    assert essence(figures) == essence(read_as("rows.txt", LEVELS))


@pytest.fixture
def real_rows():
    path = SEEDS / "000_14e2709d003bcb1e.txt"
    if not path.exists():
        pytest.skip(f"the real documents are not on this machine: {path}")
    (grid,) = open_document(path).grids
    rows = [[cell.text for cell in row] for row in grid.rows]
    return [(*row, *[""] * (len(rows[0]) - len(row))) for row in rows]


@pytest.mark.real
@pytest.mark.parametrize("name", WRITERS)
def test_the_real_annex_is_the_same_in_every_container(read_as, real_rows, name):
    title = {"title": "2021年伊犁州直大气污染防治主要指标任务清单", "place": "伊犁州直"}
    figures = read_as(name, real_rows, **title)
    assert len(figures) == 286
    assert essence(figures) == essence(read_as("cells.txt", real_rows, **title))
