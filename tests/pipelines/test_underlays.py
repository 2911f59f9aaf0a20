"""A layer's synthetic grid on its map, from the layer's file to the page: said, cited, checked."""

import json

import numpy as np
import pytest
from PIL import Image
from rasterio.transform import Affine

import aqmap
from aqmap.book.fingerprints.map_fingerprints import MapFingerprints
from aqmap.errors import AqmapError, SpecError
from aqmap.pipelines.build_maps import build
from aqmap.pipelines.check_workspace import check
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.sheet_words import words_of
from tests.synthetic_grids import write_grid

UNDERLAY = """
[underlay]
raster = "data/grid.tif"
title = { zh = "示例栅格", en = "synthetic grid" }
unit = { zh = "微克/立方米", en = "µg/m³" }
source = "example"
basis = "satellite"
period = "2025"
limits = [10, 50]
"""


def ask(folder, said=UNDERLAY, *, level=10.0):
    """Lay a synthetic grid under pm25: 10 in the west, 60 in the east, a hole at the south."""
    values = np.full((30, 30), level, dtype="float32")
    values[:, 15:] = 60
    values[25:, :3] = np.nan
    write_grid(folder / "data" / "grid.tif", values, Affine(0.1, 0, 83.0, 0, -0.1, 46.0))
    file = folder / "layers" / "pm25.toml"
    written = file.read_text(encoding="utf-8").partition("\n[underlay]")[0]
    file.write_text(written + said, encoding="utf-8")
    return folder


def the_sheet(folder, **facts):
    return aqmap.make_book(folder, **facts).sheet("pm25", "target", "2025", "example")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_the_bar_its_limits_the_unit_the_kind_and_the_source(small_workspace, lang):
    sheet = the_sheet(ask(small_workspace))
    words = words_of(draw_sheet(sheet, map_fonts(), lang))
    whole = "".join(words)
    # The east has 60, beyond the bar; nothing lies below 10.
    end = words.index("≥50")
    assert words[end - 4 : end] == ["10", "20", "30", "40"]
    for said in {
        "zh": ("示例栅格（微克/立方米），2025年", "无栅格数据", "卫星反演", "县（市）不填色",
               "资料来源：示例数据（虚构）；只作背景，不作评判", "卫星反演数据，不作考核依据"),
        "en": ("synthetic grid (µg/m³), 2025", "no grid value", "Counties are not filled",
               "source: synthetic example data; for orientation"),
    }[lang]:  # fmt: skip
        assert said.replace(" ", "") in whole.replace(" ", "")


def test_values_and_classes_of_counties_stay(small_workspace):
    plain = the_sheet(small_workspace)
    words = words_of(draw_sheet(plain, map_fonts()))
    over = words_of(draw_sheet(the_sheet(ask(small_workspace)), map_fonts()))
    assert words.count("≤35") == over.count("≤35") >= 4, "on two counties, and in two rows"


def test_a_grid_has_other_colours_than_the_classes(small_workspace):
    layer = the_sheet(ask(small_workspace)).layer
    (underlay,) = layer.underlays["2025"]
    classes = {klass.color for view in layer.views.values() for klass in view.scale.classes}
    assert classes
    assert {underlay.colors[0], underlay.colors[-1]}.isdisjoint(classes)
    ask(small_workspace, UNDERLAY + 'palette = "Greens"\n')
    (green,) = the_sheet(small_workspace).layer.underlays["2025"]
    assert green.colors[-1] == "#005A32"


def test_every_format_has_the_grid(small_workspace, tmp_path):
    ask(small_workspace)
    settings = small_workspace / "aqmap.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[print]\nformats = ["pdf", "svg", "png"]\ndpi = 100\n',
        encoding="utf-8",
    )
    build(small_workspace, out=tmp_path / "out")
    stem = tmp_path / "out" / "print" / "pm25-target-2025-example"
    assert b"/Indexed" in stem.with_suffix(".pdf").read_bytes()
    assert b"<image " in stem.with_suffix(".svg").read_bytes()
    pixels = np.asarray(Image.open(stem.with_suffix(".png")).convert("RGB")).reshape(-1, 3)
    (underlay,) = the_sheet(small_workspace).layer.underlays["2025"]
    for color in (underlay.colors[0], underlay.colors[-1]):
        wanted = [int(color[n : n + 2], 16) for n in (1, 3, 5)]
        assert (np.abs(pixels.astype(int) - wanted).max(axis=1) <= 2).sum() > 5000
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert "data/grid.tif" in str(manifest["inputs"])


def test_the_figure_of_a_notebook_has_it(small_workspace):
    figure = aqmap.to_figure(the_sheet(ask(small_workspace)))
    (axes,) = figure.axes
    shapes = [image.get_array().shape[:2] for image in axes.images]
    assert (1, 64) in shapes, "the bar"
    assert max(height for height, _ in shapes) > 300, "the map"


def test_the_fingerprint_changes_with_a_value_of_the_grid(small_workspace):
    def mark():
        sheet = the_sheet(small_workspace)
        return MapFingerprints(sheet.book).of_sheet(sheet, "zh")

    plain = mark()
    ask(small_workspace)
    with_grid = mark()
    assert len({plain, with_grid, mark()}) == 2, "equal grids have equal marks"
    ask(small_workspace, level=10.5)
    assert mark() not in {plain, with_grid}


