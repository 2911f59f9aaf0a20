"""A synthetic year of invented counties: late and missing reports, corrections, a changed plan."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

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
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.model.figures import Absence, Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.dispatch.ledger import ledger_to_read, ledger_to_write
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.workspace import Region
from tests.decide.progress.oracle import Cell, Submission, World

ALWAYS = "0000-00-00"
CHANGE_OF_PLAN = "2021-07-15"
CUT_OFF = 20
COUNTIES = {f"9990{n:02d}": f"{name}县" for n, name in enumerate("甲乙丙丁戊己庚辛", 1)}
ZONE = "zone-invented"
PLACES = (ZONE, *COUNTIES)
REGION = Region(id="x", name=Text("某州", "a prefecture"), prefecture="999000", places=PLACES)
KINDS = {
    "households": "quantity",
    "boilers": "quantity",
    "coal": "cap",
    "sweeping": "level",
    "checks": "frequency",
    "bungalows": "stock",
    "sites": "supervised",
    "furnaces": "undeclared",
    "trees": "quantity",
    "smoke": "level",
    "trucks": "quantity",
}
LOWER = {"coal", "smoke"}
RULES: dict[str, dict[str, Any]] = {
    "boilers": {"done": "完工", "deadline": "2021-09-30"},
    "coal": {"schedule": "days", "over": 3},
    "sweeping": {"deadline": "2021-10-20"},
    "checks": {"deadline": "2021-11-30"},
    "trees": {
        "schedule": [0, 0, 5, 20, 45, 60, 60, 60, 75, 90, 100, 100],
        "denominator": "printed",
    },
    "smoke": {"deadline": "2021-12-31"},
    "trucks": {"not_started": "zero", "behind": 7},
}
STATES = ("blank", "dash", "not_reported", "text", "no_task", "not_started", "not_applicable")


def some_world(seed: int) -> World:
    """Return a year that a seed decides; its numbers are invented and stand for nothing."""
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    world = World(
        year=2021,
        cut_off=CUT_OFF,
        kinds=KINDS,
        lower=LOWER,
        rules=RULES,
        tasks={row: _tasks(chance, row) for row in KINDS},
        printed={},
        units=list(_units()),
        submissions=[],
        releases={},
        questions=[],
    )
    for row in KINDS:
        first = [told[0][2] or 0 for told in world.tasks[row].values() if told[0][0] == ALWAYS]
        world.printed[row] = chance.choice([None, sum(first), sum(first) + 500])
    world.printed["trees"] = 8_200
    for month in range(1, 13):
        for unit in world.units:
            _submit(chance, world, unit, month)
        if month > 1:
            for _ in range(chance.choice([0, 1, 1, 2])):
                _correct(chance, world, chance.randint(1, month))
        if chance.random() < 0.8:
            world.releases[month] = len(world.submissions)
    return world


def _units() -> Iterator[dict[str, Any]]:
    whole = {"since": "2000-01-01", "until": "2099-12-31", "rows": (), "department": False}
    for code in COUNTIES:
        unit = {**whole, "id": code, "places": (code,)}
        if code == "999002":  # one unit fills for the zone too
            unit["places"] = (code, ZONE)
        if code == "999007":
            unit["until"] = "2021-06-30"
        if code == "999008":
            unit["since"] = "2021-04-01"
        yield unit
    rows = ("households", "trees")
    bureau = {"id": "bureau", "places": PLACES, "rows": rows, "department": True}
    yield {**whole, **bureau}


def _tasks(chance: random.Random, row: str) -> dict[str, list[tuple[str, str, int | None]]]:
    tasks: dict[str, list[tuple[str, str, int | None]]] = {}
    for place in PLACES:
        told = [(ALWAYS, *_task(chance))]
        if chance.random() < 0.2:
            told.append((CHANGE_OF_PLAN, *_task(chance)))
        elif chance.random() < 0.05:
            told = [(CHANGE_OF_PLAN, *told[0][1:])]  # a place that the change adds to the row
        tasks[place] = told
    tasks[PLACES[1]][0] = (ALWAYS, "", 1_683_000)  # no row is without any task
    return tasks


def _task(chance: random.Random) -> tuple[str, int | None]:
    drawn = chance.random()
    if drawn < 0.12:
        return chance.choice(["blank", "dash", "not_reported", "text"]), None
    return "", 0 if drawn < 0.2 else chance.choice([chance.randint(1, 20) * 12_000, 692_500])


def _submit(chance: random.Random, world: World, unit: dict[str, Any], month: int) -> None:
    """Add what a unit hands in for a month: nothing, a form sent back, one or two forms."""
    day = f"2021-{month:02d}-{CUT_OFF:02d}"
    if not unit["since"] <= day <= unit["until"] or chance.random() < 0.12:
        return
    late = chance.random() < 0.15
    if chance.random() < 0.12:
        _add(world, month, unit["id"], accepted=False, late=late, cells={})
        if chance.random() < 0.5:
            return
    cells = {
        (place, row, f"stage {RULES[row]['done']}" if row == "boilers" else "cumulative"): _cell(
            chance, world, row, place, month
        )
        for place in unit["places"]
        for row in KINDS
        if (not unit["rows"] or row in unit["rows"]) and chance.random() < 0.97
    }
    _add(world, month, unit["id"], accepted=True, late=late, cells=cells)
    if chance.random() < 0.2:
        world.questions.append((month, unit["id"]))


def _cell(chance: random.Random, world: World, row: str, place: str, month: int) -> Cell:
    if chance.random() < 0.12:
        return chance.choice(STATES), None
    amount = world.tasks[row][place][-1][2] or 12_000
    near = amount * month // 12 + chance.choice([0, 1, -1, 1000, -amount // 10, amount // 20])
    wild = chance.randint(0, amount * 2)
    return "value", max(chance.choice([near, near, amount, amount + 1, wild]), 0)


def _correct(chance: random.Random, world: World, month: int) -> None:
    """Add a person's correction of one cell that a unit has reported before."""
    taken = [s for s in world.submissions if s.month == month and s.accepted and s.cells]
    if not taken:
        return
    before = chance.choice(taken)
    key = chance.choice(sorted(before.cells))
    cells = {key: _cell(chance, world, key[1], key[0], month)}
    _add(world, month, before.unit, accepted=True, late=True, cells=cells, reason="复核后更正")


