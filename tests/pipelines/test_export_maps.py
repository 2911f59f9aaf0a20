"""The road of `aqmap export` over whole workspaces; every output reopened."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import geopandas
import openpyxl
import pyogrio
import pytest

from aqmap.book.selection import Choice
from aqmap.errors import SourceError, SpecError
from aqmap.pipelines.build_maps import build
from aqmap.pipelines.export_maps import ExportFormat, export_maps
from aqmap.pipelines.lay_workspace import lay_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = lay_workspace(tmp_path_factory.mktemp("export") / "示例 （一）")
    export_maps(folder, folder / "export")
    return folder


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The repository's own workspace, handed over."""
    out = tmp_path_factory.mktemp("real") / "export"
    formats = (ExportFormat.GPKG, ExportFormat.XLSX)
    export_maps(ROOT, out, formats=formats)
    return out


def test_everything_is_written_and_listed_in_the_manifest(exported):
    out = exported / "export"
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    tables = {"figures.csv", "joined.csv", "measures.csv", "findings.md", "findings.json"}
    assert {"maps.gpkg", "tables.xlsx", "manifest.json", *tables} <= names
    assert "geojson/pm25-status-2025.geojson" in names
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["outputs"]) == names - {"manifest.json"}
    for name, expected in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == expected
    assert "data/targets/example.csv" in manifest["inputs"]
    assert "openpyxl" in manifest["libraries"]


def test_the_csv_tables_are_those_of_build(exported):
    build(exported)
    for name in ("figures.csv", "joined.csv", "measures.csv", "findings.json"):
        built = (exported / "out" / name).read_bytes()
        assert (exported / "export" / name).read_bytes() == built


def test_values_are_those_that_are_written_in_the_tables(exported):
    """34.2 against at most 35 is met by 0.8; 36.8 misses it by 1.8; 丙县 reported nothing."""
    path = exported / "export" / "maps.gpkg"
    frame = geopandas.read_file(path, layer="pm25-status-2025").set_index("name")
    assert list(frame["target"].fillna(-1)) == [35, 35, -1]
    assert list(frame["measured"].fillna(-1)) == [34.2, 36.8, -1]
    assert list(frame["gap"].fillna(-1)) == [-0.8, 1.8, -1]
    assert list(frame["legend"]) == ["完成目标", "未完成目标", "未收集到目标值"]
    assert frame.loc["示例丙县", "notes"] == "未报送"
    boilers = geopandas.read_file(path, layer="afforestation-target-2025").set_index("name")
    assert boilers.loc["示例乙县", "reason"] == "no_task"
    assert boilers.loc["示例乙县", "class"] == 100


def test_synthetic_values_say_so_in_every_row_and_on_top(exported):
    path = exported / "export" / "maps.gpkg"
    frame = geopandas.read_file(path, layer="pm25-measured-2025")
    assert list(frame["notice"]) == ["示例数据", "示例数据", ""]
    book = openpyxl.load_workbook(exported / "export" / "tables.xlsx")
    assert book.worksheets[0]["A2"].value == "2025-12-31　内部工作用　示例数据"


def test_equal_inputs_give_equal_bytes(exported, tmp_path):
    export_maps(exported, tmp_path / "again")
    first, second = (
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        for folder in (exported / "export", tmp_path / "again")
    )
    assert first == second


def test_the_hour_is_that_of_source_date_epoch(small_workspace, monkeypatch):
    settings = small_workspace / "aqmap.toml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("date")), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    out = small_workspace / "export"
    export_maps(small_workspace, out, formats=(ExportFormat.GPKG, ExportFormat.XLSX))
    styles = pyogrio.read_dataframe(out / "maps.gpkg", layer="layer_styles")
    assert {str(hour)[:10] for hour in styles["update_time"]} == {"2023-11-14"}
    modified = openpyxl.load_workbook(out / "tables.xlsx").properties.modified
    assert f"{modified:%Y-%m-%d}" == "2023-11-14"


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (ExportFormat.GPKG, {"maps.gpkg"}),
        (ExportFormat.XLSX, {"tables.xlsx"}),
        (ExportFormat.GEOJSON, {"geojson"}),
    ],
)
def test_one_format_alone(small_workspace, form, names):
    export_maps(small_workspace, small_workspace / "e", formats=(form,))
    assert {p.name for p in (small_workspace / "e").iterdir()} == names | {"manifest.json"}