def test_a_grid_that_is_not_for_the_public_is_not_drawn_and_that_is_said(small_workspace):
    sheet = the_sheet(ask(small_workspace), audience="public")
    assert sheet.underlay is None
    assert any("示例栅格" in note.zh for note in sheet.layer.notes)


def test_a_grid_of_another_period_says_so(small_workspace):
    other = UNDERLAY.replace('"2025"', '"2024"') + 'under = ["2025"]\n'
    whole = "".join(words_of(draw_sheet(the_sheet(ask(small_workspace, other)), map_fonts())))
    assert "2024年" in whole
    assert "栅格与本图时期不同" in whole


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ('period = "2025"', 'period = "2024"', "underlay_period", "underlay.period"),
        ('source = "example"', 'source = "nobody"', "undefined_name", "underlay.source"),
        ("limits = [10, 50]", "limits = [50, 10]", "wrong_value", "underlay.1.limits"),
        ("limits = [10, 50]", "limits = [-1e308, 1e308]", "wrong_value", "underlay.1.limits"),
        ("limits = [10, 50]", "limits = [0, 1e-300]", "wrong_value", "underlay.1.limits"),
        ("limits = [10, 50]", "limits = [50, 50.00001]", "wrong_value", "underlay.1.limits"),
        ('basis = "satellite"\n', "", "missing_key", "underlay.1.basis"),
    ],
)
def test_mistakes_of_the_layer_file_are_named(small_workspace, old, new, code, at):
    with pytest.raises(SpecError) as caught:
        aqmap.make_book(ask(small_workspace, UNDERLAY.replace(old, new)))
    assert [(fault.code, fault.at) for fault in caught.value.faults] == [(code, at)]


def test_two_grids_under_one_map_are_a_fault(small_workspace):
    twice = UNDERLAY.replace("[underlay]", "[[underlay]]") * 2
    with pytest.raises(SpecError) as caught:
        aqmap.make_book(ask(small_workspace, twice))
    assert {fault.code for fault in caught.value.faults} == {"underlay_twice"}


def test_a_missing_grid_is_named(small_workspace):
    ask(small_workspace)
    (small_workspace / "data" / "grid.tif").unlink()
    with pytest.raises(AqmapError) as caught:
        aqmap.make_book(small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["file_missing"]


def lay(folder, bounds, *, west_of=None, beyond=None):
    """Lay a synthetic grid of 20: values west of a meridian, 60 east of another."""
    west, _, _, north = bounds
    values = np.full((100, 100), 20, dtype="float32")
    lon = west - 0.5 + 0.05 * (np.arange(100) + 0.5)
    if beyond is not None:
        values[:, lon > beyond] = 60
    if west_of is not None:
        values[:, lon > west_of] = np.nan
    ask(folder)
    step = Affine(0.05, 0, west - 0.5, 0, -0.05, north + 0.5)
    write_grid(folder / "data" / "grid.tif", values, step)


def region_of(folder):
    sheet = the_sheet(folder)
    counties = sheet.book.counties
    return counties[counties["code"].isin(sheet.region.places)]


def test_a_value_beyond_the_region_is_not_said_of_the_region(small_workspace):
    region = region_of(small_workspace)
    _, _, east, _ = bounds = region.total_bounds
    for beyond, end in ((east + 0.05, "50"), (east - 0.3, "≥50")):
        lay(small_workspace, bounds, beyond=beyond)
        sheet = the_sheet(small_workspace)
        (underlay,) = sheet.layer.underlays["2025"]
        assert np.nanmax(underlay.grid.values) == 60, "the grid has it, around the region"
        words = words_of(draw_sheet(sheet, map_fonts()))
        assert words[words.index("40") + 1] == end


def test_how_much_of_the_region_a_grid_covers_is_said_and_remarked(small_workspace):
    region = region_of(small_workspace)
    west, south, east, north = bounds = region.total_bounds
    whole = region.to_crs("EPSG:6933").area.sum()  # an equal-area projection
    for part, is_remarked in ((0.3, True), (0.9, False)):
        # The last column of values ends at an edge of a cell.
        edge = west - 0.5 + 0.05 * round((part * (east - west) + 0.5) / 0.05)
        lay(small_workspace, bounds, west_of=edge)
        share = region.clip((west, south, edge, north)).to_crs("EPSG:6933").area.sum() / whole
        sheet = the_sheet(small_workspace)
        (underlay,) = sheet.layer.underlays["2025"]
        assert underlay.covered["example"].share == pytest.approx(share, abs=0.01)
        shown = "".join(words_of(draw_sheet(sheet, map_fonts())))
        assert f"栅格覆盖本地区面积的{underlay.covered['example'].percent}%" in shown
        remarks = [
            f.title.zh for f in check(small_workspace).book.findings if "背景栅格" in f.title.zh
        ]
        assert len(remarks) == is_remarked
    lay(small_workspace, bounds)
    assert "栅格覆盖" not in "".join(words_of(draw_sheet(the_sheet(small_workspace), map_fonts())))
