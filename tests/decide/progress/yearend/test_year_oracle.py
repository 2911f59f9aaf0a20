"""A random invented year against plain loops that share no code with the package."""

import random
from fractions import Fraction
from typing import Any

import pytest

from aqmap.model.dispatch.yearend.assessment_rows import Step
from tests.decide.progress.yearend.invented_year import KINDS, PLACES, InventedYear

ROWS = [name for name in KINDS if KINDS[name][0] != "quality"]


def some_year(seed):
    """A year that a seed decides, and what was put into it in plain words."""
    chance = random.Random(seed)  # noqa: S311 - an example, no secret
    year, facts = InventedYear(), {}
    for place in PLACES:
        reported = {}
        for name in ROWS:
            fact: dict[str, Any] = {
                "task": chance.choice(["0", "3", "40", "692.5", "blank", "dash"])
            }
            year.asks(place, name, fact["task"])
            fact["form"] = chance.choice([None, "0", "3", "39.5", "700", "blank", "dash"])
            if fact["form"]:
                reported[name] = fact["form"]
            fact["steps"] = []
            for _ in range(chance.choice([0, 0, 1, 2, 3])):
                step = chance.choice(["self_assessment", "deduction", "verification"])
                taken = (
                    f"202{chance.choice('12')}-12-{chance.randint(10, 31)}",
                    step,
                    chance.choice(["0", "2", "40", "692.6"]),
                )
                same = [s for s in fact["steps"] if s[:2] == taken[:2]]
                if not same:
                    fact["steps"].append(taken)
                    year.takes(Step(step), place, name, taken[2], on=taken[0])
            facts[place, name] = fact
        comes = chance.random() < 0.7
        if comes:
            year.reports(place, **reported)
        for name in ROWS:
            facts[place, name]["comes"] = comes
    return year, facts


def number(written):
    try:
        return Fraction(written)
    except (ValueError, TypeError):
        return None


def judged(name, fact):
    """The verdict, reported, verified amount and rate of a row, told from the start."""
    kind, direction = KINDS[name]
    task = number(fact["task"])
    newest: dict[str, Any] = {}
    for day, step, amount in fact["steps"]:
        if step not in newest or day > newest[step][0]:
            newest[step] = (day, number(amount))
    reported = number(fact["form"]) if fact["comes"] else None
    if "self_assessment" in newest:
        reported = newest["self_assessment"][1]
    verified = newest["verification"][1] if "verification" in newest else None
    amount = verified if verified is not None else reported
    rate = None
    if kind in ("quantity", "cap", "frequency") and task and amount is not None:
        rate = amount / task
    asks_for_0 = kind in ("cap", "stock", "supervised") or (kind, direction) == ("level", "lower")
    if task == 0 and not asks_for_0:
        verdict = "no_task"
    elif kind in (None, "stock", "supervised") or task is None:
        verdict = "not_judged"
    elif verified is None:
        verdict = "no_report" if reported is None else "reported"
    elif newest["verification"][0] < "2021-12-31":
        verdict = "not_due"
    else:
        met = verified <= task if direction == "lower" else verified >= task
        verdict = "met" if met else "not_met"
    return verdict, reported, verified, rate


@pytest.mark.parametrize("seed", range(12))
def test_a_year_agrees_with_plain_loops(seed):
    year, facts = some_year(seed)
    rows = {(row.place, row.indicator): row for row in year.table.rows}
    assert set(rows) == set(facts)
    for (place, name), fact in facts.items():
        row = rows[place, name]
        expected = judged(name, fact)
        assert (str(row.verdict), row.reported, row.verified, row.rate) == expected, (name, fact)
