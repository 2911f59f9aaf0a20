"""Every table of a workspace as a workbook: read as the same table in CSV, and written back."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from openpyxl import Workbook

from aqmap.errors import TableError
from aqmap.files.read_table import read_table
from aqmap.model.figures import FIGURE_COLUMNS, Basis, Figure, figure_contradictions
from aqmap.pipelines.build_maps import decide
from aqmap.read.geodata.overlays import read_overlay
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.read.stations.station_lists import read_list
from aqmap.read.tables.read_figures import read_figures
from aqmap.read.tables.read_measures import read_registers
from aqmap.read.tables.read_station_days import read_daily
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.layers import OverlaySpec
from aqmap.workspace.places import read_places
from tests.figures import some_figures
from tests.read.office_files import write_xlsx

ROOT = Path(__file__).parents[3]
PLACES = read_places(ROOT / "boundaries" / "places.csv")
INDICATORS = read_indicators(ROOT / "layers" / "indicators.toml")
BASES = {"s": Basis.REPORT}


def as_workbook(table, path):
    """Write the rows of a CSV file, remarks and all, as text cells of a workbook."""
    book = Workbook()
    with table.open(encoding="utf-8-sig", newline="") as file:
        for row, cells in enumerate(csv.reader(file), 1):
            for column, text in enumerate(cells, 1):
                cell = book.active.cell(row, column, text)
                if text:
                    cell.data_type = "s"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def figures_of(path):
    table = read_table(path, FIGURE_COLUMNS)
    assert table.in_order(()) == []
    read = table.checked().objects(lambda cells: Figure(**cells), figure_contradictions)
    return [figure for _, figure in read]


@settings(max_examples=40, deadline=None)
@given(some_figures)
def test_figures_that_are_written_come_back_from_csv_and_from_a_workbook(figures):
    with TemporaryDirectory() as folder:
        table = Path(folder) / "figures.csv"
        write_figures(figures, table, header=["合成"])
        assert figures_of(table) == figures
        assume(
            not re.search("_x[0-9A-Fa-f]{4}_", table.read_text(encoding="utf-8-sig"))
        )  # a workbook's escapes
        assert figures_of(as_workbook(table, Path(folder) / "figures.xlsx")) == figures


@pytest.mark.parametrize("name", ["targets/ili-plan-2021", "measured/stations-2019"])
def test_a_committed_table_of_figures_is_the_same_as_a_workbook(tmp_path, name):
    table = ROOT / "data" / f"{name}.csv"
    book = as_workbook(table, tmp_path / f"{name}.xlsx")
    sources = {row["source"] for row in read_table(table, FIGURE_COLUMNS).rows()}
    of_csv, of_book = (
        read_figures([path], indicators=INDICATORS, places=PLACES, sources=sorted(sources))
        for path in (table, book)
    )
    assert of_csv.figures
    assert of_book.figures == of_csv.figures


def test_a_planners_workbook_holds_numbers_and_dates_as_a_spreadsheet_keeps_them(tmp_path):
    head = ["place", "indicator", "period", "as_of", "value", "source"]
    rows = [
        [654002, "PM2.5", 2021, None, 39.5, "s"],
        ["伊宁县", "PM2.5", date(2021, 3, 1), date(2021, 3, 31), 40, "s"],
        ["霍城县", "造林", 2021, None, "未报送", "s"],
    ]
    path = tmp_path / "measured" / "新数据.xlsx"
    path.parent.mkdir()
    formats = {"C3": "yyyy-mm", "E3": "0.0"}
    write_xlsx(path, {"Sheet1": [head, *rows]}, formats=formats)
    figures = read_figures(
        [path], indicators=INDICATORS, places=PLACES, sources=["s"], bases=BASES
    ).figures
    assert [(f.id, f.place, f.period, f.as_of, f.value) for f in figures] == [
        ("measured-新数据-0001", "654002", "2021", "", Decimal("39.5")),
        ("measured-新数据-0002", "", "2021-03", "2021-03-31", Decimal("40.0")),
        ("measured-新数据-0003", "", "2021", "", None),
    ]


def test_faults_of_a_workbook_of_figures_name_its_cells(tmp_path):
    head = ["place", "indicator", "period", "value", "source"]
    rows = [["伊宁市", "造林", "去年", 1, "s"], ["伊宁市", "PM25x", 2021, "abc", "t"]]
    (tmp_path / "measured").mkdir()
    path = write_xlsx(tmp_path / "measured" / "a.xlsx", {"a": [head, *rows]})
    with pytest.raises(TableError) as caught:
        read_figures([path], indicators=INDICATORS, places=PLACES, sources=["s"], bases=BASES)
    assert [(fault.code, fault.at) for fault in caught.value.faults] == [
        ("cell_value", "cell C2"),
        ("indicator_unknown", "cell B3"),
        ("source_unknown", "cell E3"),
        ("cell_value", "cell D3"),
    ]


def test_measures_days_stations_and_places_are_the_same_as_workbooks(tmp_path):
    measures = ROOT / "data" / "measures" / "ili-plan-2021.csv"
    days = ROOT / "data" / "daily" / "2019.csv"
    stations = ROOT / "data" / "stations.csv"
    places = ROOT / "boundaries" / "places.csv"
    readers = {
        measures: lambda path: read_registers([path], places=PLACES, sources=["ili-plan-2021"]),
        days: lambda path: list(read_daily([path], sources=["cnemc-hourly-2019"])),
        stations: lambda path: read_list(path, "CGCS2000"),
        places: lambda path: list(read_places(path)),
    }
    for table, read in readers.items():
        of_csv = read(table)
        assert of_csv
        assert read(as_workbook(table, tmp_path / f"{table.stem}.xlsx")) == of_csv, table.name


def test_lists_of_dust_days_and_points_of_an_overlay_may_be_workbooks(tmp_path):
    rows = [["日期", "地区"], [date(2021, 4, 15), "昌吉市"], ["2021-04-16", 652301]]
    dust = write_xlsx(tmp_path / "沙尘日.xlsx", {"a": rows})
    days = frozenset({date(2021, 4, 15), date(2021, 4, 16)})
    assert read_dust_days(dust, PLACES) == {"652301": days}
    points = [["code", "name", "lon", "lat"], [1001, "甲", 81.28, 43.94]]
    write_xlsx(tmp_path / "点.xlsx", {"a": points})
    spec = OverlaySpec.model_validate(
        {
            "id": "points",
            "kind": "overlay",
            "title": "点",
            "file": "点.xlsx",
            "source": "s",
            "code": "code",
            "label": "name",
        }
    )
    features = read_overlay(spec, tmp_path)
    assert list(features["code"]) == ["1001"]
    assert (features.geometry[0].x, features.geometry[0].y) == (81.28, 43.94)


def test_a_workspace_of_workbooks_is_the_same_book(small_workspace):
    before = decide(small_workspace)
    for table in (
        *(small_workspace / "data" / "targets").glob("*.csv"),
        *(small_workspace / "data" / "measured").glob("*.csv"),
        small_workspace / "boundaries" / "places.csv",
    ):
        as_workbook(table, table.with_suffix(".xlsx"))
        table.unlink()
    (small_workspace / "data" / "targets" / "~$example.xlsx").write_bytes(b"lock")
    after = decide(small_workspace)
    assert after.figures == before.figures
    assert after.figures
    assert after.joined == before.joined
    names = {path.name for path in after.read.paths}
    assert {"places.xlsx", "example.xlsx"} <= names
    assert "~$example.xlsx" not in names
