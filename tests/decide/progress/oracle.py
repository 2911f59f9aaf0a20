"""
The monthly dispatch once more, as slow loops over plain data: no code of aqmap is used.

Amounts are compared as whole numbers of thousandths by cross-multiplication, so that neither
fractions nor roundings of the code under test are repeated here.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, field
from typing import Any

Cell = tuple[str, int | None]
"""State and thousandths: ("value", 1500), ("blank", None)."""


@dataclass
class Submission:
    """A form that came in, a month's number, in the order of the list."""

    number: int
    month: int
    unit: str
    day: str
    accepted: bool
    late: bool = False
    reason: str = ""
    cells: dict[tuple[str, str, str], Cell] = field(default_factory=dict)


@dataclass
class World:
    """All that happened in a year: plain lists and dictionaries."""

    year: int
    cut_off: int
    kinds: dict[str, str]
    lower: set[str]
    rules: dict[str, dict[str, Any]]
    tasks: dict[str, dict[str, list[tuple[str, str, int | None]]]]
    """By row and place: from which day, which absence or "", which amount in thousandths."""
    printed: dict[str, int | None]
    units: list[dict[str, Any]]
    submissions: list[Submission]
    releases: dict[int, int]
    """By month the last submission that its release holds."""
    questions: list[tuple[int, str]]
    """Month and unit of each open question."""


def task_on(world: World, row: str, place: str, month: int) -> tuple[str, int | None] | None:
    """Return a task as it holds on a month's cut-off."""
    day = f"{world.year}-{month:02d}-{world.cut_off:02d}"
    holds = None
    for since, absence, amount in world.tasks[row][place]:
        if since <= day:
            holds = (absence, amount)
    return holds


def exists(world: World, unit: dict[str, Any], month: int) -> bool:
    """Return whether a unit exists on a month's cut-off."""
    day = f"{world.year}-{month:02d}-{world.cut_off:02d}"
    return unit["since"] <= day <= unit["until"]


def fills(unit: dict[str, Any], place: str, row: str) -> bool:
    """Return whether a unit fills a row for a place."""
    return place in unit["places"] and (not unit["rows"] or row in unit["rows"])


def first_report(world: World, month: int, unit: str) -> Submission | None:
    """Return the first form of a unit that was taken."""
    for submission in world.submissions:
        if submission.month == month and submission.unit == unit and submission.accepted:
            return submission
    return None


def cell(world: World, month: int, unit: str, place: str, row: str) -> Cell | None:
    """Return what stands of the cell that counts as done; none without any report."""
    if first_report(world, month, unit) is None:
        return None
    stands: Cell = ("blank", None)
    for submission in world.submissions:
        if submission.month == month and submission.unit == unit and submission.accepted:
            stands = submission.cells.get((place, row, done_field(world, row)), stands)
    return stands


def done_field(world: World, row: str) -> str:
    """Return the field that counts as done."""
    stage = world.rules.get(row, {}).get("done", "")
    return f"stage {stage}" if stage else "cumulative"


def number(world: World, row: str, told: Cell | None) -> int | None:
    """Return the thousandths that a cell counts for."""
    if told is None:
        return None
    state, value = told
    if state == "not_started" and world.rules.get(row, {}).get("not_started") == "zero":
        return 0
    return value if state == "value" else None


def expected(world: World, row: str, month: int) -> tuple[int, int]:
    """Return the share that is to be done as two whole numbers."""
    if overdue(world, row, month):
        return 1, 1
    schedule = world.rules.get(row, {}).get("schedule", "months")
    if schedule == "days":
        passed = 0
        for earlier in range(1, month):
            passed += calendar.monthrange(world.year, earlier)[1]
        return passed + world.cut_off, 366 if calendar.isleap(world.year) else 365
    if schedule == "months":
        return month, 12
    return schedule[month - 1], 100


def light(world: World, row: str, place: str, month: int, told: Cell | None) -> str:
    """Return the light of a row of a place, without what became of reports sent back."""
    task = task_on(world, row, place, month)
    assert task is not None
    absence, amount = task
    kind, done = world.kinds[row], number(world, row, told)
    if amount == 0 and zero_is_no_task(world, row):
        return "no_task"
    if amount is None:
        return f"not_judged task_{absence}"
    if told is None or done is None:
        return "no_report" if told is None else f"not_judged report_{told[0]}"
    if kind in ("stock", "supervised", "undeclared", "quality"):
        return f"not_judged {kind}"
    if kind in ("level", "frequency"):
        return light_at_deadline(world, row, month, amount, done)
    return light_on_time(world, row, month, amount, done)


def zero_is_no_task(world: World, row: str) -> bool:
    """Return whether a task of 0 asks for nothing: to use none of a cap is something."""
    sinks = world.kinds[row] == "level" and row in world.lower
    return world.kinds[row] in ("quantity", "frequency", "level", "undeclared") and not sinks


def overdue(world: World, row: str, month: int) -> bool:
    """Return whether a month counts up to the deadline."""
    deadline = world.rules.get(row, {}).get("deadline")
    return bool(deadline) and f"{world.year}-{month:02d}-{world.cut_off:02d}" >= deadline


def light_at_deadline(world: World, row: str, month: int, amount: int, done: int) -> str:
    """Return the light of a level or a frequency."""
    reached = done <= amount if row in world.lower else done >= amount
    if reached and world.kinds[row] == "level":
        return "done"
    if not overdue(world, row, month):
        return "not_due"
    return "done" if reached else "overdue"


