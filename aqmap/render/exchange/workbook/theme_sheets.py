"""A sheet a theme in the shape of a plan's annex: a row an indicator, a column a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import BookRegion, MapBook
from aqmap.book.printed_totals import printed_total
from aqmap.book.qualifiers import qualifiers_of, value_notices
from aqmap.book.scales import NO_TEXT
from aqmap.model.figures import Figure
from aqmap.model.locators import Locator
from aqmap.model.periods import period_text
from aqmap.render.exchange.workbook.workbook_file import (
    ABSENT,
    HEAD,
    PLAIN,
    TITLE,
    WORDS,
    Look,
    put,
    set_widths,
)
from aqmap.words import Lang, Text, listed, say, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADS = (("row", 7), ("indicator", 26), ("unit", 12), ("period", 10), ("view", 12))
"""The columns before those of the places, and how wide they are."""
_PLACE_WIDTH = 11
_REGION_ROW, _HEAD_ROW = 3, 4
_LABEL = re.compile(r"(?P<before>[^\d+−]*)(?P<sign>[+−]?)[\d\s]+(?:\.(?P<decimals>\d+))?")
_MOST_CIRCLED = 20


@dataclass(frozen=True)
class _Column:
    """A column of a region: one of its places, or the total that its document prints."""

    region: BookRegion
    place: int | None
    label: Text


@dataclass
class ThemeSheet:
    """
    One theme's sheet.

    Attributes
    ----------
    book, theme, lang
        What is written.
    sheet
        Where.
    """

    book: MapBook
    theme: str
    lang: Lang
    sheet: Worksheet
    _notes: dict[Text, str] = field(default_factory=dict)

    def fill(self) -> None:
        """Write title, header, rows and notes."""
        layers = annex_order(self.book, self.theme)
        columns = list(self._columns(layers))
        self._write_head(columns, layers)
        row = _HEAD_ROW
        for layer in layers:
            for period in layer.periods:
                for view in layer.views.values():
                    row += 1
                    self._write_row(row, layer, view, period, columns)
        self._write_notes(row + 2, layers)
        first = get_column_letter(len(_HEADS) + 1)
        self.sheet.freeze_panes = f"{first}{_HEAD_ROW + 1}"
        self.sheet.print_title_rows = f"{_REGION_ROW}:{_HEAD_ROW}"
        self.sheet.print_title_cols = f"A:{get_column_letter(len(_HEADS))}"

    def _columns(self, layers: Sequence[BookLayer]) -> Iterator[_Column]:
        numbers = {place.code: number for number, place in enumerate(self.book.places)}
        for region in self.book.regions:
            if not any(region.id in layer.regions for layer in layers):
                continue
            for code in region.places:
                place = self.book.places[numbers[code]]
                yield _Column(region, numbers[code], place.label)
            if any(_has_total(layer, region.id) for layer in layers):
                yield _Column(region, None, text("export.column.total"))

    def _write_head(self, columns: Sequence[_Column], layers: Sequence[BookLayer]) -> None:
        sheet, lang = self.sheet, self.lang
        set_widths(sheet, [*(width for _, width in _HEADS), *[_PLACE_WIDTH] * len(columns)])
        title = Text("", "") if self.theme not in self.book.themes else self.book.themes[self.theme]
        put(sheet, 1, 1, f"{self.book.title.in_(lang)}　{title.in_(lang)}", TITLE)
        cells = (cell for layer in layers for cell in _cells(layer))
        notices = value_notices(cells, self.book.figures)
        day = [self.book.date.isoformat()] if self.book.date else []
        words = (self.book.audience.label, *notices)
        put(sheet, 2, 1, "　".join([*day, *(notice.in_(lang) for notice in words)]), PLAIN)
        for number, (name, _) in enumerate(_HEADS, 1):
            for row in (_REGION_ROW, _HEAD_ROW):
                put(sheet, row, number, say(f"export.column.{name}", lang), HEAD)
            sheet.merge_cells(
                start_row=_REGION_ROW, end_row=_HEAD_ROW, start_column=number, end_column=number
            )
        for number, column in enumerate(columns, len(_HEADS) + 1):
            put(sheet, _REGION_ROW, number, column.region.name.in_(lang), HEAD)
            put(sheet, _HEAD_ROW, number, column.label.in_(lang), HEAD)
        for first, last in _stretches(columns):
            sheet.merge_cells(
                start_row=_REGION_ROW,
                end_row=_REGION_ROW,
                start_column=len(_HEADS) + 1 + first,
                end_column=len(_HEADS) + 1 + last,
            )

    def _write_row(
        self, row: int, layer: BookLayer, view: View, period: str, columns: Sequence[_Column]
    ) -> None:
        sheet, lang = self.sheet, self.lang
        heads = (
            annex_row(self.book, layer),
            layer.title.in_(lang),
            view.unit.in_(lang),
            period_text(period).in_(lang),
            view.title.in_(lang),
        )
        for number, head in enumerate(heads, 1):
            put(sheet, row, number, head, WORDS)
        for number, column in enumerate(columns, len(_HEADS) + 1):
            if column.place is None:
                words = view.totals.get(period, {}).get(column.region.id, NO_TEXT)
                total = self._total(layer, period, column.region) if words.zh else None
                self._write_total(row, number, total, words)
                continue
            cell = view.cells[period][column.place]
            if cell is None or column.region.id not in layer.regions:
                put(sheet, row, number, None)
            else:
                self._write_cell(row, number, view, cell)

    def _write_cell(self, row: int, number: int, view: View, cell: Cell) -> None:
        signs = "".join(map(self._sign, qualifiers_of(cell)))
        if cell.reason:
            words = say(f"reason.{cell.reason}", self.lang)
            put(self.sheet, row, number, words + signs, ABSENT)
        elif cell.value is None:
            klass = view.scale.classes[cell.klass]
            look = Look(fill=klass.color, ink="#FFFFFF" if _is_dark(klass.color) else "")
            put(self.sheet, row, number, klass.label.in_(self.lang) + signs, look)
        else:
            if cell.quality != "valid":
                signs = self._sign(text(f"quality.{cell.quality}")) + signs
            shown = number_format(cell.label, signs)
            put(self.sheet, row, number, cell.value, number_format=shown)

    def _total(self, layer: BookLayer, period: str, region: BookRegion) -> Figure | None:
        figures = (card.figure for card in self.book.figures.values())
        return printed_total(layer.indicator, region.prefecture, period, figures)

    def _write_total(self, row: int, number: int, total: Figure | None, words: Text) -> None:
        """Write what the document prints as the total; a footnote says what it comes to."""
        if total is None or total.value is None:
            put(self.sheet, row, number, None)
            return
        shown = number_format(format(total.value, "f"), self._sign(words))
        put(self.sheet, row, number, float(total.value), number_format=shown)

    def _sign(self, note: Text) -> str:
        number = len(self._notes)
        sign = chr(0x2460 + number) if number < _MOST_CIRCLED else f"({number + 1})"
        return self._notes.setdefault(note, sign)

    def _write_notes(self, row: int, layers: Sequence[BookLayer]) -> None:
        """Write footnotes, what the layers say of themselves, and the sources, a line each."""
        lang = self.lang
        lines = [f"{sign} {note.in_(lang)}" for note, sign in self._notes.items()]
        for layer in layers:
            lines += [f"{layer.title.in_(lang)}：{note.in_(lang)}" for note in layer.notes]
        known = dict.fromkeys(key for layer in layers for key in layer.sources)
        sources = [self.book.sources[key] for key in known if key in self.book.sources]
        names = listed([f"{s.title.in_(lang)} {s.number}".strip() for s in sources], "；")
        if sources:
            lines.append(say("export.sources", lang, names=names))
        for number, line in enumerate(lines, row):
            put(self.sheet, number, 1, line, PLAIN)


def number_format(label: str, signs: str = "") -> str:
    """
    Return the format in which a number looks as its label on the map.

    Parameters
    ----------
    label
        With its comparator, its own decimals, and a sign if it is a gap.
    signs
        Of its footnotes.

    Examples
    --------
    >>> number_format("≤30.7"), number_format("+1.8"), number_format("8 700", "①")
    ('"≤"0.0', '"+"0.0;"−"0.0;0.0', '0"①"')
    """
    parts = _LABEL.match(label)
    if parts is None:
        return "General"
    before, sign, decimals = parts["before"], parts["sign"], parts["decimals"] or ""
    plain = "0" + ("." + "0" * len(decimals) if decimals else "")
    after = f'"{signs}"' if signs else ""
    if not sign:
        return _quoted(before) + plain + after
    prefixes = (_quoted(before + ("" if before else "+")), _quoted(f"{before}−"), _quoted(before))
    return ";".join(prefix + plain + after for prefix in prefixes)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


def annex_order(book: MapBook, theme: str) -> list[BookLayer]:
    """Return the layers of a theme as their document has its rows; the others after them."""
    layers = [layer for layer in book.layers if layer.theme == theme]

    def order(layer: BookLayer) -> tuple[bool, tuple[tuple[str, int], ...]]:
        spots = [locator.only("table", "row").order for locator in _annex_spots(book, layer)]
        return not spots, min(spots, default=())

    return sorted(layers, key=order)


def annex_row(book: MapBook, layer: BookLayer) -> str:
    """Return the number of a layer's row in the annex; empty if it has none."""
    rows = (locator.annex_row for locator in _annex_spots(book, layer))
    return next((row[1] for row in rows if row), "")


def _annex_spots(book: MapBook, layer: BookLayer) -> Iterator[Locator]:
    target = layer.views.get("target")
    for cells in target.cells.values() if target else ():
        for cell in cells:
            for key in cell.figures if cell is not None else ():
                if key in book.figures and book.figures[key].figure.locator.table:
                    yield book.figures[key].figure.locator


def _cells(layer: BookLayer) -> Iterator[Cell | None]:
    return (c for view in layer.views.values() for cells in view.cells.values() for c in cells)


def _has_total(layer: BookLayer, region: str) -> bool:
    return any(region in of for view in layer.views.values() for of in view.totals.values())


def _stretches(columns: Sequence[_Column]) -> Iterator[tuple[int, int]]:
    """Yield the first and last column of each region that has more than one."""
    regions = [column.region.id for column in columns]
    for region in dict.fromkeys(regions):
        first = regions.index(region)
        last = first + regions.count(region) - 1
        if last > first:
            yield first, last


def _is_dark(color: str) -> bool:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128
