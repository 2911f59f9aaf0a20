"""What is asked of a place, in words: the same in sentences and in tables."""

from __future__ import annotations

from decimal import Decimal

from aqmap.book.figure_cards import FigureCard
from aqmap.decide.report.office_numbers import office_number
from aqmap.decide.report.report_data import Block
from aqmap.model.periods import period_text
from aqmap.words import Text, text


def target_words(block: Block, card: FigureCard | None, target: Decimal | None) -> Text:
    """
    Return a target without its unit, or what is asked without a number.

    A task is the amount itself; only what may lie on one side of a limit has a comparator.
    """
    if target is None:
        return _without_number(card)
    comparator = card.figure.comparator if card else None
    number = Text(*[office_number(target)] * 2)
    if card and card.figure.is_approximate:
        number = text("report.about", number=number)
    if comparator is None or not block.is_judged or block.indicator.kind == "quantity":
        return number
    sign = text(f"comparator.{comparator}")
    return Text(sign.zh + number.zh, sign.en + number.en)


def _without_number(card: FigureCard | None) -> Text:
    if card is None:
        return text("report.cell.no_target")
    figure = card.figure
    if figure.absence == "relative" and figure.change is None and figure.baseline_period:
        base = period_text(figure.baseline_period)
        return text(f"report.relative.{figure.comparator}", base=base)
    return Text(*(phrase.replace("\n", "；") for phrase in card.value_text))