def _add(world: World, month: int, unit: str, **told: Any) -> None:
    number = len(world.submissions) + 1
    day = date(2021, month, 25 if told["late"] else 22).isoformat()
    world.submissions.append(Submission(number=number, month=month, unit=unit, day=day, **told))


@dataclass(frozen=True)
class Workspace:
    """The same year as aqmap has it."""

    figures: tuple[Figure, ...]
    settings: DispatchSettings
    indicators: Indicators
    units: tuple[ReportingUnit, ...]
    ledger: LedgerRows


def laid_down(world: World, folder: Path) -> Workspace:
    """Return a year as figures, settings, units, and a ledger that was written and read again."""
    return Workspace(
        tuple(_figures(world)), _settings(world), _indicators(), _reporting(world),
        _ledger(world, folder),
    )  # fmt: skip


def amount(thousandths: int | None) -> Decimal | None:
    """Return thousandths as the number that they are."""
    return None if thousandths is None else Decimal(thousandths) / 1000


def _figures(world: World) -> Iterator[Figure]:
    rows = list(KINDS)
    for row, places in world.tasks.items():
        total = [(ALWAYS, "" if world.printed[row] is not None else "dash", world.printed[row])]
        for place, told in {**places, REGION.prefecture: total}.items():
            for since, absence, thousandths in told:
                level = Level.ZONE if place == ZONE else Level.COUNTY
                yield Figure(
                    id=f"{row}-{place}-{since}",
                    place=place,
                    place_written=place,
                    level=Level.PREFECTURE if place == REGION.prefecture else level,
                    indicator=row,
                    indicator_written=row,
                    period="2021",
                    role=Role.TARGET,
                    value=amount(thousandths),
                    absence=Absence(absence) if absence else None,
                    unit="台",
                    value_written="",
                    basis=Basis.SYNTHETIC,
                    source="plan" if since == ALWAYS else "change",
                    effective_from="" if since == ALWAYS else since,
                    locator=Locator(f"table 1; row {rows.index(row) + 1}; column {place}"),
                )


