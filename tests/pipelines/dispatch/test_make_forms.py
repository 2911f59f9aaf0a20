"""The forms of the real annex go out: 12 units, 22 rows, and what they do not settle is listed."""

import json
from pathlib import Path

import openpyxl
import pytest

from aqmap.errors import AqmapError
from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.forms import CellState
from aqmap.pipelines.dispatch.make_forms import make_forms
from aqmap.read.forms.read_form import read_form
from tests.dispatch_workspaces import ili_dispatch, report
from tests.filled_forms import HEADER, SHEET, columns_of

ZONE, KUITUN = "zone-kuitun-dushanzi", "654003"
UNDECLARED = {"staggered_production", "large_boilers"}  # rows 2 and 11: the plan does not say


@pytest.fixture
def folder(tmp_path):
    return ili_dispatch(tmp_path / "工作区 （一）")


def rewrite(path: Path, old: str, new: str) -> None:
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def forms_of(made):
    readings = [read_form(FileContent.read(made.out / name)) for name in made.files]
    assert [reading.faults for reading in readings] == [()] * len(readings)
    return {reading.form.unit: reading.form for reading in readings}


def sheet_of(made, unit):
    (name,) = [name for name in made.files if name.startswith(f"{unit}-")]
    return openpyxl.load_workbook(made.out / name)[SHEET]


def shown(sheet, column):
    at = columns_of(sheet)[column]
    return [sheet[f"{at}{n}"].value for n in range(HEADER + 1, sheet.max_row - 2)]


def codes(caught):
    return [fault.code for fault in caught.value.faults]


def test_the_real_annex_goes_out_to_twelve_units_with_all_its_rows(folder):
    made = make_forms(folder, "2021-09")
    forms = forms_of(made)
    assert len(forms) == 12
    assert {len(form.rows) for form in forms.values()} == {22}
    assert {form.month for form in forms.values()} == {"2021-09"}
    assert len({form.plan_version for form in forms.values()}) == 1
    numbers = ["1", "2", "3", "4.1", "4.2", "4.3", "4.4", *map(str, range(5, 20))]
    for unit in forms:
        assert shown(sheet_of(made, unit), "序号")[:22] == numbers


def test_tasks_are_those_of_the_annex(folder):
    forms = forms_of(make_forms(folder, "2021-09"))
    tasks = {(unit, row.indicator): row.task for unit, form in forms.items() for row in form.rows}
    assert tasks["654025", "electric_heating_households"].value == 1683
    coal = tasks[KUITUN, "coal_cap"]
    assert (str(coal.value), coal.written) == ("135", "135.00（含开发区）")
    assert tasks["zone", "coal_cap"].state == CellState.DASH
    assert tasks["654004", "outdated_capacity"].value == 0
    assert {tasks[unit, "coal_oil_checks"].state for unit in forms} == {CellState.TEXT}


def test_rows_in_stages_have_them_and_say_which_is_done(folder):
    made = make_forms(folder, "2021-09")
    sheet = sheet_of(made, KUITUN)
    assert list(columns_of(sheet))[7:10] == ["开工", "完工", "验收"]
    assert "集中供热管网铺设（公里）\n（以“完工”计完成）" in shown(sheet, "任务")


def test_every_kind_is_declared_or_listed_as_undeclared(folder):
    made = make_forms(folder, "2021-09")
    listed = {f.indicator for f in made.findings if f.kind == "kind_undeclared"}
    assert listed == UNDECLARED
    assert {f.kind for f in made.findings} == {"kind_undeclared"}


def test_rows_that_nobody_or_two_fill_are_listed_and_stop_nothing(folder):
    units = folder / "data" / "dispatch" / "units.csv"
    rewrite(units, "654025,新源县,county,654025,,,\n", "")
    added = (
        "double,伊宁市新区,zone,伊宁市,coal_cap,,\nhousing,住建局,department,伊宁市,coal_cap,,\n"
    )
    units.write_text(units.read_text(encoding="utf-8") + added, encoding="utf-8")
    made = make_forms(folder, "2021-09")
    found = {(f.kind, f.indicator): f.detail.zh for f in made.findings}
    unfilled = [key for key in found if key[0] == "row_unfilled"]
    assert len(unfilled) == 22
    assert "新源县" in found["row_unfilled", "coal_cap"]
    doubled = [key for key in found if key[0] == "row_doubled"]
    assert doubled == [("row_doubled", "coal_cap")]
    assert "伊宁市 (伊宁市, 伊宁市新区)" in found["row_doubled", "coal_cap"]
    assert len(made.files) == 13


def test_a_department_has_one_form_over_all_places(folder):
    units = folder / "data" / "dispatch" / "units.csv"
    line = "housing,州住建局,department,伊宁市;奎屯市;新源县,shanty_renovation;heating_network,,\n"
    units.write_text(units.read_text(encoding="utf-8") + line, encoding="utf-8")
    form = forms_of(make_forms(folder, "2021-09"))["housing"]
    places = ["654002", KUITUN, "654025"]
    expected = [(i, p) for i in ("shanty_renovation", "heating_network") for p in places]
    assert [(row.indicator, row.place) for row in form.rows] == expected


