"""What the committed workspace holds, held against the documents by hand."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import geopandas
import pytest

from aqmap.decide.audit.run_checks import audit
from aqmap.decide.compare.join import join_layers, match_places
from aqmap.model.figures import OFF_BY_DEFAULT, Absence, Basis, Level, Quality, Role
from aqmap.model.findings import Severity
from aqmap.model.joined import Status
from aqmap.pipelines.stations.assess_stations import AssessOptions
from aqmap.pipelines.stations.stations_report import Tables, assess_to_files
from aqmap.read.geodata.overlays import read_overlay
from aqmap.read.tables.read_figures import read_figures
from aqmap.workspace.data_folders import find_tables
from aqmap.workspace.workspace import open_workspace

ROOT = Path(__file__).parents[1]
MEASURED = ROOT / "data" / "measured"
AIR = ("pm25", "good_day_ratio", "heavy_pollution_days")


@pytest.fixture(scope="module")
def workspace():
    return open_workspace(ROOT)


@pytest.fixture(scope="module")
def matched(workspace):
    tables = read_figures(
        find_tables(*workspace.figure_folders).paths,
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
    )
    return match_places(tables.figures, workspace.places, workspace.sources, tables.origins)


@pytest.fixture(scope="module")
def joined(workspace, matched):
    rows, faults = join_layers(
        workspace.layers, workspace.settings.regions, matched.figures, workspace.indicators
    )
    assert faults == []
    return {(row.layer, row.place): row for row in rows}


def one(matched, **wanted):
    found = [f for f in matched.figures if all(getattr(f, k) == v for k, v in wanted.items())]
    assert len(found) == 1, [f.id for f in found]
    return found[0]


def test_every_name_finds_its_place(matched):
    assert matched.faults == ()


def test_every_source_is_used(workspace, matched):
    drawn = {overlay.source for overlay in workspace.overlays}
    assert set(workspace.sources) == drawn | {f.source for f in matched.figures}


def test_every_annex_row_has_a_layer(workspace):
    rows = {i.id for i in workspace.indicators.values() if i.row}
    assert len(rows) == 22
    assert rows <= {layer.indicator for layer in workspace.layers}
    targets = {layer.indicator for layer in workspace.layers if "target" in layer.print}
    assert rows <= targets


def test_layers_are_named_for_their_indicators(workspace):
    for layer in workspace.layers:
        year = "_2019" if layer.periods != ("2021",) else ""
        assert layer.id == layer.indicator + year


def test_only_judged_layers_have_a_status(workspace):
    for layer in workspace.layers:
        if "status" in layer.views or "gap" in layer.views:
            assert workspace.indicators[layer.indicator].judged, layer.id


def test_no_layer_of_2021_switches_unofficial_or_indicative_values_on(workspace):
    switched = [v for v in workspace.layers if v.accept_basis or v.accept_quality]
    assert [layer.id for layer in switched] == ["pm25_2019"]
    assert [v.id for v in workspace.layers if "other_year" in v.compare.accept] == []
    assert [o.accept_basis for o in workspace.overlays] == [(Basis.MONITOR_REALTIME,)]


@pytest.mark.parametrize(
    ("place", "indicator", "value"),
    [
        ("654002", "pm25", "41"),
        ("654003", "good_day_ratio", "80"),
        ("654022", "afforestation", "5"),
        ("zone-kuitun-dushanzi", "afforestation", "0.07"),
        ("652302", "pm25", "63.5"),
        ("652302", "heavy_pollution_days", "46"),
    ],
)
def test_targets(matched, place, indicator, value):
    figure = one(matched, place=place, indicator=indicator, role=Role.TARGET, period="2021")
    assert figure.value == Decimal(value)


@pytest.mark.parametrize(
    ("key", "value", "basis"),
    [
        ("652300 rural_clean_heating 2021", "11631", Basis.REPORT),
        ("652301 rural_clean_heating 2021", "3665", Basis.REPORT),
        ("652302 rural_clean_heating 2021", "2943", Basis.REPORT),
        ("652302 electric_heating_area 2021", "84", Basis.REPORT),
        ("654000 pm25 2021", "35.7", Basis.THIRD_PARTY),
        ("652300 pm25 2021", "49.8", Basis.THIRD_PARTY),
        ("652301 pm25 2023-11", "36", Basis.MONITOR_REVIEWED),
        ("652301 good_day_ratio 2025", "84.4", Basis.REPORT),
        ("2703A pm25 2019", "44.4", Basis.MONITOR_REALTIME),
        ("2690A pm25 2019", "11.3", Basis.MONITOR_REALTIME),
    ],
)
def test_measured(matched, key, value, basis):
    place, indicator, period = key.split()
    figure = one(matched, place=place, indicator=indicator, period=period, role=Role.MEASURED)
    assert figure.value == Decimal(value)
    assert figure.basis is basis


def test_shares_of_good_days_follow_from_their_counts(matched):
    shares = [f for f in matched.figures if f.source == "crea-2020" and f.unit == "%"]
    assert len(shares) == 2
    for share in shares:
        good, days = map(int, re.findall(r"\d+", share.note))
        assert share.value == (Decimal(good) * 100 / days).quantize(Decimal("0.1"))


def test_unofficial_values_are_never_spread_over_counties(matched):
    named = {f.place for f in matched.figures if f.source == "who-aap-v9"}
    assert named == {"654002", "652301"}
    for figure in matched.figures:
        own = figure.source == "cnemc-hourly-2019"  # of the county's stations, or none
        if own and figure.level is Level.COUNTY:
            assert figure.locator.startswith("stations ") or figure.absence
        elif figure.basis in OFF_BY_DEFAULT and figure.level is Level.COUNTY:
            assert figure.source == "who-aap-v9"
            assert figure.place_written in ("Yining Shi", "Changji Shi")


def test_stations_have_a_year_and_twelve_months_and_no_valid_year(matched):
    at_stations = [f for f in matched.figures if f.level is Level.STATION]
    assert Counter(f.place for f in at_stations) == dict.fromkeys(
        ("2690A", "2691A", "2692A", "2703A", "2704A", "2705A"),
        2 * 13,  # PM2.5 and PM10
    )
    assert {f.quality for f in at_stations if f.period == "2019"} == {Quality.INDICATIVE}


def test_months_with_too_few_days_are_indicative(matched):
    for figure in matched.figures:
        if figure.level is Level.STATION and figure.period != "2019":
            days = int(re.search(r"有效日(\d+)天", figure.note)[1])
            needed = 25 if figure.period.endswith("-02") else 27
            assert (figure.quality is Quality.VALID) == (days >= needed), figure.id


def test_stations_lie_in_the_county_they_name(workspace):
    (overlay,) = workspace.overlays
    stations = read_overlay(overlay, ROOT)
    counties = geopandas.read_file(ROOT / "boundaries" / "counties.geojson").to_crs(4326)
    core = counties[counties["role"] == "core"]
    inside = stations.sjoin(core[["name", "geometry"]], predicate="within")
    assert inside["code"].tolist() == stations["code"].tolist()
    assert inside["name"].tolist() == stations["county"].tolist()
    assert stations[stations["background"]]["code"].tolist() == ["2690A"]


@pytest.mark.parametrize("indicator", AIR)
def test_every_place_has_a_value_or_the_reason_why_not(workspace, matched, indicator):
    drawn = [
        f
        for f in matched.figures
        if f.indicator == indicator
        and f.role is Role.MEASURED
        and f.period.startswith("2021")
        and f.level in (Level.COUNTY, Level.ZONE)
    ]
    places = [code for region in workspace.settings.regions for code in region.places]
    assert sorted(f.place for f in drawn) == sorted(places)
    reasons = Counter(f.absence for f in drawn)
    assert reasons[Absence.NO_STATION] == 16  # 15 counties and the zone
    known = [] if indicator == "good_day_ratio" else ["652302"]
    assert [f.place for f in drawn if f.value is not None] == known


def test_audit_of_the_two_documents(workspace, matched):
    found = audit(matched.figures, workspace.indicators)
    assert [(f.id, f.severity) for f in found] == [
        ("sum-ili-plan-2021-coal_cap-2021", Severity.ERROR),
        ("twice-ili-plan-2021-afforestation-654000-2021", Severity.ERROR),
        ("coverage-ili-plan-2021-electric_heating_households-2021", Severity.DOUBTFUL),
        ("parts-fukang-report-2021-fukang-report-2021-0002-652302-2021", Severity.DOUBTFUL),
        ("ratio-ili-plan-2021-bungalow_area-654002-2021", Severity.DOUBTFUL),
        ("ratio-ili-plan-2021-bungalow_area-654023-2021", Severity.DOUBTFUL),
        ("ratio-ili-plan-2021-electric_heating_area-654026-2021", Severity.DOUBTFUL),
        ("coverage-ili-plan-2021-bungalow_households-2021", Severity.NOTE),
        ("sum-ili-plan-2021-bungalow_area-2021", Severity.NOTE),
        ("sum-ili-plan-2021-bungalow_households-2021", Severity.NOTE),
        ("twice-ili-plan-2021-bungalow_households-654002-2021", Severity.NOTE),
    ]
    coal, trees, _, meetings, *_, area, homes, text = (f.detail.zh for f in found)
    assert "6 + 6 + 3 + 11 + 15 = 41次，总数12次，多出29" in meetings
    assert "6 + 6已等于总数" in meetings
    assert "表列2 542.8万吨，相差+135.00。差额正好等于奎屯市 135.00（含开发区）" in coal
    assert "表中为10.21万亩，正文为8.2万亩" in trees
    assert "884.24万平方米，表列884.23万平方米，相差+0.01" in area
    assert "未报送或空白：霍尔果斯市" in area
    assert "15.73万户，表列15.74万户，相差−0.01" in homes
    assert "表中为8.77万户，正文为8.7万户" in text
    assert "截去尾数" in text


def test_fukang_by_mid_december(joined):
    # Its own report of a part of the year, with the claim that it makes, is no verdict.
    for layer, gap in (("pm25", "-18.5"), ("heavy_pollution_days", "-19")):
        row = joined[layer, "652302"]
        assert (row.status, row.gap) == (Status.NOT_DUE, Decimal(gap))
        assert [q.zh for q in row.qualifiers] == [
            "截至12月15日",
            "自报",
            "沙尘天气是否扣除未说明",
            "来源自报完成其所列目标",
        ]


def test_a_part_of_the_year_is_in_no_colour_of_better_or_worse(default_book):
    def fukang(view):
        sheet = default_book.sheet("pm25", view, region="changji")
        return next(cell for place, cell in sheet.rows if place.code == "652302")

    assert (fukang("gap").value, fukang("gap").reason) == (None, "not_due")
    assert (fukang("measured").value, fukang("measured").qualifiers[0].zh) == (45, "截至12月15日")


def test_no_place_is_judged_on_air(joined):
    judged = {
        (layer, place)
        for (layer, place), row in joined.items()
        if row.status in (Status.MET, Status.NOT_MET)
    }
    assert judged == set()


def test_counties_without_a_national_station_lack_data_but_on_the_map_of_national_stations(joined):
    lacking = {(layer, p) for (layer, p), r in joined.items() if r.measured_reason == "no_station"}
    assert {layer for layer, _ in lacking} == {"pm25_2019"}
    of_2021 = {p for (layer, p), r in joined.items() if r.measured_reason == "no_regional_data"}
    assert len(of_2021) == 16  # 15 counties and the zone


def test_every_station_has_its_network(workspace):
    (overlay,) = workspace.overlays
    assert set(read_overlay(overlay, ROOT)["network"]) == {"国控"}


def test_a_task_of_nought_is_no_task(joined):
    assert joined["small_boilers", "654003"].status is Status.NO_TASK
    assert joined["gas_heating_area", "654003"].status is Status.NO_TASK


# ---- what a planner adds ----


def read_added(path):
    minimal = open_workspace(ROOT / "aqmap" / "templates" / "minimal")
    tables = read_figures(
        [path],
        indicators=minimal.indicators,
        places=minimal.places,
        sources=tuple(minimal.sources),
    )
    found = match_places(tables.figures, minimal.places, minimal.sources, tables.origins)
    assert found.faults == ()
    return found.figures


def test_template_can_be_read(tmp_path):
    path = tmp_path / "measured" / "mine.csv"
    path.parent.mkdir()
    path.write_bytes((ROOT / "data" / "template-measured.csv").read_bytes())
    figures = read_added(path)
    assert [f.value for f in figures] == [
        Decimal("34.2"),
        Decimal("36.8"),
        None,
        Decimal("1.25"),
        None,
    ]
    assert [f.absence for f in figures if f.absence] == [Absence.NOT_REPORTED, Absence.DASH]
    assert {f.basis for f in figures} == {Basis.SYNTHETIC}
    assert {f.role for f in figures} == {Role.MEASURED}


def test_example_in_the_readme_can_be_read(tmp_path):
    readme = (MEASURED / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "measured" / "mine.csv"
    path.parent.mkdir()
    path.write_text(re.search(r"```csv\n(.*?)```", readme, re.DOTALL)[1], encoding="utf-8")
    assert len(read_added(path)) == 4


def test_template_is_not_read_as_data(workspace):
    tables = find_tables(*workspace.figure_folders)
    assert all(path.name != "template-measured.csv" for path in tables.paths)
    assert tables.faults == ()


def test_readme_lists_every_file_here():
    readme = (MEASURED / "README.md").read_text(encoding="utf-8")
    for path in MEASURED.glob("*.csv"):
        assert f"`{path.name}`" in readme, path.name


def test_the_tables_of_2019_are_a_fresh_assessment(tmp_path):
    archive = ROOT.parent / "shared" / "measured" / "china_sites_2019_ili-changji_hourly.csv"
    if not archive.exists():
        pytest.skip(f"the real archive is not on this machine: {archive}")
    asked = AssessOptions(
        stations=ROOT / "data" / "stations.csv",
        periods=["2019"],
        source="cnemc-hourly-2019",
        pollutants=("PM2.5", "PM10"),
    )
    tables = Tables(tmp_path / "figures.csv", tmp_path / "days.csv")
    assess_to_files([archive], asked, tables, workspace=ROOT)
    for fresh, committed in (
        ("figures.csv", "measured/stations-2019.csv"),
        ("days.csv", "daily/2019.csv"),
    ):
        want = (tmp_path / fresh).read_text(encoding="utf-8-sig")
        assert (ROOT / "data" / committed).read_text(encoding="utf-8-sig") == want
