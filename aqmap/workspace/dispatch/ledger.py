"""
The ledger (台账): ``data/dispatch/ledger.sqlite``, to which rows are added and none is changed.

SQLite, because it survives a killed process, a full disk and two writers at once, which no table
of text does. One receipt with all its rows is one transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import (
    Decision,
    Entry,
    LedgerRows,
    MonthEvent,
    MonthState,
    Question,
    Receipt,
)
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.workspace.dispatch.ledger_tables import VERSION, lay_tables

FILE = "ledger.sqlite"
_OF_RECEIPT = frozenset(("received", "late", "file", "sha256"))
LINE_COLUMNS = (
    *("month", "unit", "place", "indicator", "field", "state", "value", "written", "approximate"),
    *("old_state", "old_value", "reason", "receipt", "received", "late", "file", "sha256"),
)
"""What `Ledger.lines` gives of each value."""


class Ledger:
    """The ledger of a workspace, open for reading, or for writing by one process alone."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def receipts(self, month: str = "", *, up_to: int | None = None) -> list[Receipt]:
        """Return what came in, in order: of one month, as far as one receipt."""
        rows = self._rows("receipt", {"month": month, "id <=": up_to})
        return [
            Receipt(
                **{
                    **row,
                    "received": date.fromisoformat(row["received"]),
                    "decision": Decision(row["decision"]),
                    "late": bool(row["late"]),
                    "attachment": bool(row["attachment"]),
                }
            )
            for row in rows
        ]

    def entries(self, month: str = "", *, unit: str = "", up_to: int | None = None) -> list[Entry]:
        """Return every value and every revision of it, in order; of all units or one."""
        wanted = {"month": month, "unit": unit, "receipt <=": up_to}
        return [_entry(row) for row in self._rows("entry", wanted)]

    def sums(self, fields: Iterable[str]) -> list[Entry]:
        """Return every value and revision of some fields of all months and units, in order."""
        return [_entry(row) for field in fields for row in self._rows("entry", {"field": field})]

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """Yield every value with its receipt, as `LINE_COLUMNS` has them, in order."""
        columns = ", ".join(
            f"{'receipt' if name in _OF_RECEIPT else 'entry'}.{name}" for name in LINE_COLUMNS
        )
        # Table and columns are this module's own.
        query = (
            f"SELECT {columns} FROM entry JOIN receipt ON receipt.id = entry.receipt"  # noqa: S608
            " ORDER BY entry.id"
        )
        yield from self._connection.execute(query)

    def standing(self, month: str = "", *, unit: str = "", up_to: int | None = None) -> list[Entry]:
        """Return of each cell the entry that stands: its newest revision."""
        entries = self.entries(month, unit=unit, up_to=up_to)
        return list({entry.key: entry for entry in entries}.values())

    def questions(
        self, month: str = "", *, unit: str = "", up_to: int | None = None
    ) -> list[Question]:
        """Return every question with its answer, if it has one; see `entries`."""
        answers = {row["question"]: row for row in self._rows("answer")}
        questions = []
        for row in self._rows("question", {"month": month, "unit": unit, "receipt <=": up_to}):
            told = answers.get(row["id"])
            closing: dict[str, Any] = {}
            if told:
                closing = {name: told[name] for name in ("answer", "answered_by")}
                closing["closed_on"] = date.fromisoformat(told["closed_on"])
            facts = json.loads(row["facts"])
            asked = date.fromisoformat(row["asked_on"])
            questions.append(Question(**{**row, "facts": facts, "asked_on": asked, **closing}))
        return questions

    def events(self, month: str = "") -> list[MonthEvent]:
        """Return what became of the months, in order."""
        return [
            MonthEvent(
                month=row["month"],
                state=MonthState(row["state"]),
                by=row["by"],
                on=date.fromisoformat(row["on"]),
                last_receipt=row["last_receipt"],
                open_questions=tuple(json.loads(row["open_questions"])),
            )
            for row in self._rows("event", {"month": month})
        ]

    def all_rows(self) -> LedgerRows:
        """Return all that it holds."""
        return LedgerRows(
            receipts=tuple(self.receipts()),
            entries=tuple(self.entries()),
            questions=tuple(self.questions()),
            events=tuple(self.events()),
        )

    def state_of(self, month: str) -> MonthState:
        """Return how far a month is: open until an event says otherwise."""
        events = self.events(month)
        return events[-1].state if events else MonthState.OPEN

    def released(self, month: str) -> MonthEvent | None:
        """Return the release of a month, if it was released."""
        releases = (e for e in self.events(month) if e.state == MonthState.RELEASED)
        return next(releases, None)

    def remarks(self, receipt: int) -> list[Remark]:
        """Return what collecting a receipt had to say of it, in order."""
        return [
            Remark(
                **{
                    **{name: value for name, value in row.items() if name not in ("id", "receipt")},
                    "severity": Severity(row["severity"]),
                    "facts": json.loads(row["facts"]),
                }
            )
            for row in self._rows("remark", {"receipt =": receipt})
        ]

    def people(self, receipt: int) -> dict[str, str]:
        """Return who signed a form, by role; this leaves the ledger for no output."""
        found = self._connection.execute(
            "SELECT role, written FROM person WHERE receipt = ?", (receipt,)
        )
        return dict(found.fetchall())

    @property
    def last_receipt(self) -> int:
        """The number of the newest receipt, 0 where there is none."""
        (newest,) = self._connection.execute("SELECT max(id) FROM receipt").fetchone()
        return newest or 0

    def record(
        self,
        receipt: Receipt,
        entries: Iterable[Entry] = (),
        questions: Iterable[Question] = (),
        people: Mapping[str, str] | None = None,
        *,
        remarks: Iterable[Remark] = (),
        answered: Iterable[Question] = (),
    ) -> int:
        """
        Add a receipt with all that it brought, whole or not at all; what stood before is noted.

        Parameters
        ----------
        receipt, entries, questions, people
            What came in, what it says, what the unit is to be asked, and who signed.
        remarks
            All that collecting it had to say of it.
        answered
            Earlier questions that it answers.

        Returns
        -------
        number
            Of the receipt.
        """
        rows = self._rows("entry", {"month": receipt.month, "unit": receipt.unit})
        standing = {entry.key: entry for entry in map(_entry, rows)}
        with self._transaction():
            number = self._add("receipt", _columns(receipt, but=("id",)))
            for entry in entries:
                old = standing.get(entry.key)
                revision = replace(
                    entry,
                    receipt=number,
                    old_state=old.state if old else None,
                    old_value=old.value if old else None,
                )
                self._add("entry", _columns(revision))
            for question in questions:
                numbered = replace(question, receipt=number)
                but = ("id", "answer", "answered_by", "closed_on")
                self._add("question", _columns(numbered, but=but))
            for role, written in (people or {}).items():
                self._add("person", {"receipt": number, "role": role, "written": written})
            for remark in remarks:
                self._add("remark", {"receipt": number, **_columns(remark)})
            for question in answered:
                self._add_answer(
                    question.id, question.answer, question.answered_by, question.closed_on
                )
        return number

    def close(self, question: int, answer: str, by: str, on: date) -> None:
        """Add the answer to a question, which closes it."""
        with self._transaction():
            self._add_answer(question, answer, by, on)

    def note(self, event: MonthEvent) -> None:
        """Add what became of a month."""
        with self._transaction():
            self._add("event", _columns(event))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Add what follows whole or not at all."""
        try:
            with self._connection:
                yield
        except sqlite3.Error as problem:
            raise SourceError(Fault("ledger_unreadable", self._path, found=problem)) from None

    def _rows(
        self, table: str, wanted: Mapping[str, object] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in order; a column that is wanted empty is any."""
        terms = {name: value for name, value in (wanted or {}).items() if value not in ("", None)}
        clauses = (f"{name} ?" if name.endswith("=") else f"{name} = ?" for name in terms)
        where = f" WHERE {' AND '.join(clauses)}" if terms else ""
        # Table and columns are this module's own; what users write is bound.
        query = f"SELECT * FROM {table}{where} ORDER BY rowid"  # noqa: S608
        found = self._connection.execute(query, list(terms.values()))
        names = [column[0] for column in found.description]
        for row in found:
            yield dict(zip(names, row, strict=True))

    def _add_answer(self, question: int, answer: str, by: str, on: date | None) -> None:
        columns = {"question": question, "answer": answer, "answered_by": by}
        self._add("answer", {**columns, "closed_on": _stored(on)})

    def _add(self, table: str, columns: Mapping[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        added = self._connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
            list(columns.values()),
        )
        return added.lastrowid or 0


def _columns(row: Any, but: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        field.name: _stored(getattr(row, field.name))
        for field in fields(row)
        if field.name not in but
    }


def _stored(value: object) -> object:
    if value is None or type(value) in (str, int):  # nearly all
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value)
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    return int(value) if isinstance(value, bool) else value


