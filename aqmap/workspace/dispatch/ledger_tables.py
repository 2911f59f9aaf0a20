"""The tables of the ledger, of which no row can be changed or removed once it is there."""

from __future__ import annotations

import sqlite3

VERSION = 1
_TABLES = {
    "receipt": "id INTEGER PRIMARY KEY, month TEXT NOT NULL, unit TEXT NOT NULL,"
    " received TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, plan_version TEXT NOT NULL,"
    " decision TEXT NOT NULL, late INTEGER NOT NULL, attachment INTEGER NOT NULL",
    "entry": "id INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES receipt,"
    " month TEXT NOT NULL, unit TEXT NOT NULL, place TEXT NOT NULL, indicator TEXT NOT NULL,"
    " field TEXT NOT NULL, state TEXT NOT NULL, value TEXT, written TEXT NOT NULL,"
    " approximate INTEGER NOT NULL, old_state TEXT, old_value TEXT, reason TEXT NOT NULL",
    "question": "id INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES receipt,"
    " month TEXT NOT NULL, unit TEXT NOT NULL, code TEXT NOT NULL, cell TEXT NOT NULL,"
    " place TEXT NOT NULL, indicator TEXT NOT NULL, facts TEXT NOT NULL, asked_by TEXT NOT NULL,"
    " asked_on TEXT NOT NULL",
    "answer": "id INTEGER PRIMARY KEY, question INTEGER NOT NULL UNIQUE REFERENCES question,"
    " answer TEXT NOT NULL, answered_by TEXT NOT NULL, closed_on TEXT NOT NULL",
    "event": "id INTEGER PRIMARY KEY, month TEXT NOT NULL, state TEXT NOT NULL,"
    ' "by" TEXT NOT NULL, "on" TEXT NOT NULL, last_receipt INTEGER NOT NULL,'
    " open_questions TEXT NOT NULL",
    "person": "receipt INTEGER NOT NULL REFERENCES receipt, role TEXT NOT NULL,"
    " written TEXT NOT NULL",
    "remark": "id INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES receipt,"
    " severity TEXT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL,"
    " cell TEXT NOT NULL, indicator TEXT NOT NULL, place TEXT NOT NULL, facts TEXT NOT NULL",
}


def lay_tables(connection: sqlite3.Connection) -> None:
    """Lay the tables down where there are none; none of their rows can be changed or removed."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for name, columns in _TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({columns})")
            for change in ("UPDATE", "DELETE"):
                connection.execute(
                    f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name}"
                    " BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END"
                )
        connection.execute("CREATE INDEX entry_of_unit ON entry (month, unit)")
        connection.execute(f"PRAGMA user_version = {VERSION}")