def light_on_time(world: World, row: str, month: int, amount: int, done: int) -> str:
    """Return the light of a quantity or a cap."""
    rule, (part, whole) = world.rules.get(row, {}), expected(world, row, month)
    # done/amount - part/whole in hundredths, over amount * whole:
    lead = 100 * (done * whole - part * amount)
    if world.kinds[row] == "cap":
        shown = "behind"
        if lead <= rule.get("over", 5) * amount * whole:
            shown = "slightly_behind"
        if lead <= 0:
            shown = "on_schedule"
        return "over_cap" if done > amount else shown
    shown = "behind"
    if lead >= -rule.get("behind", 10) * amount * whole:
        shown = "slightly_behind"
    if lead >= 0:
        shown = "on_schedule"
    if overdue(world, row, month):
        shown = "overdue"
    return "done" if done >= amount else shown


def row_of(world: World, row: str, place: str, month: int) -> dict[str, Any]:
    """Return all that a table says of a row of a place."""
    ever = [u for u in world.units if fills(u, place, row) and not u["department"]]
    ever += [u for u in world.units if fills(u, place, row) and u["department"]]
    here = [u for u in ever if exists(world, u, month)]
    unit = here[0]["id"] if here else ""
    compared = None
    reporting = [u["id"] for u in here if first_report(world, month, u["id"])]
    if reporting:
        unit = reporting[0]
        for other in reporting[1:]:
            beside = cell(world, month, other, place, row)
            if compared is None and beside is not None and beside[0] != "blank":
                compared = beside
    told = cell(world, month, unit, place, row) if unit else None
    shown = light(world, row, place, month, told)
    if shown == "no_report" and not unit:
        shown = "not_judged no_unit"
    if shown == "no_report":
        for submission in world.submissions:
            if submission.month == month and submission.unit == unit:
                shown = "returned"
    previous = None
    if number(world, row, told) is None:
        for earlier in range(1, month):
            for candidate in reversed(ever):
                value = number(world, row, cell(world, earlier, candidate["id"], place, row))
                if value is not None:
                    previous = (earlier, value)
    first = first_report(world, month, unit) if unit else None
    return {
        "unit": unit,
        "done": number(world, row, told),
        "light": shown,
        "late": first is not None and first.late,
        "compared": compared,
        "previous": previous,
        "corrections": [
            told for u in ever for told in corrections(world, row, place, month, u["id"])
        ],
    }


def corrections(
    world: World, row: str, place: str, month: int, unit: str
) -> list[tuple[int, Cell, Cell, str]]:
    """Return which earlier months' values a report names as corrected: month, old, new, reason."""
    named = []
    stands: dict[int, Cell] = {}
    for submission in world.submissions:
        key = (place, row, done_field(world, row))
        if submission.unit != unit or not submission.accepted or key not in submission.cells:
            continue
        old, new = stands.get(submission.month), submission.cells[key]
        stands[submission.month] = new
        if old is None or old == new or submission.month >= month:
            continue
        reported_in = submission.month
        while reported_in in world.releases and world.releases[reported_in] < submission.number:
            reported_in += 1
        if reported_in != submission.month and reported_in == month:
            named.append((submission.month, old, new, submission.reason))
    return named


def total_of(world: World, row: str, month: int) -> dict[str, Any]:
    """Return all that a table says of a row over its places."""
    expected_reports = reports = task_sum = done = 0
    some_done = missing = False
    for place in world.tasks[row]:
        task = task_on(world, row, place, month)
        if task is None:
            continue
        told, amount = row_of(world, row, place, month), task[1]
        if amount is None:
            continue
        task_sum += amount
        if told["light"] == "no_task":
            continue
        if told["done"] is None:
            missing = missing or bool(told["unit"])
        else:
            done, some_done = done + told["done"], True
        if told["unit"]:
            expected_reports += 1
            state = cell(world, month, told["unit"], place, row)
            if state is not None and state[0] not in ("blank", "dash", "not_reported", "text"):
                reports += 1
    printed, chosen = world.printed[row], world.rules.get(row, {}).get("denominator", "")
    if printed is None:
        denominator = "sum"
    elif printed == task_sum:
        denominator = chosen or "sum"
    else:
        denominator = chosen
    whole = {"sum": task_sum, "printed": printed, "": None}[denominator]
    if world.kinds[row] not in ("quantity", "cap") and printed not in (None, task_sum):
        denominator = "unrated"
    rated = world.kinds[row] in ("quantity", "cap") and whole and some_done
    return {
        "expected_reports": expected_reports,
        "reports": reports,
        "denominator": denominator,
        "done": done if some_done else None,
        "rate": (done, whole) if rated else None,
        "at_least": missing,
    }


def status_of(world: World, unit: dict[str, Any], month: int) -> dict[str, Any]:
    """Return how a unit's report stands."""
    first = first_report(world, month, unit["id"])
    complete = first is not None
    for row, places in world.tasks.items():
        for place in places:
            task = task_on(world, row, place, month)
            if task is None or not fills(unit, place, row):
                continue
            asked = task[0] == "text" or bool(task[1])
            told = cell(world, month, unit["id"], place, row)
            if asked and (told is None or told[0] in ("blank", "not_reported")):
                complete = False
    sent = [s for s in world.submissions if s.month == month and s.unit == unit["id"]]
    accepted = [s for s in sent if s.accepted]
    open_questions = sum(1 for asked in world.questions if asked == (month, unit["id"]))
    return {
        "received": datetime.date.fromisoformat(accepted[-1].day) if accepted else None,
        "on_time": first is not None and not first.late,
        "complete": complete,
        "valid": first is not None and open_questions == 0,
        "returned": bool(sent) and first is None,
        "open_questions": open_questions,
    }