def test_only_units_that_exist_by_the_cut_off_are_asked(folder):
    units = folder / "data" / "dispatch" / "units.csv"
    rewrite(units, "654025,新源县,county,654025,,,", "654025,新源县,county,654025,,2021-09-21,")
    rewrite(units, "654026,昭苏县,county,654026,,,", "654026,昭苏县,county,654026,,,2021-09-20")
    asked = forms_of(make_forms(folder, "2021-09"))
    assert "654025" not in asked
    assert "654026" in asked
    later = forms_of(make_forms(folder, "2021-10"))
    assert "654025" in later
    assert "654026" not in later


def test_last_month_comes_from_the_ledger_and_is_never_carried_further(folder):
    report(folder, "2021-07", KUITUN, {"diesel_trucks": 100, "clean_vehicles": 3})
    report(folder, "2021-08", KUITUN, {"diesel_trucks": 120, "muck_trucks": CellState.NOT_STARTED})
    report(folder, "2021-08", KUITUN, {"heating_network": 2}, field="stage 完工")
    report(folder, "2021-08", KUITUN, {"heating_network": 9})
    forms = forms_of(make_forms(folder, "2021-09"))
    last = {row.indicator: row.last for row in forms[KUITUN].rows}
    assert last["diesel_trucks"].value == 120
    assert last["heating_network"].value == 2  # 完工 counts as done
    assert last["muck_trucks"].state == CellState.NOT_STARTED
    assert last["clean_vehicles"].state == CellState.NOT_REPORTED  # July's 3 is not August's
    assert {row.last.state for row in forms["654025"].rows} == {CellState.NOT_REPORTED}


def test_where_no_month_before_was_asked_for_there_is_a_dash(folder):
    forms = forms_of(make_forms(folder, "2021-09"))
    assert {row.last.state for form in forms.values() for row in form.rows} == {CellState.DASH}
    report(folder, "2021-09", KUITUN, {"diesel_trucks": 120})
    january = forms_of(make_forms(folder, "2021-01"))
    assert {row.last.state for form in january.values() for row in form.rows} == {CellState.DASH}


def test_the_folder_knows_its_own_and_is_made_alike_again(folder):
    made = make_forms(folder, "2021-09")
    assert made.out == folder / "forms" / "2021-09"
    before = {path.name: path.read_bytes() for path in made.out.iterdir()}
    assert set(before) == {*made.files, "manifest.json"}
    assert set(json.loads(before["manifest.json"])["outputs"]) == set(made.files)
    again = make_forms(folder, "2021-09")
    assert {path.name: path.read_bytes() for path in again.out.iterdir()} == before


def test_a_form_that_was_filled_in_there_is_not_overwritten(folder):
    made = make_forms(folder, "2021-09")
    filled = made.out / made.files[0]
    book = openpyxl.load_workbook(filled)
    book[SHEET]["G7"] = "5"
    book.save(filled)
    with pytest.raises(AqmapError) as caught:
        make_forms(folder, "2021-09")
    assert codes(caught) == ["output_edited"]
    make_forms(folder, "2021-09", overwrite=True)


def test_forms_may_go_elsewhere_and_then_the_workspace_is_left_alone(folder, tmp_path):
    before = sorted(path.name for path in folder.iterdir())
    made = make_forms(folder, "2021-09", out=tmp_path / "发出")
    assert len(list((tmp_path / "发出").glob("*.xlsx"))) == 12
    assert made.scripts == ()
    assert sorted(path.name for path in folder.iterdir()) == before


# ---- what keeps them from being made ----
def test_settings_and_units_that_are_missing_are_named_together(folder):
    (folder / "dispatch.toml").unlink()
    (folder / "data" / "dispatch" / "units.csv").unlink()
    with pytest.raises(AqmapError) as caught:
        make_forms(folder, "2021-09")
    assert codes(caught) == ["dispatch_missing", "dispatch_units_missing"]
    assert not (folder / "forms").exists()


def test_without_a_cut_off_no_form_is_made(folder):
    rewrite(folder / "dispatch.toml", "cut_off = 20\n", "")
    with pytest.raises(AqmapError) as caught:
        make_forms(folder, "2021-09")
    assert codes(caught) == ["dispatch_cut_off_missing"]
    assert "report_by" in caught.value.faults[0].said.zh
    assert not (folder / "forms").exists()


@pytest.mark.parametrize(
    ("month", "code"),
    [("2021-13", "dispatch_month"), ("九月", "dispatch_month"), ("2022-01", "dispatch_year")],
)
def test_a_month_that_is_none_or_not_the_plans_is_named(folder, month, code):
    with pytest.raises(AqmapError) as caught:
        make_forms(folder, month)
    assert codes(caught) == [code]


def test_a_month_in_which_nobody_reports_is_named(folder):
    units = folder / "data" / "dispatch" / "units.csv"
    units.write_text(
        "unit,name,kind,places,rows,since,until\n654025,新源县,county,新源县,,2021-10-01,\n",
        encoding="utf-8",
    )
    with pytest.raises(AqmapError) as caught:
        make_forms(folder, "2021-09")
    assert codes(caught) == ["dispatch_no_units"]
    assert not (folder / "forms").exists()
