"""Months that are not open, and what goes wrong on the way: the ledger stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from aqmap.errors import AqmapError, SourceError
from aqmap.model.dispatch.ledger_rows import MonthEvent, MonthState
from aqmap.pipelines.dispatch.close_month import close_month
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
from aqmap.pipelines.dispatch.collection import form_recording
from aqmap.pipelines.dispatch.collection.collection_words import collection_lines, collection_table
from aqmap.pipelines.dispatch.make_forms import make_forms
from aqmap.pipelines.dispatch.release_month import release_month
from aqmap.workspace.dispatch.ledger import FILE, ledger_to_write
from tests.dispatch_counties import OpenForm, code_of
from tests.pipelines.dispatch.collected_forms import (
    IN_TIME,
    LATE,
    MONTH,
    collect,
    data,
    edit,
    ledger,
    words_of,
)


# ---- months ----
def close(workspace: Path, state: MonthState) -> None:
    with ledger_to_write(data(workspace)) as opened:
        event = MonthEvent(
            month=MONTH,
            state=state,
            by="王某",
            on=date(2021, 1, 30),
            last_receipt=opened.last_receipt,
        )
        opened.note(event)


@pytest.mark.parametrize(
    ("state", "code"),
    [(MonthState.CLOSED, "month_closed"), (MonthState.RELEASED, "month_released")],
)
def test_a_month_that_is_not_open_says_so_and_asks_for_a_reason(workspace, inbox, state, code):
    collect(workspace, inbox)
    close(workspace, state)
    assert collect(workspace, inbox).is_usable, "nothing of it is new"
    before = ledger(workspace)
    edit(inbox / "表1.xlsx", 1, month=130, cumulative=130)
    with pytest.raises(SourceError, match="2021-01-30") as problem:
        collect(workspace, inbox, LATE)
    assert [fault.code for fault in problem.value.faults] == [code]
    assert ledger(workspace) == before
    collect(workspace, inbox, LATE, reason="漏报4户")
    changed = ledger(workspace)[1][len(before[1]) :]
    assert {e.reason for e in changed} == {"漏报4户"}
    assert {str(e.old_value) for e in changed} == {"126"}


def test_what_changes_no_value_needs_no_reason(workspace, inbox):
    collect(workspace, inbox)
    close(workspace, MonthState.RELEASED)
    before = ledger(workspace)[1]
    (inbox / "表1.pdf").write_bytes(b"%PDF-1.4")
    edit(inbox / "表2.xlsx", 2, month=-5)
    collection = collect(workspace, inbox, LATE)
    files = {file.file: file for file in collection.files}
    assert (files["表1.pdf"].outcome, files["表1.pdf"].unit) == ("kept", "c1")
    assert files["表2.xlsx"].outcome == "returned"
    assert ledger(workspace)[1] == before


def test_a_month_is_closed_once_by_somebody_after_it_has_begun(workspace, inbox):
    def codes(**asked):
        with pytest.raises(SourceError) as problem:
            close_month(workspace, MONTH, **asked)
        return [fault.code for fault in problem.value.faults]

    collect(workspace, inbox)
    assert codes(by="  ") == ["close_by_nobody"]
    assert codes(by="王某", on=date(2020, 12, 31)) == ["close_early"]
    assert codes(by="王某", on=date.today() + timedelta(1)) == ["day_to_come"]
    event = close_month(workspace, MONTH, by=" 王某 ", on=date(2021, 1, 30))
    assert (event.state, event.by) == (MonthState.CLOSED, "王某")
    assert codes(by="李某") == ["close_twice"]
    edit(inbox / "表1.xlsx", 1, month=130, cumulative=130)
    with pytest.raises(SourceError, match="2021-01-30, by 王某"):
        collect(workspace, inbox, LATE)
    assert release_month(workspace, MONTH, by="张某", missing=["能源局"]).out.is_dir()
    assert codes(by="王某") == ["release_twice"]


def test_a_month_that_has_not_begun_takes_nothing(workspace, inbox):
    with pytest.raises(SourceError) as problem:
        collect(workspace, inbox, date(2020, 12, 31))
    assert [fault.code for fault in problem.value.faults] == ["month_not_begun"]
    assert not (data(workspace) / FILE).exists()


def test_a_day_that_is_still_to_come_is_refused_and_locks_nobody_out(workspace, inbox):
    tomorrow = date.today() + timedelta(1)
    with pytest.raises(SourceError) as problem:
        collect(workspace, inbox, tomorrow)
    assert [fault.code for fault in problem.value.faults] == ["day_to_come"]
    assert str(tomorrow) in problem.value.faults[0].said.zh
    assert not (data(workspace) / FILE).exists()
    assert all(unit.on_time for unit in collect(workspace, inbox).units[:4])
    with pytest.raises(SourceError) as problem:
        release_month(workspace, MONTH, by="张某", missing=["能源局"], on=tomorrow)
    assert [fault.code for fault in problem.value.faults] == ["day_to_come"]
    assert not (workspace / "releases").exists()


@pytest.mark.parametrize("month", ["2021-13", "九月", "2022-01"])
def test_what_is_no_month_of_the_plan_is_refused(workspace, inbox, month):
    with pytest.raises(AqmapError, match=month) as problem:
        collect_forms(workspace, month, inbox, CollectChoice(received=IN_TIME))
    blames_the_file = "dispatch.toml：" in problem.value.faults[0].said.zh
    assert blames_the_file == (month == "2022-01"), "the year stands there, the month does not"


# ---- names of files ----
@pytest.mark.parametrize("name", ["甲" * 80 + ".xlsx", "a" * 250 + ".xlsx"])
def test_a_long_name_is_a_name_as_any_other(workspace, inbox, name):
    (inbox / "表1.xlsx").rename(inbox / name)
    collection = collect(workspace, inbox)
    assert {f.file: f.unit for f in collection.files}[name] == "c1"
    (copy,) = (data(workspace) / "received" / MONTH / "c1").iterdir()
    assert copy.read_bytes() == (inbox / name).read_bytes()
    assert copy.suffix == ".xlsx"


def test_a_name_in_gbk_stops_nothing_and_is_shown_as_it_was_meant(workspace, inbox):
    strange = os.fsencode(inbox / "x").removesuffix(b"x") + "甲县的表.xlsx".encode("gbk")
    (inbox / "表1.xlsx").rename(os.fsdecode(strange))
    collection = collect(workspace, inbox)
    assert {f.file: f.unit for f in collection.files} == {
        "甲县的表.xlsx": "c1",
        **{f"表{number}.xlsx": f"c{number}" for number in (2, 3, 4)},
    }
    assert {r.file for r in ledger(workspace)[0]} == {f.file for f in collection.files}


def test_a_copy_of_a_form_is_said_and_the_scan_of_either_finds_its_unit(workspace, inbox):
    shutil.copy(inbox / "表1.xlsx", inbox / "1副本.xlsx")
    (inbox / "表1.pdf").write_bytes(b"%PDF-1.4")
    (inbox / "2盖章.pdf").write_bytes(b"%PDF-1.5")
    (inbox / "2盖章.xlsx").write_bytes((inbox / "表2.xlsx").read_bytes())
    collection = collect(workspace, inbox)
    files = {file.file: file for file in collection.files}
    assert (files["表1.xlsx"].same_as, files["表2.xlsx"].same_as) == ("1副本.xlsx", "2盖章.xlsx")
    assert (files["表1.pdf"].unit, files["2盖章.pdf"].unit) == ("c1", "c2")
    lines = [line.zh for line in collection_lines(collection, Path("slips"))]
    assert "表1.xlsx：与“1副本.xlsx”是同一文件，只登记一次" in lines
    assert len(ledger(workspace)[0]) == 6, "four forms and two scans"


def test_forms_that_nobody_filled_are_sent_back_and_what_lies_beside_them_is_passed_over(
    workspace, inbox
):
    forms = make_forms(workspace, MONTH).out
    shutil.copy(inbox / "表1.xlsx", next(forms.glob("c1*")))
    collection = collect(workspace, forms)
    assert "manifest.json" not in {file.file for file in collection.files}
    assert {f.unit: [r.code for r in f.remarks] for f in collection.files} == {
        "c1": [],
        **{unit: ["nothing_filled"] for unit in ("c2", "c3", "c4", "energy")},
    }
    assert [(u.on_time, u.returned) for u in collection.units] == [(True, False)] + [
        (False, True)
    ] * 4


def test_a_row_that_was_added_is_located_on_the_slip_and_for_machines(workspace, inbox):
    form = OpenForm(inbox / "表1.xlsx")
    row = form.row_of("sites", code_of(1)) + 1
    form.sheet.insert_rows(row, 2)
    for merged in form.sheet.merged_cells.ranges:
        if merged.min_row >= row:
            merged.shift(0, 2)
    for number in (row, row + 1):
        form.sheet.cell(number, form.columns["month"]).value = 5
    form.save()
    (file,) = (f for f in collect(workspace, inbox).files if f.unit == "c1")
    (remark,) = file.remarks
    assert (remark.cell, remark.sheet) == (f"A{row}", "月调度表")
    assert f"第{row}、{row + 1}行" in remark.said.zh
    slip = words_of(workspace / "slips" / MONTH / "退回单-甲县.docx")
    assert f"A{row}\n" in slip
    assert "row " not in slip
    (table,) = (f for f in collection_table(collect(workspace, inbox))["files"] if f["remarks"])
    (said,) = table["remarks"]
    assert (said["code"], said["found"], said["cell"]) == ("form_row_unknown", "2", f"A{row}")


def test_a_newest_file_that_did_not_come_in_is_said(workspace, inbox):
    with pytest.raises(SourceError, match="没来"):
        collect(workspace, inbox, newest=("没来.xlsx",))
    assert ledger(workspace) == ([], [])
    assert collect(workspace, inbox, newest=("表1.xlsx",)).is_usable


# ---- what goes wrong on the way ----
def test_a_second_collect_is_refused_while_one_runs(workspace, inbox):
    with ledger_to_write(data(workspace)), pytest.raises(SourceError) as problem:
        collect(workspace, inbox)
    assert [fault.code for fault in problem.value.faults] == ["ledger_busy"]
    assert collect(workspace, inbox).is_usable


def test_a_run_that_is_killed_leaves_whole_forms_and_the_next_goes_on(workspace, inbox, tmp_path):
    whole = tmp_path / "整"
    shutil.copytree(workspace, whole)
    collect(whole, inbox)
    script = f"""
