"""A synthetic year of 46 kinds of bad forms against slow loops: every file, row, unit, month."""

from __future__ import annotations

from typing import Any

import pytest

from aqmap.decide.progress.month_table import month_table
from aqmap.decide.progress.reported_cells import ReportedCells
from aqmap.model.dispatch.ledger_rows import Decision, LedgerRows
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.decide.progress import oracle
from tests.decide.progress.synthetic_year import amount
from tests.pipelines.dispatch.bad_forms import KINDS
from tests.pipelines.dispatch.collected_year import Year, live_through

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return live_through(tmp_path_factory.mktemp("虚构 一年"))


@pytest.fixture(scope="module")
def ledger(year: Year) -> LedgerRows:
    with ledger_to_read(year.workspace / "data" / "dispatch") as opened:
        return opened.all_rows()


@pytest.fixture(scope="module")
def tables(year: Year, ledger: LedgerRows) -> dict[int, Any]:
    inputs = read_dispatch_inputs(year.workspace)
    cells = ReportedCells(ledger)
    return {
        number: month_table(
            month,
            inputs.plan_of(month),
            inputs.settings,
            indicators=inputs.workspace.indicators,
            units=inputs.units,
            ledger=cells,
        )
        for number in range(1, 13)
        for month in [DispatchMonth(2021, number)]
    }


def test_every_kind_was_handed_in(year: Year) -> None:
    assert len(KINDS) >= 40
    assert year.kinds == [], "all are used up"
    assert len(year.told) > 60


def test_of_every_file_all_is_said_and_nothing_else(year: Year) -> None:
    wrong = [told for told in year.told if told[2] != told[3]]
    assert wrong == []


def test_every_row_of_every_month(year: Year, tables: dict[int, Any]) -> None:
    for month, table in tables.items():
        assert len(table.rows) == 30
        for row in table.rows:
            told = oracle.row_of(year.world, row.indicator, row.place, month)
            reason = f" {row.reason}" if row.reason else ""
            found = {
                "unit": row.unit,
                "done": row.done,
                "light": f"{row.light}{reason}",
                "late": row.late,
                "previous": row.previous_month and (row.previous_month.month, row.previous),
                "corrections": [
                    (c.month.month, c.old.value, c.new.value, c.reason)
                    for c in row.corrections
                    if not c.field  # what counts as done, of which the oracle knows
                ],
            }
            previous = told["previous"]
            expected = {
                **{name: told[name] for name in ("unit", "light", "late")},
                "done": amount(told["done"]),
                "previous": previous and (previous[0], amount(previous[1])),
                "corrections": [
                    (at, amount(old[1]), amount(new[1]), reason)
                    for at, old, new, reason in told["corrections"]
                ],
            }
            assert found == expected, (month, row.indicator, row.place)


def test_every_unit_of_every_month(year: Year, tables: dict[int, Any]) -> None:
    for month, table in tables.items():
        statuses = {status.unit: status for status in table.units}
        assert list(statuses) == [unit["id"] for unit in year.world.units]
        for unit in year.world.units:
            told = oracle.status_of(year.world, unit, month)
            status = statuses[unit["id"]]
            found = {name: getattr(status, name) for name in told}
            assert found == told, (month, unit["id"])


def test_six_corrections_are_revisions_with_their_reason(
    year: Year, ledger: LedgerRows, tables: dict[int, Any]
) -> None:
    reasons = [entry for entry in ledger.entries if entry.reason]
    assert len(year.corrections) == 6
    assert {(int(e.month[5:]), e.unit) for e in reasons} == year.corrections
    named = [row for table in tables.values() for row in table.rows if row.corrections]
    assert {(c.month.month, row.unit) for row in named for c in row.corrections} == year.corrections


def test_the_plan_changed_once_within_the_year(tables: dict[int, Any]) -> None:
    versions = [tables[month].plan_version for month in range(1, 13)]
    assert len(set(versions)) == 2
    assert len(set(versions[:6])) == len(set(versions[6:])) == 1


def test_every_receipt_has_its_copy(year: Year, ledger: LedgerRows) -> None:
    folder = year.workspace / "data" / "dispatch" / "received"
    copies = [path.name for path in folder.rglob("*") if path.is_file()]
    assert len(ledger.receipts) == len(copies) > 60
    for receipt in ledger.receipts:
        assert any(f"~{receipt.sha256[:8]}" in name for name in copies)
    assert {r.decision for r in ledger.receipts} == set(Decision)
