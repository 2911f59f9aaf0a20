"""What is to be asked of the units (待核实) as a workbook: a sheet for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from aqmap.book.figure_cards import FigureCard, written_with_unit
from aqmap.render.exchange.workbook.workbook_file import (
    HEAD,
    NUMBER,
    PLAIN,
    TITLE,
    WORDS,
    label_pages,
    new_sheet,
    new_workbook,
    put,
    save,
    set_widths,
)
from aqmap.words import Lang, catalogue, listed, say

_COLUMNS = (
    *(("number", 6), ("indicator", 26), ("period", 14), ("role", 10), ("written", 18)),
    *(("open", 18), ("document", 30), ("locator", 26), ("answer", 24), ("sign", 12)),
)


def write_to_ask_workbook(
    by_unit: Mapping[str, Sequence[FigureCard]],
    documents: Mapping[str, str],
    path: Path,
    *,
    notice: str,
    day: date,
    lang: Lang,
) -> None:
    """
    Write the figures to be asked about, unit by unit.

    Parameters
    ----------
    by_unit
        The cards of each unit's figures, by its name; without one where the place is open.
    documents
        What the sources are called, by id.
    path
        Written anew; equal figures give equal bytes.
    notice
        Whom it is for: stands below every page.
    day
        When the review was made.
    lang
        Of the words.
    """
    workbook = new_workbook()
    for unit, cards in by_unit.items():
        name = unit or say("to_ask.no_unit", lang)
        sheet = new_sheet(workbook, name)
        set_widths(sheet, [width for _, width in _COLUMNS])
        put(sheet, 1, 1, say("to_ask.title", lang, unit=name), TITLE)
        put(sheet, 2, 1, say("to_ask.request", lang), PLAIN)
        for number, (column, _) in enumerate(_COLUMNS, 1):
            put(sheet, 3, number, say(f"to_ask.column.{column}", lang), HEAD)
        for count, card in enumerate(cards, 1):
            figure = card.figure
            cells = {
                "indicator": card.indicator.in_(lang),
                "period": card.period.in_(lang),
                "role": say(f"role.{figure.role}", lang),
                "written": written_with_unit(figure) or card.value_text.in_(lang),
                "open": _open_fields(figure.confirm, lang),
                "document": documents.get(figure.source, figure.source),
                "locator": card.locator.in_(lang),
            }
            put(sheet, 3 + count, 1, count, NUMBER)
            for number, (column, _) in enumerate(_COLUMNS[1:], 2):
                put(sheet, 3 + count, number, cells.get(column, ""), WORDS)
        sheet.freeze_panes = "A4"
        sheet.print_title_rows = "1:3"
    if not by_unit:
        put(new_sheet(workbook, say("to_ask.none", lang)), 1, 1, say("to_ask.none", lang), TITLE)
    label_pages(workbook, notice)
    save(workbook, path, day, title=say("to_ask.book", lang), author="aqmap")


def _open_fields(names: Sequence[str], lang: Lang) -> str:
    phrases = (catalogue().get(f"review.field.{name}") for name in names)
    return listed(phrase for phrase in phrases if phrase).in_(lang)
