"""The book as a workbook: a sheet a theme, then the findings and the sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from aqmap.render.exchange.list_tables import Contents
from aqmap.render.exchange.workbook.theme_sheets import ThemeSheet
from aqmap.render.exchange.workbook.workbook_file import (
    HEAD,
    WORDS,
    label_pages,
    new_sheet,
    put,
    save,
    set_widths,
)
from aqmap.words import Lang, listed, say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FINDINGS = (("severity", 14), ("title", 50), ("detail", 70), ("places", 60))
_SOURCES = (("source", 50), ("number", 22), ("issuer", 30), ("date", 12), ("licence", 24))


def write_workbook(contents: Contents, path: Path) -> None:
    """
    Write the maps as tables in the shape and order of the annex that they come from.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    path
        Written anew. Numbers are numbers in their own decimals, with comparator and footnote sign
        by their format; a place without a number has its reason in words.
    """
    book, lang = contents.book, contents.lang
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    themes = [t for t in book.themes if any(layer.theme == t for layer in book.layers)]
    for theme in themes:
        ThemeSheet(book, theme, lang, new_sheet(workbook, book.themes[theme].in_(lang))).fill()
    if book.audience.gets_findings:
        _write_list(workbook, "findings", _FINDINGS, _findings(contents), lang)
    _write_list(workbook, "sources", _SOURCES, _sources(contents), lang)
    author = book.compiler.in_(lang) if book.compiler else ""
    label_pages(workbook, book.audience.label.in_(lang))
    save(workbook, path, book.file_day, title=book.title.in_(lang), author=author)


def _findings(contents: Contents) -> Sequence[Sequence[str]]:
    lang, cards = contents.lang, contents.book.figures
    rows = []
    for finding in contents.book.findings:
        sides = [cards[key] for key in finding.figures if key in cards]
        spots = [f"{s.locator.in_(lang)} {s.figure.value_written}".strip() for s in sides]
        grade = say(f"severity.{finding.severity}", lang)
        words = (finding.title.in_(lang), finding.detail.in_(lang))
        rows.append((grade, *words, listed(spots, "；").in_(lang)))
    return rows


def _sources(contents: Contents) -> Sequence[Sequence[str]]:
    lang = contents.lang
    return [
        (
            source.title.in_(lang),
            source.number,
            source.issuer.in_(lang) if source.issuer else "",
            source.date.isoformat() if source.date else "",
            source.licence.in_(lang) if source.licence else "",
        )
        for source in contents.book.sources.values()
    ]


def _write_list(
    workbook: Workbook,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str]],
    lang: Lang,
) -> None:
    sheet: Worksheet = new_sheet(workbook, say(f"export.table.{name}", lang))
    set_widths(sheet, [width for _, width in columns])
    for number, (column, _) in enumerate(columns, 1):
        put(sheet, 1, number, say(f"export.column.{column}", lang), HEAD)
    for number, row in enumerate(rows, 2):
        for place, words in enumerate(row, 1):
            put(sheet, number, place, words, WORDS)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
