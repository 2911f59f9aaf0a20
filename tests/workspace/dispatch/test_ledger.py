"""The ledger is added to and never changed, by one process at a time, whole or not at all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.errors import SourceError
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import (
    Decision,
    Entry,
    MonthEvent,
    MonthState,
    Question,
    Receipt,
)
from aqmap.workspace.dispatch.ledger import FILE, ledger_to_read, ledger_to_write

RECEIPT = Receipt(
    month="2021-09",
    unit="jia",
    received=date(2021, 9, 24),
    file="甲县.xlsx",
    sha256="ab",
    plan_version="0123456789ab",
    decision=Decision.ACCEPTED,
)
ENTRY = Entry(
    month="2021-09",
    unit="jia",
    place="990001",
    indicator="boilers",
    field="cumulative",
    state=CellState.VALUE,
    value=Decimal("12.50"),
    written="12.50",
)


def test_a_receipt_comes_back_with_its_digits(tmp_path: Path) -> None:
    with ledger_to_write(tmp_path) as ledger:
        assert ledger.record(RECEIPT, [ENTRY], people={"telephone": "0999-1"}) == 1
    with ledger_to_read(tmp_path) as ledger:
        assert ledger.receipts("2021-09") == [replace(RECEIPT, id=1)]
        assert ledger.entries() == [replace(ENTRY, receipt=1)]
        assert str(ledger.entries()[0].value) == "12.50"
        assert ledger.people(1) == {"telephone": "0999-1"}
        assert ledger.receipts("2021-08") == []


def test_a_later_value_is_a_revision_that_names_what_stood_before(tmp_path: Path) -> None:
    later = replace(ENTRY, value=Decimal(13), written="13", reason="漏报1台")
    with ledger_to_write(tmp_path) as ledger:
        ledger.record(RECEIPT, [ENTRY])
        ledger.record(RECEIPT, [later])
        first, second = ledger.entries("2021-09")
        assert (first.old_value, second.old_value) == (None, Decimal("12.50"))
        assert [e.value for e in ledger.standing("2021-09")] == [Decimal(13)]
        assert [e.value for e in ledger.standing("2021-09", up_to=1)] == [Decimal("12.50")]


@pytest.mark.parametrize("change", ["DELETE FROM entry", "UPDATE entry SET value = '1'"])
def test_no_row_can_be_changed_or_removed(tmp_path: Path, change: str) -> None:
    with ledger_to_write(tmp_path) as ledger:
        ledger.record(RECEIPT, [ENTRY])
    connection = sqlite3.connect(tmp_path / FILE)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        connection.execute(change)
    connection.close()


def test_a_question_is_closed_by_its_answer_once(tmp_path: Path) -> None:
    question = Question(
        month="2021-09",
        unit="jia",
        code="below_last_month",
        cell="F7",
        facts={"found": "11"},
        asked_by="某某局",
        asked_on=date(2021, 9, 25),
    )
    with ledger_to_write(tmp_path) as ledger:
        ledger.record(RECEIPT, [ENTRY], [question])
        assert ledger.questions() == [replace(question, id=1, receipt=1)]
        ledger.close(1, "上月多报", "甲县", date(2021, 9, 27))
        (answered,) = ledger.questions()
        assert (answered.answer, answered.closed_on) == ("上月多报", date(2021, 9, 27))
        with pytest.raises(SourceError):
            ledger.close(1, "又答", "甲县", date(2021, 9, 28))


def test_a_month_is_open_until_an_event_says_otherwise(tmp_path: Path) -> None:
    with ledger_to_write(tmp_path) as ledger:
        assert ledger.state_of("2021-09") == MonthState.OPEN
        event = MonthEvent(
            month="2021-09",
            state=MonthState.RELEASED,
            by="王某",
            on=date(2021, 9, 30),
            last_receipt=3,
        )
        ledger.note(event)
        assert ledger.state_of("2021-09") == MonthState.RELEASED
        assert ledger.released("2021-09") == event


def test_a_second_writer_is_refused_by_name(tmp_path: Path) -> None:
    with (
        ledger_to_write(tmp_path),
        pytest.raises(SourceError, match=FILE),
        ledger_to_write(tmp_path),
    ):
        raise AssertionError
    with ledger_to_write(tmp_path) as ledger:
        assert ledger.last_receipt == 0


def test_a_process_killed_while_writing_leaves_whole_receipts(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from tests.workspace.dispatch.test_ledger import ENTRY, RECEIPT
from aqmap.workspace.dispatch.ledger import ledger_to_write
def entries():
    yield ENTRY
    os._exit(9)
with ledger_to_write(Path(sys.argv[1])) as ledger:
    ledger.record(RECEIPT, [ENTRY])
    ledger.record(RECEIPT, entries())
"""
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == 9
    with ledger_to_write(tmp_path) as ledger:
        assert [receipt.id for receipt in ledger.receipts()] == [1]
        assert len(ledger.entries()) == 1
        assert ledger.record(RECEIPT, [ENTRY]) == 2


def _codes(problem) -> list[tuple[str, str]]:
    return [(fault.code, Path(fault.file).name) for fault in problem.value.faults]


def test_a_page_that_is_damaged_is_named_when_it_comes_up(tmp_path: Path) -> None:
    with ledger_to_write(tmp_path) as ledger:
        for _ in range(20):
            ledger.record(RECEIPT, [replace(ENTRY, written="x" * 3000)] * 5)
    whole = (tmp_path / FILE).read_bytes()
    middle = len(whole) // 8192 * 4096
    (tmp_path / FILE).write_bytes(whole[:middle] + b"\x5a" * 8192 + whole[middle + 8192 :])
    for opened in (ledger_to_read, ledger_to_write):
        with pytest.raises(SourceError) as problem, opened(tmp_path) as ledger:
            ledger.entries()
            list(ledger.lines())
        assert _codes(problem) == [("ledger_unreadable", FILE)]


def test_an_empty_file_is_a_ledger_that_holds_nothing_yet(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with ledger_to_read(tmp_path) as ledger:
        assert ledger.receipts() == []
    with ledger_to_write(tmp_path) as ledger:
        assert ledger.record(RECEIPT) == 1


def test_a_folder_in_place_of_the_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    for opened in (ledger_to_read, ledger_to_write):
        with pytest.raises(SourceError) as problem, opened(tmp_path):
            pytest.fail("it was opened")
        assert _codes(problem) == [("ledger_unreadable", FILE)]


@pytest.mark.parametrize("damage", ["folder", "garbage"])
def test_a_mark_of_use_that_is_none_is_named(tmp_path: Path, damage: str) -> None:
    lock = tmp_path / f"{FILE}-lock"
    if damage == "folder":
        lock.mkdir()
    else:
        lock.write_bytes(b"no database" * 500)
    with pytest.raises(SourceError) as problem, ledger_to_write(tmp_path):
        pytest.fail("it was opened")
    assert _codes(problem) == [("ledger_lock", lock.name)]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(SourceError) as problem, ledger_to_write(tmp_path / "data" / "dispatch"):
        pytest.fail("it was opened")
    assert _codes(problem) == [("output_unwritable", "dispatch")]


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("unit,name\n" * 100)
    with pytest.raises(SourceError, match=FILE), ledger_to_read(tmp_path):
        raise AssertionError
