"""A row's rule in words, to be printed on every map and table that judges by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aqmap.decide.progress.judge_progress import kind_of
from aqmap.decide.progress.schedule import schedule_words
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text
from aqmap.workspace.dispatch.settings import RowRule, Thresholds
from aqmap.workspace.indicators import Indicator


def rule_words(indicator: Indicator, rule: RowRule, *, month: DispatchMonth, cut_off: date) -> Text:
    """
    Return how a row is judged in a month: schedule, thresholds, stage, deadline.

    Parameters
    ----------
    indicator, rule
        What the row counts, and its rule with what holds for all rows filled in.
    month, cut_off
        The month, and the day that it counts to.
    """
    return listed(_clauses(indicator, rule, month, cut_off), "；")


def _clauses(
    indicator: Indicator, rule: RowRule, month: DispatchMonth, cut_off: date
) -> Iterator[Text]:
    kind = kind_of(indicator)
    if kind in {"quantity", "cap"}:
        thresholds = rule.thresholds or Thresholds()
        limits = {"behind": _plain(-thresholds.behind), "over": _plain(thresholds.over)}
        schedule = schedule_words(rule, month, cut_off)
        yield text(f"progress.rule.{kind}", schedule=schedule, **limits)
    else:
        yield text(f"progress.rule.{kind}")
    if kind not in {"quantity", "cap", "level", "frequency"}:
        return
    if rule.done:
        yield text("progress.rule.stage", stage=rule.done)
    if rule.not_started == "zero":
        yield text("progress.rule.not_started")
    if rule.deadline is not None:
        yield text("progress.rule.deadline", day=day_text(rule.deadline))
    elif kind != "cap":
        yield text("progress.rule.no_deadline")


def _plain(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"
