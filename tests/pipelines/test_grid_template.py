"""The workspace ``grids``: a synthetic grid over maps, said so wherever it is drawn."""

import shutil
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio

import aqmap
from aqmap.pipelines.build_maps import decide
from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.render.exchange.gis.qgis_styles import map_style
from aqmap.render.exchange.map_tables import map_tables
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.demonstration_grid import demonstration_field, demonstration_values
from tests.sheet_words import words_of

TEMPLATE = Path(aqmap.__file__).with_name("templates") / "grids"
GRID = "data/grids/synthetic_pm25_2025.tif"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return lay_workspace(tmp_path_factory.mktemp("laid") / "grids", template="grids")


@pytest.fixture(scope="module")
def book(workspace):
    return aqmap.make_book(workspace)


def test_the_carried_grid_is_the_function_that_it_is_said_to_be(workspace):
    assert (workspace / GRID).stat().st_size < 5000
    with rasterio.open(workspace / GRID) as file:
        stored = file.read(1, masked=True)
        step = file.transform
    values = np.where(stored.mask, np.nan, stored.data * 0.1)
    np.testing.assert_allclose(values, demonstration_values(), equal_nan=True)
    # The middle of row 20 and column 34, by the field itself: half a tenth is the packing.
    lon, lat = step.c + 34.5 * step.a, step.f + 20.5 * step.e
    at = float(demonstration_field(np.array(lon), np.array(lat)))
    assert abs(values[20, 34] - at) <= 0.05
    assert 0 < np.isnan(values).sum() < 100


def test_its_maps_say_that_they_are_synthetic(book):
    for sheet in book.sheets():
        said = sheet.underlay.notice if sheet.underlay else None
        assert said is None or said.zh == "示例数据"
    assert any(sheet.underlay for sheet in book.sheets())
    assert all("虚构" in source.title.zh for source in book.sources.values())


def test_the_carried_figures_are_what_zonal_makes_of_the_grid(workspace):
    pytest.importorskip("exactextract")
    from aqmap.pipelines.zonal.zonal_means import ZonalOptions, zonal_means

    made = zonal_means([workspace / GRID], ZonalOptions(synthetic=True), workspace=workspace)
    written = (workspace / "data" / "measured" / "grid.csv").read_text("utf-8")
    assert len(made.figures) == 6
    for figure in made.figures:
        assert f"{figure.id},{figure.place}," in written
        assert f",{figure.value}," in written


def test_both_kinds_stand_apart_in_signs_legend_and_table(book, workspace):
    sheet = book.sheet("pm25", "measured")
    kinds = {place.label.zh[-2:]: cell.quality for place, cell in sheet.rows}
    assert [code for code, kind in kinds.items() if kind == "valid"] == ["乙县", "戊县"]
    assert (sheet.satellite, sheet.indicative) == (4, 0)
    words = "".join(words_of(draw_sheet(sheet, map_fonts())))
    assert "以卫星反演值代示" in words
    assert "不与目标对照" in words
    status = {p.label.zh[-2:]: cell.reason for p, cell in book.sheet("pm25", "status").rows}
    assert status == dict.fromkeys(["甲县", "丙县", "丁县", "己县"], "not_judged") | dict.fromkeys(
        ("乙县", "戊县"), ""
    )


def test_the_monitors_stand_beside_the_grid_s_figure_on_map_and_card(book):
    # 24.8 less 27.4; of 示例丁县 only a station says anything: 14.5 less 15.9.
    cells = {place.code: cell for place, cell in book.sheet("grid_pm25", "measured").rows}
    own = "与同县同期监测值之差：−2.6（监测27.4）"
    assert own in [words.zh for words in cells["990002"].qualifiers]
    (key,) = cells["990004"].figures
    card = [words.zh for words in book.figures[key].notices]
    assert "与县内同期站点值之差：示例站三（虚构）−1.4（15.9）" in card
    assert not any("之差" in words.zh for words in cells["990001"].qualifiers)
    written = "".join(words_of(draw_sheet(book.sheet("grid_pm25", "measured"), map_fonts())))
    for said in (own, "栅格产品：示例格网（虚构：由函数生成，不是卫星产品）", "许可：CC0"):
        assert said.replace(" ", "") in written.replace(" ", "")


def test_the_grid_and_its_declaration_are_inputs_of_the_run(workspace):
    read = set(decide(workspace).read.checksums(workspace))
    assert {GRID, "grids.toml"} <= read
    assert not any(name.startswith("/") for name in read), "no file of the program is one"


def test_a_gis_has_the_sign_and_what_it_says(book):
    table = next(t for t in map_tables(book, [], "zh") if t.name == "pm25-measured-2025")
    kinds = {row["code"]: row["quality"] for row in table.rows}
    assert (kinds["990001"], kinds["990002"]) == ("satellite", "valid")
    style = ElementTree.fromstring(map_style(table, "zh").partition("\n")[2])  # noqa: S314
    angles = {o.get("value") for o in style.iter("Option") if o.get("name") == "angle"}
    assert "90" in angles, "upright lines"
    assert "不与目标对照" in "".join(c.get("label", "") for c in style.iter("category"))


def test_a_map_with_another_layer_says_what_its_upright_lines_are(workspace, tmp_path):
    folder = tmp_path / "pairs"
    shutil.copytree(workspace, folder)
    with (folder / "layers" / "pm25.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[pair]]\nwith = "grid_pm25"\n')
    paired = aqmap.make_book(folder)
    sheet = paired.sheet(paired.pair_layers[0].id, "pair")
    assert sheet.satellite == 4
    assert "以卫星反演值代示" in "".join(words_of(draw_sheet(sheet, map_fonts())))