def test_only_the_layers_views_and_regions_chosen(small_workspace):
    choice = Choice(layers=("pm25",), views=("status",))
    out = small_workspace / "e"
    export_maps(small_workspace, out, choice=choice)
    layers = {name for name, kind in pyogrio.list_layers(out / "maps.gpkg") if kind}
    assert layers == {"counties", "boundaries", "pm25-status-2025"}
    assert [p.name for p in (out / "geojson").iterdir()] == ["pm25-status-2025.geojson"]
    joined = pyogrio.read_dataframe(out / "maps.gpkg", layer="joined")
    assert set(joined["layer"]) == {"pm25"}
    with pytest.raises(SpecError):
        export_maps(small_workspace, out, choice=Choice(regions=("nowhere",)))


def test_nothing_is_written_over_inputs_or_what_was_changed_by_hand(small_workspace):
    for folder in ("data", "layers", "boundaries", "."):
        with pytest.raises(SourceError):
            export_maps(small_workspace, small_workspace / folder)
    out = small_workspace / "e"
    formats = (ExportFormat.XLSX,)
    export_maps(small_workspace, out, formats=formats)
    (out / "tables.xlsx").write_bytes(b"my own")
    with pytest.raises(SourceError, match=r"tables\.xlsx"):
        export_maps(small_workspace, out, formats=formats)
    assert (out / "tables.xlsx").read_bytes() == b"my own"
    export_maps(small_workspace, out, formats=formats, overwrite=True)
    assert openpyxl.load_workbook(out / "tables.xlsx").sheetnames


def test_a_failure_on_the_way_leaves_the_old_files(small_workspace, monkeypatch):
    out = small_workspace / "e"
    export_maps(small_workspace, out, formats=(ExportFormat.GPKG,))
    before = (out / "maps.gpkg").read_bytes()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aqmap.render.exchange.workbook.workbook_export.save", full)
    with pytest.raises(SourceError):
        export_maps(small_workspace, out, lang="en")
    assert (out / "maps.gpkg").read_bytes() == before
    assert {p.name for p in out.iterdir()} == {"maps.gpkg", "manifest.json"}


# ---- the real workspace ----
def test_the_annex_of_the_real_plan_is_there_cell_by_cell(real):
    """Row 19, 造林（万亩）, is 10.21 in all and 0.05 for 昭苏县; the coal row prints 2542.8."""
    book = openpyxl.load_workbook(real / "tables.xlsx")
    land, coal = book["造林与农业"], book["煤炭与锅炉"]
    names = [cell.value for cell in land[4]]
    tasks = {name: cell.value for name, cell in zip(names, land[5], strict=True)}
    assert land["A5"].value == "19"
    assert tasks["昭苏县"] == 0.05
    assert tasks["表列合计"] == 10.21
    counties = names[5 : names.index("表列合计")]
    assert sum(Decimal(str(tasks[name])) for name in counties) == Decimal("10.21")
    [total] = [cell.value for cell in coal[5] if coal.cell(4, cell.column).value == "表列合计"]
    assert total == 2542.8


def test_rows_stand_in_the_order_of_the_annex(real):
    sheet = openpyxl.load_workbook(real / "tables.xlsx")["清洁供暖与住房"]
    rows = [row[0] for row in sheet.iter_rows(min_row=5, values_only=True) if row[4]]
    assert list(dict.fromkeys(rows)) == ["4.1", "4.2", "4.3", "4.4", "5", "6", "7", "8", None]


def test_every_layer_of_the_real_workspace_opens_and_has_all_its_places(real):
    path = real / "maps.gpkg"
    for name, kind in pyogrio.list_layers(path):
        frame = pyogrio.read_dataframe(path, layer=name)
        assert len(frame), name
        if kind == "MultiPolygon" and "-" in name:
            assert len(frame) in (7, 12, 19), name
            assert frame.crs.to_epsg() == 4490
            assert frame["legend"].ne("").all()
    stations = geopandas.read_file(path, layer="pm25_2019-measured-2019-stations")
    assert len(stations) == 7
    unreviewed = stations["notice"].str.contains("实时数据，未经审核")
    assert list(unreviewed) == list(stations["value"].notna())
