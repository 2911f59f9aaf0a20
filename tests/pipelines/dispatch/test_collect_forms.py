"""What units returned → the ledger: whole, once, and whatever else comes in beside it."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from aqmap.errors import SourceError
from aqmap.model.dispatch.collected import Outcome
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.dispatch_counties import SIGNED, OpenForm, code_of
from tests.pipelines.dispatch.collected_forms import (
    IN_TIME,
    LATE,
    MONTH,
    collect,
    data,
    edit,
    ledger,
    outcomes,
    words_of,
)


# ---- what comes in ----
def test_identity_comes_from_the_form_whatever_the_file_is_called(workspace, inbox):
    (inbox / "表1.xlsx").rename(inbox / "丁县.xlsx")
    collection = collect(workspace, inbox)
    units = {file.file: file.unit for file in collection.files}
    assert units["丁县.xlsx"] == "c1"
    receipts, entries = ledger(workspace)
    assert [(r.unit, r.received, r.late) for r in receipts] == [
        (f"c{number}", IN_TIME, False) for number in (1, 2, 3, 4)
    ]
    cells = {(e.unit, e.indicator, e.field): (e.state, str(e.value)) for e in entries}
    assert cells["c1", "households", "cumulative"] == ("value", "126")  # 1683 × 0.9 / 12
    assert cells["c1", "sweeping", "month"] == ("blank", "None")


def test_on_time_complete_and_valid_are_three_counts(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=None, cumulative=None)
    edit(inbox / "表3.xlsx", 3, cumulative="约98")
    first = collect(workspace, inbox / "表1.xlsx")
    assert [u.on_time for u in first.units] == [True, False, False, False, False]
    collection = collect(workspace, inbox, LATE)
    states = {u.unit: (u.on_time, u.complete, u.valid) for u in collection.units}
    assert states == {
        "c1": (True, True, True),
        "c2": (False, False, True),
        "c3": (False, True, False),
        "c4": (False, True, True),
        "energy": (False, False, False),
    }
    assert [u.received for u in collection.units] == [IN_TIME, LATE, LATE, LATE, None]
    assert [file.late for file in collection.files] == [False, True, True, True]


def test_one_bad_form_stops_no_other_and_its_slip_says_all(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5, cumulative="很多")
    collection = collect(workspace, inbox)
    accepted = [f.unit for f in collection.files if f.outcome == Outcome.ACCEPTED]
    assert accepted == ["c1", "c3", "c4"]
    (status,) = (u for u in collection.units if u.returned)
    assert (status.unit, status.received) == ("c2", None)
    slip = words_of(workspace / "slips" / MONTH / "退回单-乙县.docx")
    for words in (
        "退回单",
        "乙县：",
        "表2.xlsx",
        "F7",
        "“-5”是负数，应为 0 或正数（户）",
        "G7",
        "“很多”不是数字",
        "1 清洁取暖（乙县）",
        "请填数字",
        "示例地区大气办（虚构）",
    ):
        assert words in slip
    assert not [e for e in ledger(workspace)[1] if e.unit == "c2"], "nothing of it counts"


def test_a_mended_form_counts_and_its_slip_goes(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5)
    collect(workspace, inbox)
    edit(inbox / "表2.xlsx", 2, month=112)
    collection = collect(workspace, inbox)
    assert [u.returned for u in collection.units] == [False] * 5
    assert list((workspace / "slips" / MONTH).glob("*.docx")) == []
    assert len(ledger(workspace)[0]) == 5


def test_nobodys_name_and_telephone_leaves_the_ledger(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5)
    edit(inbox / "表3.xlsx", 3, cumulative="约98")
    collect(workspace, inbox)
    with ledger_to_read(data(workspace)) as opened:
        assert opened.people(1) == SIGNED
    slips = workspace / "slips" / MONTH
    texts = [(data(workspace) / "ledger.csv").read_text(encoding="utf-8-sig")]
    texts += [words_of(path) for path in slips.glob("*.docx")]
    assert len(texts) == 3
    for name in SIGNED.values():
        assert not any(name in written for written in texts)


def test_the_table_of_the_ledger_holds_every_value(workspace, inbox):
    form = OpenForm(inbox / "表3.xlsx")
    form.write("households", code_of(3), "problems", "=cmd()|calc")
    row = form.row_of("households", code_of(3))
    form.sheet.cell(row, form.columns["problems"]).data_type = "s"  # text, as the form has it
    form.save()
    collect(workspace, inbox)
    with (data(workspace) / "ledger.csv").open(encoding="utf-8-sig", newline="") as opened:
        lines = [line for line in opened if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert len(rows) == len(ledger(workspace)[1])
    (households,) = (
        row
        for row in rows
        if (row["unit"], row["indicator"], row["field"]) == ("c3", "households", "cumulative")
    )
    assert (households["value"], households["unit_name"], households["file"]) == (
        "98",
        "丙县",
        "表3.xlsx",
    )
    (words,) = (row for row in rows if row["field"] == "problems")
    assert words["written"] == "'=cmd()|calc"


# ---- again ----
def test_the_same_files_again_get_no_new_receipt(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5)
    first = collect(workspace, inbox)
    receipts, entries = ledger(workspace)
    table = (data(workspace) / "ledger.csv").read_bytes()
    again = collect(workspace, inbox, date(2021, 2, 20))
    assert ledger(workspace) == (receipts, entries)
    assert (data(workspace) / "ledger.csv").read_bytes() == table
    assert {file: again for file, (_, again) in outcomes(again).items()} == dict.fromkeys(
        (f"表{number}.xlsx" for number in (1, 2, 3, 4)), True
    )
    assert [f.received for f in again.files] == [IN_TIME] * 4
    assert again.units == first.units


def test_two_workspaces_collect_to_the_same_bytes(workspace, inbox, tmp_path):
    edit(inbox / "表2.xlsx", 2, month=-5)
    other = tmp_path / "别处"
    shutil.copytree(workspace, other)
    collect(workspace, inbox)
    collect(other, inbox)
    for name in ("data/dispatch/ledger.csv", f"slips/{MONTH}/退回单-乙县.docx"):
        assert (workspace / name).read_bytes() == (other / name).read_bytes()


def test_a_corrected_form_is_a_revision_of_the_cells_it_changes(workspace, inbox):
    collect(workspace, inbox)
    edit(inbox / "表1.xlsx", 1, month=130, cumulative=130)
    collection = collect(workspace, inbox / "表1.xlsx", LATE)
    assert [f.changes for f in collection.files] == [2]
    new = ledger(workspace)[1][-2:]
    assert [(e.field, str(e.old_value), str(e.value)) for e in new] == [
        ("month", "126", "130"),
        ("cumulative", "126", "130"),
    ]
    assert collection.units[0].on_time, "the first form was in time"


def test_two_forms_of_a_unit_on_one_day(workspace, inbox):
    shutil.copy(inbox / "表1.xlsx", inbox / "表1改.xlsx")
    edit(inbox / "表1改.xlsx", 1, month=130, cumulative=130)
    both = collect(workspace, inbox)
    assert [f.file for f in both.files if f.outcome == Outcome.RETURNED] == [
        "表1.xlsx",
        "表1改.xlsx",
    ]
    assert both.units[0].returned
    stated = collect(workspace, inbox, newest=("表1改.xlsx",))
    assert stated.units[0].received == IN_TIME
    values = [e.value for e in ledger(workspace)[1] if e.field == "month" and e.unit == "c1"]
    assert [str(value) for value in values if value][:1] == ["126"]
    assert "130" in map(str, values)


# ---- beside forms ----
def test_scans_are_kept_beside_their_form_and_other_files_refused_by_name(workspace, inbox):
    (inbox / "表1.pdf").write_bytes(b"%PDF-1.4 sealed")
    for name in ("表2.et", "说明.docx", "~$表1.xlsx", ".~表1.xlsx"):
        (inbox / name).write_bytes(b"whatever")
    collection = collect(workspace, inbox)
    assert outcomes(collection)["表1.pdf"] == (Outcome.KEPT, False)
    refused = [f for f in collection.files if f.outcome == Outcome.REFUSED]
    assert sorted(f.file for f in refused) == ["表2.et", "说明.docx"]
    assert all(f.remarks[0].remedy.zh for f in refused)
    assert "另存为" in next(f for f in refused if f.file == "表2.et").remarks[0].remedy.zh
    kept = sorted(p.name.partition("~")[0] for p in (data(workspace) / "received").rglob("*.*"))
    assert kept == ["表1", "表1", "表2", "表3", "表4"]
    (scan,) = (data(workspace) / "received" / MONTH / "c1").glob("*.pdf")
    assert scan.read_bytes() == b"%PDF-1.4 sealed"
    assert collect(workspace, inbox).is_usable
    assert len(list((data(workspace) / "received").rglob("*.*"))) == 5


def test_a_zip_is_taken_as_a_folder(workspace, inbox, tmp_path):
    packed = tmp_path / "报来.zip"
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(inbox.glob("*.xlsx")):
            archive.write(path, path.name)
    collection = collect(workspace, packed)
    assert [f.file for f in collection.files] == [f"报来.zip/表{n}.xlsx" for n in (1, 2, 3, 4)]
    assert all(f.outcome == Outcome.ACCEPTED for f in collection.files)


def test_an_empty_folder_is_said_to_be_one(workspace, tmp_path):
    (tmp_path / "空").mkdir()
    with pytest.raises(SourceError, match="空") as problem:
        collect(workspace, tmp_path / "空")
    assert [fault.code for fault in problem.value.faults] == ["forms_none"]


@pytest.mark.parametrize("kind", ["password", "bomb", "broken", "empty"])
def test_what_cannot_be_opened_is_sent_back_and_the_rest_goes_on(workspace, inbox, kind):
    path = inbox / "表2.xlsx"
    if kind == "password":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage" * 50)
    elif kind == "bomb":
        with ZipFile(path, "a", ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet9.xml", b"<a>" + b"0" * 200_000_000)
    else:
        path.write_bytes(b"PK\x03\x04 broken" if kind == "broken" else b"")
    collection = collect(workspace, inbox)
    (bad,) = (f for f in collection.files if f.file == "表2.xlsx")
    assert bad.outcome in (Outcome.RETURNED, Outcome.REFUSED)
    assert bad.remarks[0].said.zh
    assert bad.remarks[0].remedy.zh
    assert sum(f.outcome == Outcome.ACCEPTED for f in collection.files) == 3