import os, sys
from datetime import date, timedelta
from pathlib import Path
from aqmap.pipelines.dispatch.collection import form_recording
from aqmap.pipelines.dispatch.close_month import close_month
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
real, calls = form_recording.keep_copy, []
def killed(*arguments):
    calls.append(1)
    if len(calls) == 3:
        os._exit(9)
    return real(*arguments)
form_recording.keep_copy = killed
choice = CollectChoice(received=date(2021, 1, 24))
collect_forms(Path(sys.argv[1]), {MONTH!r}, Path(sys.argv[2]), choice)
"""
    done = subprocess.run([sys.executable, "-c", script, str(workspace), str(inbox)])
    assert done.returncode == 9
    assert [r.unit for r in ledger(workspace)[0]] == ["c1", "c2"]
    assert collect(workspace, inbox).is_usable
    assert ledger(workspace) == ledger(whole)
    table = "data/dispatch/ledger.csv"
    assert (workspace / table).read_bytes() == (whole / table).read_bytes()


def test_a_full_disk_is_named_and_leaves_the_ledger_whole(workspace, inbox, monkeypatch):
    real, calls = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        if path.name.endswith(".part"):
            calls.append(path)
            if len(calls) == 2:
                raise OSError(28, "No space left on device", str(path))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SourceError, match="表2") as problem:
        collect(workspace, inbox)
    assert [fault.code for fault in problem.value.faults] == ["output_unwritable"]
    assert [r.unit for r in ledger(workspace)[0]] == ["c1"]
    monkeypatch.undo()
    collect(workspace, inbox)
    assert len(ledger(workspace)[0]) == 4


def test_a_slip_changed_by_hand_is_not_replaced_and_nothing_is_recorded(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5)
    collect(workspace, inbox)
    slip = workspace / "slips" / MONTH / "退回单-乙县.docx"
    slip.write_bytes(slip.read_bytes() + b"x")
    before = ledger(workspace)
    edit(inbox / "表1.xlsx", 1, month=130, cumulative=130)
    with pytest.raises(SourceError, match=slip.name):
        collect(workspace, inbox, LATE)
    assert ledger(workspace) == before
    collect(workspace, inbox, LATE, overwrite=True)
    assert len(ledger(workspace)[0]) == len(before[0]) + 1


def test_a_table_that_is_open_elsewhere_is_named_and_the_old_one_stays(
    workspace, inbox, monkeypatch
):
    collect(workspace, inbox / "表1.xlsx")
    old = (data(workspace) / "ledger.csv").read_bytes()
    real = Path.rename

    def locked(path: Path, target: Path) -> Path:
        if path.name == "ledger.csv":
            raise PermissionError(13, "The process cannot access the file", str(path))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", locked)
    monkeypatch.setattr(form_recording, "keep_copy", lambda *_: None)
    try:
        collect(workspace, inbox)
    except SourceError as problem:
        assert "ledger.csv" in problem.said("zh")[0]
        assert (data(workspace) / "ledger.csv").read_bytes() == old
    else:
        pytest.skip("files are moved in another way here")
    monkeypatch.undo()
    assert len(collect(workspace, inbox).units) == 5
    assert (data(workspace) / "ledger.csv").read_bytes() != old
