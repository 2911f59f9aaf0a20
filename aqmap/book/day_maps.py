"""Maps of one day: the stations of an overlay in the colours of the air quality index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from aqmap.book.book_layers import BookLayer, Cell, Marks, View
from aqmap.book.map_book import MapBook
from aqmap.book.scales import NO_TEXT, Klass, Scale, reason_class
from aqmap.errors import Fault, SpecError
from aqmap.model.figures import OFF_BY_DEFAULT, Basis, Level, Withheld
from aqmap.model.station_days import Making
from aqmap.standards.standards import categories, category
from aqmap.words import Text, text

_GROUND = Cell(None, 0)


def with_day_maps(book: MapBook, days: Mapping[str, Sequence[str]], *, asked_by: str) -> MapBook:
    """
    Return a book with maps of single days.

    Parameters
    ----------
    book
        Its `days` are the only source: nothing is computed here.
    days
        By id of an overlay, days as 2019-01-31.
    asked_by
        The file or option that names them, for faults.

    Raises
    ------
    SpecError
        With every day of which no station has a row.
    """
    faults = [
        Fault("day_without_values", asked_by, found=day)
        for marks in book.marks
        for day in days.get(marks.id, ())
        if not has_day(book, marks, day)
    ]
    if faults:
        raise SpecError(dict.fromkeys(faults))
    readings = {
        marks.id: {day: _readings(book, marks, day) for day in days[marks.id]}
        for marks in book.marks
        if days.get(marks.id)
    }
    layers = (
        _layer(book, marks, readings[marks.id]) for marks in book.marks if marks.id in readings
    )
    return replace(
        book,
        day_layers=(*book.day_layers, *layers),
        marks=tuple(
            replace(marks, readings={**marks.readings, marks.id: readings[marks.id]})
            if marks.id in readings
            else marks
            for marks in book.marks
        ),
    )


def has_day(book: MapBook, marks: Marks, day: str) -> bool:
    """Return whether any station of an overlay has a row of a day, with a value or without."""
    return any(day_of(book, mark.code, day) for mark in marks.features)


def withheld_day(book: MapBook, code: str, day: str) -> Withheld | None:
    """Return why a station's row of a day is not for the book's audience; nothing if none is."""
    ordinal = date.fromisoformat(day).toordinal()
    by_reason = book.withheld_days.get(code, {})
    return next((reason for reason, days in by_reason.items() if ordinal in days), None)


def is_withheld(book: MapBook, day: str) -> bool:
    """Return whether all that the stations have of a day is not for the book's audience."""
    codes = [mark.code for marks in book.marks for mark in marks.features]
    return any(withheld_day(book, code, day) for code in codes) and not any(
        day_of(book, code, day) for code in codes
    )


def day_of(book: MapBook, code: str, day: str) -> tuple[int | None, Making] | None:
    """Return a station's index of a day, and what it is made of; nothing if it has no row."""
    when = date.fromisoformat(day)
    year = next((year for year in book.days.get(code, ()) if year.year == when.year), None)
    number = when.toordinal() - date(when.year, 1, 1).toordinal()
    if year is None or year.made[number] < 0:
        return None
    return year.aqi[number], year.makings[year.made[number]]


def _readings(book: MapBook, marks: Marks, day: str) -> tuple[Cell, ...]:
    """Return what each feature of an overlay shows of a day."""
    cells = []
    for mark in marks.features:
        index, making = day_of(book, mark.code, day) or (None, None)
        if index is None or making is None:
            absent = withheld_day(book, mark.code, day) or "no_figure"
            cells.append(Cell(None, reason_class("too_few_data" if making else absent)))
            continue
        qualifiers = [making.made_of]
        if making.basis in {*OFF_BY_DEFAULT, Basis.SYNTHETIC}:
            qualifiers.append(text(f"notice.{making.basis}"))
        klass = categories().index(category(index))
        cells.append(Cell(index, klass, str(index), qualifiers=tuple(qualifiers)))
    return tuple(cells)


def _layer(book: MapBook, marks: Marks, readings: Mapping[str, Sequence[Cell]]) -> BookLayer:
    """Return a layer whose counties are ground only: its values are those of points."""
    ground = tuple(_GROUND if place.level == Level.COUNTY else None for place in book.places)
    view = View(
        "aqi",
        text("view.aqi"),
        NO_TEXT,
        index_scale(),
        dict.fromkeys(readings, ground),
        {},
        printed=True,
    )
    shown_days = [day_of(book, mark.code, day) for mark in marks.features for day in readings]
    homes = {place.code: place.region for place in book.places}
    regions = {homes.get(mark.place) for mark in marks.features}
    return BookLayer(
        marks.id,
        marks.title,
        _theme_of(book, marks.indicator),
        "",
        tuple(readings),
        tuple(region.id for region in book.regions if region.id in regions),
        {view.name: view},
        (),
        tuple(sorted({making.source for _, making in filter(None, shown_days)})),
    )


def _theme_of(book: MapBook, indicator: str) -> str:
    """Return the theme of the first layer of an indicator; empty if there is none."""
    return next((layer.theme for layer in book.layers if layer.indicator == indicator), "")


def index_scale() -> Scale:
    """Return the six classes of HJ 633, table 2, in their own colours."""
    return Scale(
        "points",
        tuple(
            Klass(grade.lowest, grade.highest, grade.hex, _named(grade.name, *limits))
            for grade in categories()
            for limits in [(grade.lowest, grade.highest)]
        ),
    )


def _named(name: Text, lowest: int, highest: int | None) -> Text:
    limits = f">{lowest - 1}" if highest is None else f"{lowest}–{highest}"
    return text("daily.grade", name=name, limits=limits)