def _settings(world: World) -> DispatchSettings:
    rows = {}
    for row, rule in world.rules.items():
        told = {k: v for k, v in rule.items() if k not in {"behind", "over"}}
        if "done" in rule:
            told["stages"] = ("开工", "完工", "验收")
        limits = {k: rule[k] for k in ("behind", "over") if k in rule}
        rows[row] = {**told, "thresholds": limits} if limits else told
    return DispatchSettings.model_validate(
        {
            "plan": ["plan", "change"],
            "region": "x",
            "year": world.year,
            "report_by": 24,
            "cut_off": world.cut_off,
            "rows": rows,
        }
    )


def _indicators() -> Indicators:
    better = {"quantity": "higher", "frequency": "higher", "cap": "lower", "level": "higher"}
    indicators = {}
    for row, kind in KINDS.items():
        told: dict[str, Any] = {"adds_up": kind != "level"}
        if kind != "undeclared":
            told["kind"] = kind
        told["direction"] = "lower" if row in LOWER else better.get(kind)
        name = Text(f"某项{row}", row)
        indicators[row] = Indicator(id=row, name=name, unit=Text("台", "台"), theme="t", **told)
    return Indicators(indicators)


def _reporting(world: World) -> tuple[ReportingUnit, ...]:
    return tuple(
        ReportingUnit(
            id=unit["id"],
            name=COUNTIES.get(unit["id"], "某局"),
            kind=UnitKind.DEPARTMENT if unit["department"] else UnitKind.COUNTY,
            places=unit["places"],
            rows=unit["rows"],
            since=date.fromisoformat(unit["since"]),
            until=date.fromisoformat(unit["until"]),
        )
        for unit in world.units
    )


def _ledger(world: World, folder: Path) -> LedgerRows:
    asked = dict.fromkeys(world.questions)
    with ledger_to_write(folder) as ledger:
        for submission in world.submissions:
            month, unit = f"2021-{submission.month:02d}", submission.unit
            received = date.fromisoformat(submission.day)
            receipt = Receipt(
                month=month,
                unit=unit,
                received=received,
                file=f"{submission.number}.xlsx",
                sha256="0" * 64,
                decision=Decision.ACCEPTED if submission.accepted else Decision.RETURNED,
                late=submission.late,
            )
            entries = [
                Entry(
                    month=month,
                    unit=unit,
                    place=place,
                    indicator=row,
                    field=field,
                    state=CellState(state),
                    value=amount(value),
                    written="",
                    reason=submission.reason,
                )
                for (place, row, field), (state, value) in submission.cells.items()
            ]
            questions = []
            if submission.accepted and (submission.month, unit) in asked:
                del asked[submission.month, unit]
                questions.append(
                    Question(
                        month=month,
                        unit=unit,
                        code="falls",
                        asked_by="审核人",
                        asked_on=received,
                    )
                )
            ledger.record(receipt, entries, questions)
            for released, last in world.releases.items():
                if last == submission.number:
                    release = MonthEvent(
                        month=f"2021-{released:02d}",
                        state=MonthState.RELEASED,
                        by="某人",
                        on=received,
                        last_receipt=last,
                    )
                    ledger.note(release)
    with ledger_to_read(folder) as ledger:
        return ledger.all_rows()
