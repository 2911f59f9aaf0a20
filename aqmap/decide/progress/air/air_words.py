"""A place's year so far in words, each number with its rule, labelled as arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.decide.assess.year_on_year import Change
from aqmap.decide.progress.air.air_year import AirYear, BadDays, GoodDayBudget, MeanBudget
from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.model.periods import day_text
from aqmap.model.rounding import half_even
from aqmap.words import Text, listed, text


def air_words(year: AirYear, basis: Basis) -> Text:
    """
    Return a year so far in words: what it was like, what its targets leave, and whose data.

    Parameters
    ----------
    year
        The year so far.
    basis
        Of its days: real-time data carry their notice.
    """
    return listed(_clauses(year, basis), "；")


def _clauses(year: AirYear, basis: Basis) -> Iterator[Text]:
    so_far = year.so_far
    until = day_text(so_far.until, year=False)
    if so_far.mean is not None:
        mean = half_even(so_far.mean, 1)
        changed = _changed(year.mean_change)
        counted = "air.calendar_days" if so_far.by_calendar else "air.valid_days"
        days = text(counted, days=so_far.mean_days)
        yield text("air.mean", day=until, mean=mean, days=days, change=changed)
    if year.mean_budget is not None:
        yield _mean_left(year.mean_budget)
    if so_far.good_ratio is not None:
        told = {"good": so_far.good_days, "days": so_far.index_days}
        ratio = half_even(so_far.good_ratio * 100, 1)
        changed = _changed(year.ratio_change)
        yield text("air.good", day=until, ratio=ratio, change=changed, **told)
    if so_far.incomplete_days:
        yield text("air.incomplete", days=so_far.incomplete_days)
    if year.good_day_budget is not None:
        yield from _days_left(year.good_day_budget)
    yield text("air.arithmetic")
    if basis in OFF_BY_DEFAULT:
        yield text(f"notice.{basis}")


def _changed(changed: Change | None) -> Text:
    if changed is None:
        return Text("", "")
    unit = Text(
        changed.unit, {"个百分点": " percentage points", "天": " days"}.get(changed.unit, "%")
    )
    return text("air.change", amount=f"{changed.amount:+f}", unit=unit)


def _mean_left(budget: MeanBudget) -> Text:
    told = {"target": format(budget.target, "f"), "left": budget.days_left}
    if budget.allowed is None:
        return text("air.mean_ended", **told)
    if budget.allowed < 0:
        return text("air.mean_passed", **told)
    return text("air.mean_left", allowed=half_even(budget.allowed, 1), **told)


def _days_left(budget: GoodDayBudget) -> Iterator[Text]:
    target = format(budget.target, "f")
    for rule in ("strict", "rounded"):
        days: BadDays = getattr(budget, rule)
        left = text("air.left" if days.left >= 0 else "air.exceeded", count=abs(days.left))
        yield text(
            f"air.{rule}",
            target=target,
            decimals=budget.decimals,
            days=days.days,
            needed=days.good_needed,
            allowed=days.allowed,
            used=days.used,
            left=left,
        )
