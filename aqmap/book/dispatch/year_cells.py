"""The cells of a year's assessment, alike in every file: a number, or words why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from aqmap.book.dispatch.month_cells import NO_WORDS, MonthCell, plain, share_cell
from aqmap.book.dispatch.year_book import YearBook
from aqmap.model.dispatch.yearend.assessment_rows import Step
from aqmap.model.dispatch.yearend.score_rows import LineKind, PlaceScore
from aqmap.model.dispatch.yearend.year_rows import (
    DIFFERENCES,
    ChainAmount,
    ChainRow,
    Verdict,
    YearRow,
)
from aqmap.model.periods import day_text
from aqmap.model.rounding import half_even
from aqmap.words import Text, listed, text

YEAR_COLUMNS = (
    *("place", "number", "name", "measure", "task", "reported", "deducted", "verified"),
    *("rate", "verdict", "reason"),
)
CHAIN_COLUMNS = (
    *("number", "name", "measure", "superior", "plan", "printed", "places_sum", "places"),
    *("plan_less_superior", "sum_less_plan", "sum_less_printed"),
)
SCORE_COLUMNS = (
    *("place", "quality", "tasks", "combined", "extras", "total", "grade", "rule", "reason"),
)
PROCESS_STEPS = tuple(Step)
POINTS_DECIMALS = 2
Cells = Mapping[str, MonthCell]


def year_cells(row: YearRow, book: YearBook) -> Cells:
    """Return a row of the assessment by column."""
    reason = [row.reason]
    if row.open_appeal is not None:
        reason.append(text("yearend.cell.appeal", day=day_text(row.open_appeal.date)))
    reason += row.remarks if book.audience.gets_findings else ()
    return {
        "place": _words(book.places[row.place]),
        "number": _words(book.numbers.get(row.indicator, "")),
        "name": _words(book.names[row.indicator]),
        "measure": _words(book.measures[row.indicator]),
        "task": MonthCell(row.task_words, row.task),
        "reported": _number(row.reported, row.reported_words),
        "deducted": _number(row.deducted),
        "verified": _number(row.verified),
        "rate": _rate(row, book.kinds.get(row.indicator)),
        "verdict": MonthCell(row.verdict.words),
        "reason": MonthCell(listed([words for words in reason if words.zh], "；")),
    }


def chain_cells(chain: ChainRow, book: YearBook) -> Cells:
    """Return a row of the task chain by column."""
    indicator = chain.row.indicator
    return {
        "number": _words(chain.row.number),
        "name": _words(book.names[indicator]),
        "measure": _words(book.measures[indicator]),
        "superior": _chain_amounts(chain.superior),
        "plan": _chain_amounts(chain.plan),
        "printed": _number(chain.printed),
        "places_sum": _number(chain.places_sum),
        "places": MonthCell(plain(Decimal(chain.places)), Decimal(chain.places)),
        **{
            name: _difference(getattr(chain, name), is_rounding=name in chain.rounding)
            for name in DIFFERENCES
        },
    }


def score_cells(score: PlaceScore, book: YearBook) -> Cells:
    """Return a place's score by column."""
    extras = [
        line.points
        for line in score.lines
        if line.kind in (LineKind.BONUS, LineKind.DEDUCTION) and line.points is not None
    ]
    points = sum(extras, Fraction(0)) if extras else None
    reason = [score.reason] if score.reason.zh else []
    if score.appealed:
        reason.append(text("yearend.cell.appealed", rows=listed(score.appealed)))
    return {
        "place": _words(book.places[score.place]),
        **{name: points_cell(getattr(score, name)) for name in ("quality", "tasks", "combined")},
        "extras": points_cell(points),
        "total": points_cell(score.total),
        "grade": _words(score.grade or ""),
        "rule": _words(score.rule),
        "reason": _words(listed(reason, "；")),
    }


def points_cell(points: Fraction | None) -> MonthCell:
    """Return points to two decimals; empty where there are none."""
    if points is None:
        return MonthCell(NO_WORDS)
    shown = half_even(points, POINTS_DECIMALS)
    return MonthCell(plain(shown), shown)


def process_cells(row: YearRow, book: YearBook) -> Cells:
    """Return the steps of a row by column: the day and the document of each."""
    steps: dict[str, MonthCell] = {}
    for step in PROCESS_STEPS:
        taken = row.steps.get(step)
        if taken is None:
            steps[step.value] = MonthCell(NO_WORDS)
            continue
        facts = {"date": day_text(taken.date), "document": taken.document}
        words = text("yearend.cell.step", **facts)
        steps[step.value] = MonthCell(Text(words.zh.strip(), words.en.strip()))
    heads = year_cells(row, book)
    return {name: heads[name] for name in ("place", "number", "name")} | steps


def _rate(row: YearRow, kind: str | None) -> MonthCell:
    """Return a row's rate; of a frequency how many of how many, and what is only reported so."""
    if row.rate is None or row.verdict == Verdict.NO_TASK:
        return MonthCell(NO_WORDS)
    is_reported = row.rate_is_reported
    done = row.reported if is_reported else row.verified
    if kind == "frequency" and done is not None and row.limit is not None:
        key = "times_reported" if is_reported else "times"
        return MonthCell(text(f"yearend.cell.{key}", done=plain(done), task=plain(row.limit)))
    cell = share_cell(row.rate)
    if is_reported:
        return MonthCell(text("yearend.cell.rate_reported", rate=cell.words))
    return cell


def _words(words: Text | str) -> MonthCell:
    return MonthCell(words if isinstance(words, Text) else Text(words, words))


def _number(number: Decimal | None, otherwise: Text = NO_WORDS) -> MonthCell:
    return MonthCell(otherwise) if number is None else MonthCell(plain(number), number)


def _difference(number: Decimal | None, *, is_rounding: bool) -> MonthCell:
    if number is None:
        return MonthCell(NO_WORDS)
    shown = f"{number:+f}" if number else "0"
    if not is_rounding:
        return MonthCell(Text(shown, shown), number)
    sign = text("yearend.cell.rounding")
    return MonthCell(Text(shown + sign.zh, shown + sign.en), number, sign=sign.zh)


def _chain_amounts(amounts: tuple[ChainAmount, ...]) -> MonthCell:
    if not amounts:
        return MonthCell(NO_WORDS)
    if len(amounts) == 1 and amounts[0].amount is not None:
        return MonthCell(plain(amounts[0].amount), amounts[0].amount)
    words = [
        text("yearend.cell.chain", amount=a.written, scope=a.scope) if a.scope else a.written
        for a in amounts
    ]
    return MonthCell(listed(words, "；"))
