"""What parts of a book show, as plain lists: words in one language, numbers, marks of geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aqmap.book.book_layers import BookLayer, Cell, Mark, Marks, View
from aqmap.book.dispatch.progress_months import ProgressMonth
from aqmap.book.fingerprints.digests import shape_digest
from aqmap.book.map_book import BookPlace, MapBook
from aqmap.book.scales import Scale
from aqmap.book.underlays import Underlay
from aqmap.words import Lang, Text
from aqmap.workspace.sources import Source

Shown = list[object]


def shown_words(words: Iterable[Text | None], lang: Lang) -> Shown:
    """Return words in one language; empty where there are none."""
    return [word.in_(lang) if word else "" for word in words]


def shown_head(book: MapBook, lang: Lang) -> Shown:
    """Return what every map of a book carries."""
    words = shown_words((book.title, book.compiler, book.boundary_credit), lang)
    return [words, book.date.isoformat() if book.date else "", list(book.unmatched)]


def shown_place(place: BookPlace, lang: Lang) -> Shown:
    """Return a place: names, level, spot and note."""
    words = shown_words((place.name, place.label), lang)
    return [place.code, *words, str(place.level), place.lon, place.lat, place.note]


def shown_cell(cell: Cell | None, lang: Lang) -> Shown:
    """Return what one place or point shows; nothing where the layer does not cover it."""
    if cell is None:
        return []
    # The reason by its name: its number is a matter of the version.
    klass: object = cell.reason or cell.klass
    qualifiers = shown_words(cell.qualifiers, lang)
    both = [[shown_cell(of_layer, lang) for of_layer in cell.pair]] if cell.pair else []
    return [cell.value, klass, cell.label, cell.quality, qualifiers, *both]


def shown_view(layer: BookLayer, view: View, lang: Lang) -> Shown:
    """Return a view's words, its scale, and the notes of its layer."""
    titles = shown_words((layer.title, view.title, view.unit, layer.satellite), lang)
    return [titles, shown_words(layer.notes, lang), _scale(view.scale, lang)]


def _scale(scale: Scale, lang: Lang) -> Shown:
    classes = [
        [klass.lower, klass.upper, klass.color, klass.label.in_(lang), klass.symbol]
        for klass in scale.classes
    ]
    kind = [scale.kind, scale.closed, scale.largest, scale.color, scale.below_zero]
    axes = [
        [*shown_words((axis.named, axis.unit), lang), _scale(axis.scale, lang)]
        for axis in scale.axes
    ]
    return [kind, classes, *axes]


def shown_marks(marks: Marks, features: Sequence[tuple[Mark, Cell | None]], lang: Lang) -> Shown:
    """Return an overlay with some of its features, each with what it shows."""
    words = shown_words((marks.title, marks.notice, *marks.notes), lang)
    drawn = [[c.name.in_(lang), c.symbol, c.color] for c in marks.categories]
    points = [[_mark(mark, lang), shown_cell(cell, lang)] for mark, cell in features]
    return [words, marks.symbol, marks.color, marks.named, drawn, points]


def _mark(mark: Mark, lang: Lang) -> Shown:
    facts = [[name.in_(lang), words] for name, words in mark.facts]
    place = [mark.code, mark.name, mark.place, mark.background, mark.indicative, mark.category]
    return [place, shape_digest(mark.geometry), mark.value_label.in_(lang), facts]


def shown_source(source: Source, lang: Lang) -> Shown:
    """Return a source as it is cited."""
    return [*shown_words((source.title, source.label, source.issuer), lang), source.number]


def shown_progress(month: ProgressMonth, lang: Lang) -> Shown:
    """Return what stands beside a map of the monthly dispatch."""
    bars = [[bar.place, bar.rank, bar.amount, bar.words.in_(lang)] for bar in month.bars]
    apart = [[place, words.in_(lang)] for place, words in month.apart]
    return [month.draft, *shown_words((month.rule, month.sentence), lang), bars, apart]


def shown_underlay(underlay: Underlay, lang: Lang) -> Shown:
    """Return a grid under the county lines: its words, its values by their checksum, colours."""
    words = shown_words((underlay.title, underlay.unit, underlay.notice), lang)
    kind = [str(underlay.basis), underlay.period, underlay.source]
    return [words, kind, underlay.checksum, list(underlay.limits), list(underlay.colors)]
