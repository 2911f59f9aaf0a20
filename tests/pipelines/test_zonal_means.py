"""The road of `aqmap zonal`: synthetic grids over three invented counties."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform

from aqmap.cli.reading.zonal import zonal_command
from aqmap.errors import AqmapError
from aqmap.model.figures import Absence, Basis, Figure, Level, Role
from aqmap.pipelines.zonal.zonal_means import Zonal, ZonalOptions, zonal_means
from aqmap.pipelines.zonal.zonal_report import (
    zonal_json,
    zonal_lines,
    zonal_remarks,
    zonal_to_files,
)
from aqmap.read.rasters.zonal import coverage_weights
from aqmap.read.tables.read_figures import read_figures
from aqmap.workspace.workspace import open_workspace
from tests.read.rasters import product_files as files

WORKSPACE = Path(__file__).parents[2] / "aqmap" / "templates" / "minimal"
SHAPE = (20, 60)
"""80 to 86 E, 43 to 45 N; of 84 to 85 E, 44 to 45 N, A is south-west, B south-east, C north."""
A, B, C = "990001", "990002", "990003"
BY_PEOPLE = "PM2.5平均浓度（人口加权）"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """PM2.5: 30 west of 84.7 E and 50 east of it; people from 84.6; classes of two years."""
    where = tmp_path_factory.mktemp("格网 （一）")
    field = np.full(SHAPE, 30.0)
    field[:, 47:] = 50.0
    files.acag(where, field)
    files.acag(where, field + 10, "202102-202102")
    counts = np.full(SHAPE, 100.0)
    counts[:, :46] = np.nan
    files.people(where, counts)
    for year, forest in ((2020, 20), (2021, 30)):
        classes = np.full((180, 100), 4)
        classes[:, :forest] = 2  # the central meridian is 84 E: x = 0 is A's western side
        files.land_cover(where, classes, year, step=Affine(1000, 0, 0, 0, -1000, 4_900_000))
    return where


def pm25(folder: Path) -> Path:
    return folder / "V5GL04.HybridPM25.Asia.202101-202112.nc"


def people(folder: Path) -> Path:
    return folder / "chn_ppp_2021_1km_Aggregated.tif"


def zonal(*rasters: Path, **options: Any) -> Zonal:
    return zonal_means(rasters, ZonalOptions(**options), workspace=WORKSPACE)


def by_key(done: Zonal) -> dict[tuple[str, str, str], Figure]:
    return {(f.indicator or f.indicator_written, f.period, f.place): f for f in done.figures}


def code_of(*rasters: Path, **options: Any) -> list[str]:
    with pytest.raises(AqmapError) as caught:
        zonal(*rasters, **options)
    assert all(fault.said.zh and fault.said.en for fault in caught.value.faults)
    return [fault.code for fault in caught.value.faults]


def test_a_county_has_the_mean_of_its_cells_with_where_it_is_from(folder: Path) -> None:
    done = zonal(pm25(folder))
    found = by_key(done)
    assert [found["pm25", "2021", place].value for place in (A, B, C)] == [30, 42, 36]
    figure = found["pm25", "2021", B]
    assert (figure.unit, figure.absence, figure.role) == ("微克/立方米", None, Role.MEASURED)
    assert (figure.basis, figure.source, figure.dust) == (Basis.SATELLITE, "acag-v5", "included")
    assert figure.locator == f"file {pm25(folder).name}; variable GWRPM25; cells 25"
    assert figure.locator.in_words().zh == f"文件“{pm25(folder).name}”变量GWRPM2525个格子"
    assert not figure.note
    assert len({figure.id for figure in done.figures}) == len(done.figures) == 3


def test_what_a_grid_does_not_reach_is_absent_and_what_it_hardly_reaches_has_no_number(
    tmp_path: Path,
) -> None:
    field = np.full((10, 45), 30.0)  # to 84.5 E
    field[5:, 42:] = np.nan  # of A, only 84 to 84.2 has values
    path = files.acag(tmp_path, field)
    found = by_key(zonal(path))
    assert [found["pm25", "2021", place].absence for place in (A, B, C)] == [
        Absence.TOO_FEW_DATA,
        Absence.NOT_COVERED,
        Absence.TOO_FEW_DATA,
    ]
    assert found["pm25", "2021", A].note == "格网有值的面积占40.0%；不足75%，不作统计"
    assert "cells" not in found["pm25", "2021", B].locator
    lower = by_key(zonal(path, least_share=40))["pm25", "2021", A]
    assert (lower.value, lower.note) == (Decimal(30), "格网有值的面积占40.0%；要求至少40%")


def test_an_eastern_set_with_all_of_china_in_its_grid_does_not_cover_the_west(
    tmp_path: Path,
) -> None:
    field = np.full(SHAPE, np.nan)
    field[:, 55:] = 30.0
    found = by_key(zonal(files.chap(tmp_path, field, name="ECHAP_PM2.5_Y1K_2016_V3.nc")))
    assert {figure.absence for figure in found.values()} == {Absence.NOT_COVERED}


def test_months_and_years_of_one_product_share_the_weights(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    month = folder / "V5GL04.HybridPM25.Asia.202102-202102.nc"
    calls = []
    computed = coverage_weights._parts_of_cells

    def counted(*asked: Any) -> Any:
        calls.append(asked)
        return computed(*asked)

    monkeypatch.setattr(coverage_weights, "_parts_of_cells", counted)
    done = zonal(pm25(folder), month)
    assert len(calls) == 1
    found = by_key(done)
    assert [found["pm25", "2021-02", place].value for place in (A, B, C)] == [40, 52, 46]
    assert found["pm25", "2021-02", A].indicator_written == "PM2.5浓度"
    kept = zonal(month, store=tmp_path / "store").figures
    assert [figure for figure in done.figures if figure.period == "2021-02"] == list(kept)
    assert len(list((tmp_path / "store").iterdir())) == 1


def test_people_percentiles_and_limits_stand_beside_the_mean(folder: Path) -> None:
    done = zonal(pm25(folder), population=(people(folder),), percentiles=(50, 90), limits=(35,))
    found = by_key(done)
    # In B people live in four columns, three of them with 50.
    assert [found[BY_PEOPLE, "2021", place].value for place in (A, B)] == [None, 45]
    assert found[BY_PEOPLE, "2021", A].absence is Absence.NOT_COVERED
    percentiles = [found[f"PM2.5平均浓度第{q}百分位", "2021", C].value for q in (50, 90)]
    assert percentiles == [30, 50]
    share = found["PM2.5平均浓度高于35微克/立方米的面积占比", "2021", B]
    assert (share.value, share.unit_written) == (Decimal(60), "%")
    assert done.stubs.count("\n[indicator_") == 4
    assert code_of(pm25(folder), population=(pm25(folder),)) == ["grid_not_people"]


def test_people_where_there_are_no_values_are_counted(folder: Path, tmp_path: Path) -> None:
    field = np.full(SHAPE, 30.0)
    field[:, 49:] = np.nan
    path = files.acag(tmp_path, field)
    figure = by_key(zonal(path, population=(people(folder),)))[BY_PEOPLE, "2021", B]
    assert (figure.value, figure.note) == (
        Decimal(30),
        "25.0%的人口所在处格网无值；要求至少75%",
    )
    strict = zonal(path, population=(people(folder),), least_share=80)
    assert by_key(strict)[BY_PEOPLE, "2021", B].absence is Absence.TOO_FEW_DATA


def test_people_come_in_tiles_of_any_name(folder: Path, tmp_path: Path) -> None:
    field = np.full(SHAPE, 100.0)
    field[:, :46] = np.nan
    west = files.people(tmp_path, field[:, :48], name="GHS_R5_C26.tif")
    east = files.people(tmp_path, field[:, 48:], name="GHS_R5_C27.tif", corner=(84.8, 45.0))
    tiles: dict[str, Any] = {"population": (west, east), "population_product": "ghs-pop"}
    found, whole = (
        by_key(zonal(pm25(folder), **tiles)),
        zonal(pm25(folder), population=(people(folder),)),
    )
    assert found[BY_PEOPLE, "2021", B].value == by_key(whole)[BY_PEOPLE, "2021", B].value == 45
    assert code_of(pm25(folder), population=(west,)) == ["grid_product"]
    over = (west, files.people(tmp_path, field, name="GHS_R5_C28.tif"))
    assert code_of(pm25(folder), **{**tiles, "population": over}) == ["grid_overlap"]


def test_the_counties_of_a_prefecture_are_taken_together_where_asked(folder: Path) -> None:
    asked: dict[str, Any] = {"percentiles": (50, 90), "population": (people(folder),)}
    done = zonal(pm25(folder), prefectures=True, **asked)
    found = by_key(done)
    figure = found["pm25", "2021", "990000"]
    # Of 84 to 85 E the last 0.3 have 50; A, B and C fill the square.
    assert (figure.value, figure.note) == (Decimal(36), "3个县市合计")
    assert (figure.level, "cells" in figure.locator) == (Level.PREFECTURE, False)
    percentiles = [found[f"PM2.5平均浓度第{q}百分位", "2021", "990000"].value for q in (50, 90)]
    assert percentiles == [30, 50]
    assert found[BY_PEOPLE, "2021", "990000"].value == 45
    counties = [figure for figure in done.figures if figure.place != "990000"]
    assert counties == list(zonal(pm25(folder), **asked).figures)


def test_a_grid_of_people_alone_gives_their_number(folder: Path) -> None:
    found = by_key(zonal(people(folder)))
    figure = found["格网人口数", "2021", B]
    assert (figure.value, figure.unit, figure.basis) == (Decimal(2000), "人", Basis.THIRD_PARTY)
    assert figure.note == "格网有值的面积占80.0%；要求至少75%；无值处未计入"


def test_areas_of_classes_and_their_change(folder: Path) -> None:
    found = by_key(zonal(*(folder / f"CLCD_v01_{year}_albert.tif" for year in (2021, 2020))))
    old, new = (found["林地面积", year, A] for year in ("2020", "2021"))
    grass = found["草地面积", "2021", A]
    # A's height between 44 and 44.5 N at x = 20 to 30 km, where forest was made, times 10 km.
    _, heights = transform("EPSG:4326", _albers(folder), [84.31, 84.31], [44.0, 44.5])
    made = 10_000 * (heights[1] - heights[0]) / 1e4
    assert float(new.change) == pytest.approx(made, rel=1e-4)
    assert abs(new.change - (new.value - old.value)) <= Decimal("0.1")
    assert grass.change == -new.change
    assert (new.baseline_period, new.change_unit, new.unit_written) == ("2020", "公顷", "公顷")
    assert old.change is None
    assert new.note.startswith(f"合{float(new.value) * 15 / 1e4:.2f}万亩；修约前")
    assert found["水体面积", "2021", A].value == 0
    # Half a degree square on GRS 80, by its radii of curvature in the middle.
    a, e2, mid = 6_378_137.0, 0.006_694_380_022_9, np.radians(44.25)
    w2 = 1 - e2 * np.sin(mid) ** 2
    square = a * a * (1 - e2) / w2**2 * np.cos(mid) * np.radians(0.5) ** 2 / 1e4
    assert float(new.value + grass.value) == pytest.approx(square, rel=1e-5)


def _albers(folder: Path) -> str:
    with rasterio.open(folder / "CLCD_v01_2020_albert.tif") as file:
        return str(file.crs.to_wkt())


def test_what_is_not_installed_is_named_with_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "aqmap.read.rasters.zonal.cell_coverage", raising=False)
    monkeypatch.setitem(sys.modules, "exactextract", None)
    assert code_of(people(folder)) == ["grids_missing"]
    monkeypatch.setitem(sys.modules, "netCDF4", None)
    assert code_of(pm25(folder)) == ["grids_missing"]


def test_made_up_grids_are_shown_as_such(folder: Path, small_workspace: Path) -> None:
    assert {f.basis for f in zonal(pm25(folder), synthetic=True).figures} == {Basis.SYNTHETIC}
    register = small_workspace / "data" / "sources.toml"
    with register.open("a", encoding="utf-8") as file:
        file.write('\n[acag-v5]\ntitle = "示例格网"\nbasis = "synthetic"\n')
    done = zonal_means([pm25(folder)], ZonalOptions(), workspace=small_workspace)
    assert ({f.basis for f in done.figures}, done.unregistered) == ({Basis.SYNTHETIC}, ())


def test_faults_of_all_files_come_together(folder: Path, tmp_path: Path) -> None:
    unnamed, broken = tmp_path / "grid.tif", tmp_path / "chn_ppp_2021_x.tif"
    for path in (unnamed, broken):
        path.write_bytes(b"II*\x00 no more")
    assert code_of(unnamed, broken, pm25(folder)) == ["grid_product", "raster_damaged"]
    assert code_of(pm25(folder), period="2021-13") == ["period_none"]


def test_two_files_of_one_period_must_not_overlap(folder: Path, tmp_path: Path) -> None:
    assert code_of(pm25(folder), files.acag(tmp_path, np.full(SHAPE, 30.0))) == ["grid_overlap"]


def test_tiles_beside_each_other_are_one_grid(tmp_path: Path) -> None:
    field = np.arange(1200.0).reshape(SHAPE)
    whole = by_key(zonal(files.people(tmp_path, field, name="a_ppp_2021.tif")))
    west = files.people(tmp_path, field[:, :44], name="b_ppp_2021.tif")
    east = files.people(tmp_path, field[:, 44:], name="c_ppp_2021.tif", corner=(84.4, 45.0))
    parts = by_key(zonal(west, east))
    assert {k: f.value for k, f in parts.items()} == {k: f.value for k, f in whole.items()}
    assert {f.note for f in parts.values()} == {""}, "all is covered"


def test_what_lies_beside_a_table_is_named_with_its_checksum(tmp_path: Path) -> None:
    done = zonal(files.tap_1km(tmp_path, np.full(SHAPE, 30.0)))
    assert by_key(done)["pm25", "2021-02-01", A].value == 30
    assert list(done.files) == ["China_PM25_1km_2021_032_074.csv", "Tile_074_lonlat.csv"]


def test_a_mean_that_cannot_be_in_its_unit_is_refused(tmp_path: Path) -> None:
    assert code_of(files.acag(tmp_path, np.full(SHAPE, 3e-8))) == ["grid_implausible"]


def test_conformal_projections_give_no_means_by_area(tmp_path: Path) -> None:
    path = files.land_cover(tmp_path, np.full((4, 4), 2), crs="EPSG:32644")
    assert code_of(path) == ["grid_unequal"]


def test_the_command_says_what_it_wrote_and_for_programs_says_it_as_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "figures.csv"
    zonal_command([pm25(folder)], out, workspace=WORKSPACE, lang="zh")
    said = capsys.readouterr()
    assert said.out.startswith(f"读了 1 个文件，写了 3 条数据（3 条有数，0 条缺）：{out}\n")
    assert "不足 75% 的县不作统计" in said.out
    zonal_command([pm25(folder)], out, percentile=[50.0, 50.0], workspace=WORKSPACE, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["figures"], told["absent"], told["out"]) == (6, {}, str(out))
    far = files.acag(tmp_path, np.full((10, 10), 30.0))
    with pytest.raises(SystemExit) as stopped:
        zonal_command([far, tmp_path / "x.tif"], out, workspace=WORKSPACE, lang="en")
    assert stopped.value.code == 1
    assert "--product" in capsys.readouterr().err


def test_the_table_is_written_and_read_back_and_what_is_to_be_registered_is_said(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "卫星.csv"
    done = zonal_to_files([pm25(folder)], ZonalOptions(), out, workspace=WORKSPACE)
    head = out.read_text(encoding="utf-8-sig").splitlines()[:4]
    assert any(f"{pm25(folder).name} sha256 {done.files[pm25(folder).name]}" in h for h in head)
    names = open_workspace(WORKSPACE)
    read = read_figures(
        [out], indicators=names.indicators, places=names.places, sources=["acag-v5"]
    )
    assert read.figures == done.figures
    said = [line.zh for line in zonal_lines(done, out, workspace=WORKSPACE)]
    assert "[acag-v5]" in said
    assert any(line.startswith('address = "https://www.satpm.org/') for line in said)
    assert list(zonal_remarks(done)) == []
    assert zonal_json(done, out)["unregistered"] == ["acag-v5"]
