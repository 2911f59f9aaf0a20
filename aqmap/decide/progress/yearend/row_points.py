"""How many points a row gives, exactly, by which rule and from which value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aqmap.decide.progress.yearend.relative_targets import Baselines
from aqmap.model.dispatch.shares import percent
from aqmap.model.dispatch.yearend.score_rows import LineKind, ScoreLine
from aqmap.model.dispatch.yearend.year_rows import VERDICTS, Verdict, YearRow
from aqmap.model.periods import day_text, period_text
from aqmap.words import Text, listed, text
from aqmap.workspace.dispatch.score_rules import RowScore
from aqmap.workspace.dispatch.scoring import PartScore
from aqmap.workspace.indicators import Indicator


@dataclass(frozen=True, slots=True)
class Scored:
    """The points of a row; none with a reason."""

    points: Fraction | None
    value: Text
    reason: Text
    leaves_none: bool = False


def row_line(
    part: str,
    rule: RowScore,
    row: YearRow | None,
    *,
    of_part: PartScore,
    indicator: Indicator,
    baselines: Baselines,
) -> ScoreLine:
    """
    Return the line of a row: its rule, its value, its points.

    Parameters
    ----------
    part, rule
        Which part, and how the row gives points.
    row
        What it comes to; none where the place has no such row.
    of_part
        What rows without task or verdict give.
    indicator, baselines
        What it counts, and values of earlier years.
    """
    scored = _without_verdict(rule, of_part, row)
    if scored is None and row is not None:
        scored = _scored(rule, row, indicator, baselines)
        if scored.points is None:
            scored = _unjudged(of_part, scored.value, scored.reason)
    assert scored is not None  # noqa: S101 - a row that is not there has no task
    return ScoreLine(
        kind=LineKind.ROW,
        part=part,
        name=indicator.label,
        rule=rule_text(rule, indicator),
        value=scored.value,
        full=rule.points,
        points=scored.points,
        leaves_none=scored.leaves_none,
        reason=_with_appeal(scored.reason, row),
    )


def _with_appeal(reason: Text, row: YearRow | None) -> Text:
    if row is None or row.open_appeal is None:
        return reason
    appealed = text("yearend.score.appealed", day=day_text(row.open_appeal.date))
    return listed([words for words in (reason, appealed) if words.zh], "；")


def rule_text(rule: RowScore, indicator: Indicator) -> Text:
    """Return a row's rule in words."""
    full = plain(rule.points)
    of = text(f"yearend.rule.by.{rule.by}")
    if rule.by == "drop":
        of = text(
            "yearend.rule.by.drop_of" if rule.drop is not None else "yearend.rule.by.drop",
            period=period_text(rule.baseline),
            drop=plain(rule.drop or Decimal(0)),
            share=plain(rule.share or Decimal(0)),
        )
    if rule.rule == "met":
        return text("yearend.rule.met", points=full)
    if rule.rule == "proportional":
        key = "yearend.rule.proportional" if rule.least is None else "yearend.rule.from_least"
        return text(key, points=full, of=of, least=plain(rule.least or Decimal(0)))
    side = "up_to" if _is_up_to(rule, indicator) else "from"
    steps = [
        text(f"yearend.rule.step.{side}", percent=plain(s.percent), points=plain(s.points))
        for s in rule.steps
    ]
    return text("yearend.rule.stepped", of=of, steps=listed(steps))


def plain(number: Decimal) -> str:
    """Return a number of the settings without needless zeros."""
    return f"{number.normalize() + 0:f}"


def _without_verdict(rule: RowScore, of_part: PartScore, row: YearRow | None) -> Scored | None:
    """Return the points of a row without task or verdict; none of one that has a verdict."""
    if row is None or row.verdict == Verdict.NO_TASK:
        points = {"full": Fraction(rule.points), "zero": Fraction(0)}.get(of_part.without_task)
        return Scored(points, Verdict.NO_TASK.words, text(f"yearend.score.{of_part.without_task}"))
    if row.verdict not in VERDICTS:
        return _unjudged(of_part, row.verdict.words, row.reason)
    return None


def _unjudged(of_part: PartScore, value: Text, reason: Text) -> Scored:
    points = Fraction(0) if of_part.unjudged == "zero" else None
    follows = text(f"yearend.score.{of_part.unjudged}")
    both = Text(*("；".join(filter(None, pair)) for pair in zip(reason, follows, strict=True)))
    return Scored(points, value, both, leaves_none=of_part.unjudged == "no_score")


def _scored(rule: RowScore, row: YearRow, indicator: Indicator, baselines: Baselines) -> Scored:
    assert row.verified is not None and row.limit is not None  # noqa: S101 - it has a verdict
    value = text("yearend.score.value", value=f"{row.verified:f}", limit=f"{row.limit:f}")
    if rule.rule == "met":
        is_met = row.verdict == Verdict.MET
        return Scored(Fraction(rule.points) if is_met else Fraction(0), value, row.verdict.words)
    if rule.by == "rate":
        if not row.limit:
            return Scored(None, value, text("yearend.score.no_rate"))
        share = Fraction(row.verified) / Fraction(row.limit)
    else:
        base = baselines.of(row.place, row.indicator, rule.baseline)
        if base is None or base.value is None:
            period = period_text(rule.baseline)
            return Scored(None, value, text("yearend.reason.no_baseline", period=period))
        value = text("yearend.score.value_from", value=value, base=f"{base.value:f}")
        better = _drop_share(rule, row.verified, row.limit, base.value, indicator)
        if better is None:
            return Scored(None, value, text("yearend.score.no_drop"))
        share = better
    words = text("yearend.score.share", share=percent(share))
    if share < 0:
        words = text("yearend.score.worse")
    return Scored(_points(rule, share, indicator), value, words)


def _drop_share(
    rule: RowScore, value: Decimal, limit: Decimal, base: Decimal, indicator: Indicator
) -> Fraction | None:
    """Return how much better a value is than its base, over how much it was to be."""
    sign = 1 if indicator.direction == "higher" else -1
    reached = sign * (Fraction(value) - Fraction(base))
    if rule.drop is None or rule.share is None:
        asked = sign * (Fraction(limit) - Fraction(base))
    else:
        asked = Fraction(base) * Fraction(rule.drop) / 100 * Fraction(rule.share) / 100
    return reached / asked if asked > 0 else None


def _points(rule: RowScore, share: Fraction, indicator: Indicator) -> Fraction:
    full = Fraction(rule.points)
    if rule.rule == "proportional":
        if rule.least is not None and share * 100 < Fraction(rule.least):
            return Fraction(0)
        return full * min(max(share, Fraction(0)), Fraction(1))
    for step in rule.steps:
        edge = Fraction(step.percent) / 100
        if share <= edge if _is_up_to(rule, indicator) else share >= edge:
            return Fraction(step.points)
    return Fraction(0)


def _is_up_to(rule: RowScore, indicator: Indicator) -> bool:
    """Return whether its steps are the most that may be used, as of a cap."""
    return rule.by == "rate" and indicator.direction == "lower"