def _entry(row: dict[str, Any]) -> Entry:
    told = {name: value for name, value in row.items() if name != "id"}
    return Entry(
        **{
            **told,
            "state": CellState(row["state"]),
            "value": None if row["value"] is None else Decimal(row["value"]),
            "approximate": bool(row["approximate"]),
            "old_state": CellState(row["old_state"]) if row["old_state"] else None,
            "old_value": None if row["old_value"] is None else Decimal(row["old_value"]),
        }
    )


@contextmanager
def ledger_to_read(folder: Path) -> Iterator[Ledger]:
    """
    Open the ledger of ``data/dispatch/`` for reading; an empty one where there is none yet, or
    where a process was killed before it had laid any table down.

    Raises
    ------
    SourceError
        If the file is no ledger, or of a later version.
    """
    path = folder / FILE
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        connection = sqlite3.connect(":memory:", isolation_level="IMMEDIATE")
        lay_tables(connection)
    else:
        connection = _opened(path, "mode=ro")
    with _closing(connection, path):
        yield Ledger(connection, path)


@contextmanager
def ledger_to_write(folder: Path) -> Iterator[Ledger]:
    """
    Open the ledger for writing; no other process writes it in the meantime.

    Raises
    ------
    SourceError
        If another process writes it, if it is no ledger, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SourceError(Fault("output_unwritable", folder, found=os_reason(problem))) from None
    guard = _guard(folder / f"{FILE}-lock", folder / FILE)
    try:
        connection = _opened(folder / FILE, "mode=rwc")
        with _closing(connection, folder / FILE):
            yield Ledger(connection, folder / FILE)
    finally:
        guard.close()


@contextmanager
def _closing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Close the ledger in any case, and name it where a damaged page comes up on the way."""
    try:
        yield
    except sqlite3.Error as problem:
        raise SourceError(Fault("ledger_unreadable", path, found=problem)) from None
    finally:
        connection.close()


def _guard(lock: Path, ledger: Path) -> sqlite3.Connection:
    """Return what keeps other writers out for as long as it is open, however the process ends."""
    try:
        guard = sqlite3.connect(lock, timeout=0, isolation_level=None)
        try:
            guard.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            guard.close()
            raise
    except sqlite3.Error as problem:
        if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise SourceError(Fault("ledger_busy", ledger)) from None
        raise SourceError(Fault("ledger_lock", lock, found=problem)) from None
    return guard


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=5, isolation_level="IMMEDIATE"
        )
        try:
            if mode != "mode=ro":
                lay_tables(connection)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
    except sqlite3.Error as problem:
        raise SourceError(Fault("ledger_unreadable", path, found=problem)) from None
    if version != VERSION:
        connection.close()
        raise SourceError(Fault("ledger_version", path, found=version, expected=VERSION))
    return connection
