"""What units returned → the ledger: whole, once, and whatever else comes in beside it."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from aqmap.errors import AqmapError, SourceError
from aqmap.model.dispatch.collected import Collection, Outcome
from aqmap.model.dispatch.ledger_rows import Entry, MonthEvent, MonthState, Receipt
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
from aqmap.pipelines.dispatch.collection import form_recording
from aqmap.workspace.dispatch.ledger import FILE, ledger_to_read, ledger_to_write
from tests.dispatch_counties import (
    SIGNED,
    code_of,
    lay_dispatch_workspace,
    returned_form,
    usual,
)

MONTH = "2021-01"
IN_TIME, LATE = date(2021, 1, 24), date(2021, 1, 26)
SHARES = {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6}


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """A workspace of four counties and a department, and what the counties return in January."""
    folder = tmp_path_factory.mktemp("收表 一")
    workspace = lay_dispatch_workspace(folder / "工作区")
    for number, share in SHARES.items():
        filled = usual(code_of(number), 1, share=share)
        path = folder / "报来" / f"表{number}.xlsx"
        returned_form(workspace, f"c{number}", MONTH, filled, path)
    return folder


@pytest.fixture
def place(laid, tmp_path):
    shutil.copytree(laid, tmp_path / "地方 二")
    return tmp_path / "地方 二"


@pytest.fixture
def workspace(place):
    return place / "工作区"


@pytest.fixture
def inbox(place):
    return place / "报来"


def collect(workspace: Path, given: Path, received: date = IN_TIME, **options) -> Collection:
    choice = CollectChoice(received=received, **options)
    return collect_forms(workspace, MONTH, given, choice)


def data(workspace: Path) -> Path:
    return workspace / "data" / "dispatch"


def ledger(workspace: Path) -> tuple[list[Receipt], list[Entry]]:
    with ledger_to_read(data(workspace)) as opened:
        return opened.receipts(), opened.entries()


def edit(path: Path, number: int, **cells) -> None:
    """Type into the households' row of a county's form."""
    from tests.dispatch_counties import OpenForm

    form = OpenForm(path)
    form.fill({("households", code_of(number)): cells})
    form.save()


def outcomes(collection: Collection) -> dict[str, tuple[Outcome, bool]]:
    return {file.file: (file.outcome, file.again) for file in collection.files}


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


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
    edit(inbox / "表3.xlsx", 3, problems="=cmd()|calc")
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


def test_a_zip_with_names_in_gbk_is_a_folder(workspace, inbox, tmp_path):
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


def test_a_month_that_has_not_begun_takes_nothing(workspace, inbox):
    with pytest.raises(SourceError) as problem:
        collect(workspace, inbox, date(2020, 12, 31))
    assert [fault.code for fault in problem.value.faults] == ["month_not_begun"]
    assert not (data(workspace) / FILE).exists()


@pytest.mark.parametrize("month", ["2021-13", "九月", "2022-01"])
def test_what_is_no_month_of_the_plan_is_refused(workspace, inbox, month):
    with pytest.raises(AqmapError, match=month):
        collect_forms(workspace, month, inbox, CollectChoice(received=IN_TIME))


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
from datetime import date
from pathlib import Path
from aqmap.pipelines.dispatch.collection import form_recording
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
