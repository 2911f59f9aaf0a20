"""A synthetic year of invented counties against slow loops, every month and every row."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from aqmap.decide.progress.month_table import month_table
from aqmap.decide.progress.plan_of_month import plan_of_month
from aqmap.decide.progress.reported_cells import ReportedCells
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import Amount, MonthRow, MonthTable
from aqmap.model.dispatch.months import DispatchMonth
from tests.decide.progress import oracle
from tests.decide.progress.oracle import Cell, World
from tests.decide.progress.synthetic_year import (
    REGION,
    Workspace,
    amount,
    laid_down,
    some_world,
)

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module", params=SEEDS)
def year(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, Workspace]:
    """Return a year as the oracle has it, and as aqmap has it."""
    world = some_world(request.param)
    return world, laid_down(world, tmp_path_factory.mktemp("dispatch"))


def test_one_index_serves_all_months(year: tuple[World, Workspace]) -> None:
    _, workspace = year
    cells = ReportedCells(workspace.ledger)
    for number in range(1, 13):
        assert _table(workspace, number, cells) == _table(workspace, number)


def _table(workspace: Workspace, number: int, cells: ReportedCells | None = None) -> MonthTable:
    month = DispatchMonth(2021, number)
    settings, indicators = workspace.settings, workspace.indicators
    plan = plan_of_month(workspace.figures, settings, month, indicators=indicators, region=REGION)
    return month_table(
        month,
        plan,
        settings,
        indicators=indicators,
        units=workspace.units,
        ledger=cells or workspace.ledger,
    )


def _told(cell: Cell | None) -> tuple[str, Any] | None:
    return None if cell is None else (cell[0], amount(cell[1]))


def _amount(amount_: Amount | None) -> tuple[str, Any] | None:
    return None if amount_ is None else (str(amount_.state), amount_.value)


def _as_oracle(row: MonthRow) -> dict[str, Any]:
    reason = f" {row.reason}" if row.reason else ""
    previous = row.previous_month and (row.previous_month.month, row.previous)
    return {
        "unit": row.unit,
        "done": row.done,
        "light": f"{row.light}{reason}",
        "late": row.late,
        "compared": _amount(row.compared),
        "previous": previous,
        "corrections": [
            (c.month.month, _amount(c.old), _amount(c.new), c.reason) for c in row.corrections
        ],
    }


def test_every_row_of_every_month(year: tuple[World, Workspace]) -> None:
    world, workspace = year
    for month in range(1, 13):
        rows = {(r.indicator, r.place): r for r in _table(workspace, month).rows}
        asked = {
            (row, place)
            for row, places in world.tasks.items()
            for place in places
            if oracle.task_on(world, row, place, month) is not None
        }
        assert rows.keys() == asked
        for (indicator, place), row in rows.items():
            told = oracle.row_of(world, indicator, place, month)
            previous = told["previous"]
            expected = {
                **told,
                "done": amount(told["done"]),
                "compared": _told(told["compared"]),
                "previous": previous and (previous[0], amount(previous[1])),
                "corrections": [(m, _told(a), _told(b), r) for m, a, b, r in told["corrections"]],
            }
            assert _as_oracle(row) == expected, (month, indicator, place)


def test_every_total_of_every_month(year: tuple[World, Workspace]) -> None:
    world, workspace = year
    for month in range(1, 13):
        for total in _table(workspace, month).totals:
            told = oracle.total_of(world, total.indicator, month)
            adds_up = world.kinds[total.indicator] != "level"
            expected = {
                **told,
                "done": amount(told["done"]) if adds_up else None,
                "rate": Fraction(*told["rate"]) if told["rate"] else None,
                "denominator": told["denominator"] if adds_up else total.denominator,
            }
            assert {name: getattr(total, name) for name in expected} == expected, total.indicator


def test_every_unit_of_every_month(year: tuple[World, Workspace]) -> None:
    world, workspace = year
    for month in range(1, 13):
        statuses = {s.unit: s for s in _table(workspace, month).units}
        existing = [u for u in world.units if oracle.exists(world, u, month)]
        assert list(statuses) == [u["id"] for u in existing]
        for unit in existing:
            told = oracle.status_of(world, unit, month)
            status = statuses[unit["id"]]
            assert {name: getattr(status, name) for name in told} == told, (month, unit["id"])


def test_the_years_hold_all_that_they_are_to_try(year: tuple[World, Workspace]) -> None:
    """Else the comparison above would show little."""
    _, workspace = year
    tables = [_table(workspace, month) for month in range(1, 13)]
    rows = [row for table in tables for row in table.rows]
    assert {row.light for row in rows} == set(Light)
    assert sum(len(row.corrections) for row in rows) >= 6
    assert len({table.plan_version for table in tables}) == 2
    assert any(row.compared for row in rows)
    assert any(row.late for row in rows)
    assert {total.denominator for table in tables for total in table.totals} == {
        "",
        "sum",
        "printed",
        "unrated",
    }
    assert [len(table.units) for table in tables] == [8, 8, 8, 9, 9, 9, 8, 8, 8, 8, 8, 8]


def test_what_was_released_can_be_made_again(year: tuple[World, Workspace]) -> None:
    """As it was then: as if nothing had come in since."""
    world, workspace = year
    for number, last in world.releases.items():
        then = replace(
            world,
            submissions=world.submissions[:last],
            releases={m: n for m, n in world.releases.items() if n <= last},
        )
        released = replace(workspace, ledger=workspace.ledger.as_released(f"2021-{number:02d}"))
        table = _table(released, number)
        assert not table.draft
        for row in table.rows:
            told = oracle.row_of(then, row.indicator, row.place, number)
            assert (row.done, row.light) == (amount(told["done"]), told["light"].split()[0])
            assert len(row.corrections) == len(told["corrections"])
