"""The test vectors of the standards, row by row."""

import csv
from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[2] / "data" / "vectors"


def rows(name):
    """Return a file's rows as parameters named by id; one of an unverified rule says so."""
    with (VECTORS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    return [pytest.param(row, id=named(row, n)) for n, row in enumerate(found, 1)]


def named(row, n):
    """Return a row's id, marked where its rule was not read in any source."""
    told = row.get("rule_status", "") + row.get("rule", "") + row.get("note", "")
    convention = row.get("expected_status") == "over_range_convention"
    mark = "-unverified" if "unverified" in told or convention else ""
    return f"{row.get('id') or n}{mark}"
