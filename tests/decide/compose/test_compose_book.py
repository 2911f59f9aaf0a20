"""What of the days and the indicative values of a workspace gets into its book."""

import re
import shutil
from pathlib import Path

import pytest

from aqmap.errors import SpecError
from aqmap.pipelines.build_maps import make_book

ROOT = Path(__file__).parents[3]
HEAD = "place,date,pm25,pm25_hours,aqi,primary,items,standard,basis,dust,source\n"


@pytest.fixture
def workspace(tmp_path):
    for name in ("aqmap.toml", "boundaries", "layers", "data"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    for path in (tmp_path / "data" / "daily").glob("*.csv"):
        path.unlink()
    print_days(tmp_path, "")
    return tmp_path


def print_days(workspace, days):
    """Have the overlay of stations print these days."""
    file = workspace / "layers" / "stations.toml"
    written = re.sub(r"(?m)^print_days.*$", f"print_days = [{days}]", file.read_text("utf-8"))
    file.write_text(written, encoding="utf-8")


def day(code="2703A", date="2019-01-05", basis="monitor_realtime", aqi="122"):
    made = "PM10;PM2.5,HJ 633-2012" if aqi else ","
    return f"{code},{date},{aqi and 92},24,{aqi},,{made},{basis},included,cnemc-hourly-2019\n"


def days_of(workspace, *rows):
    folder = workspace / "data" / "daily"
    folder.mkdir(exist_ok=True)
    (folder / "d.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return make_book(workspace).days


def test_days_belong_to_the_stations_of_an_overlay(workspace):
    days = days_of(workspace, day(), day(code="9999Z"))
    assert list(days) == ["2703A"]
    assert days["2703A"][0].aqi[4] == 122


def test_days_of_a_basis_that_no_overlay_switches_on_stay_out(workspace):
    assert days_of(workspace, day(basis="third_party")) == {}
    assert list(days_of(workspace, day(basis="monitor_reviewed"))) == ["2703A"]


def test_a_year_without_any_value_has_no_calendar(workspace):
    days = days_of(workspace, day(), day(date="2018-12-31", aqi=""))
    assert [year.year for year in days["2703A"]] == [2019]


def test_a_printed_day_is_a_map_of_each_region_with_a_station(workspace):
    days_of(workspace, day(), day(code="2691A", aqi="357"))
    print_days(workspace, '"2019-01-05"')
    book = make_book(workspace)
    sheets = [sheet for sheet in book.sheets() if sheet.of_points]
    assert [(s.layer.id, s.period, s.region.id) for s in sheets] == [
        ("stations", "2019-01-05", "ili"),
        ("stations", "2019-01-05", "changji"),
    ]
    assert [[cell.label for _, cell in s.stations] for s in sheets] == [
        ["122", "", ""],
        ["357", "", "", ""],
    ]
    themes = [sheet.layer.theme for sheet in book.sheets()]
    assert themes == sorted(themes, key=list(book.themes).index), "the atlas stays in its order"


def test_a_printed_day_without_a_row_is_a_fault(workspace):
    days_of(workspace, day())
    print_days(workspace, '"2019-01-05", "2019-01-06"')
    with pytest.raises(SpecError, match=r"layers/stations.toml.*no station.*2019-01-06") as caught:
        make_book(workspace)
    assert len(caught.value.faults) == 1


def test_a_layer_across_the_change_of_states_says_so(workspace):
    """Until 2018-08-31 concentrations are at standard state."""
    file = workspace / "layers" / "pm25_2019.toml"
    written = file.read_text(encoding="utf-8")

    def says(first):
        file.write_text(written.replace('"2019", "2019-01"', f'{first}"2019", "2019-01"'), "utf-8")
        layer = next(
            candidate for candidate in make_book(workspace).layers if candidate.id == "pm25_2019"
        )
        return any("标准状态" in note.zh for note in layer.notes)

    assert not says("")
    assert not says('"2018-09", ')
    assert says('"2018-08", ')


def test_a_layer_of_indices_across_two_editions_says_so(workspace):
    """From 2026-03-01 the same air gives a lower ratio of good days."""
    file = workspace / "layers" / "good_day_ratio.toml"
    written = file.read_text(encoding="utf-8")

    def says(periods):
        file.write_text(written.replace('periods = ["2021"]', f"periods = [{periods}]"), "utf-8")
        layer = next(
            candidate
            for candidate in make_book(workspace).layers
            if candidate.id == "good_day_ratio"
        )
        return any("HJ 633-2026" in note.zh for note in layer.notes)

    assert not says('"2021"')
    assert not says('"2021", "2026-01"')
    assert says('"2021", "2026"')
    assert says('"2021", "2026-03"')


def test_stations_stretch_the_scale_that_they_share(workspace):
    layer = workspace / "layers" / "pm25_2019.toml"
    text = layer.read_text(encoding="utf-8")
    layer.write_text(text.partition("[classes.measured]")[0], encoding="utf-8")
    view = next(v for v in make_book(workspace).layers if v.id == "pm25_2019").views["measured"]
    edges = [klass.upper for klass in view.scale.classes if klass.upper is not None]
    # January at 2691A, Changji, lies above 180 µg/m³, and far above any county's mean.
    assert edges[-1] >= 100


def test_an_indicative_county_is_absent_until_a_layer_asks(workspace):
    layer = workspace / "layers" / "pm25_2019.toml"
    asked = layer.read_text(encoding="utf-8")

    def shown():
        sheet = make_book(workspace).sheet("pm25_2019", "measured", "2019", "ili")
        return next(cell for place, cell in sheet.rows if place.code == "654002"), sheet

    cell, sheet = shown()
    assert (cell.quality, cell.reason) == ("indicative", "")
    assert sheet.indicative == 1
    layer.write_text(asked.replace('accept_quality = ["indicative"]', ""), encoding="utf-8")
    cell, sheet = shown()
    assert (cell.value, cell.reason, sheet.indicative) == (None, "too_few_data", 0)
    assert any("有效日" in words.zh for words in cell.qualifiers), "the counts stand with it"
    signs = {entry.sign for marks in sheet.marks for entry in sheet.mark_entries(marks)}
    assert "indicative" not in signs, "nor do its stations show a number"


def test_shares_differ_from_their_target_by_points_and_amounts_by_their_unit(workspace):
    layers = {layer.id: layer for layer in make_book(workspace).layers}
    units = {name: view.unit.zh for name, view in layers["good_day_ratio"].views.items()}
    assert (units["target"], units["gap"]) == ("%", "百分点")
    assert layers["pm25"].views["gap"].unit == layers["pm25"].views["target"].unit
