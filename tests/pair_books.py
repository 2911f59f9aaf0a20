"""Synthetic books with a map of two layers."""

from __future__ import annotations

from dataclasses import replace

from aqmap.book.book_layers import BookLayer, View
from aqmap.book.map_book import MapBook
from aqmap.book.scales import NO_TEXT, Axis, Klass, Scale
from aqmap.decide.compose.pair_layers import VIEW, pair_cell, pair_scale
from aqmap.words import Text, text


def with_pair(book: MapBook, *, title: str = "示例甲与示例乙") -> MapBook:
    """Return a book with its first layer's first view beside the same in reversed order, alone."""
    layer = book.layers[0]
    view = next(iter(layer.views.values()))
    axes = [Axis(Text(f"示例{name}", name), view.unit, "", thirds()) for name in "甲乙"]
    scale = pair_scale(*axes)
    cells = {
        period: tuple(
            None if a is None or b is None else pair_cell(a, b, scale)
            for a, b in zip(shown, reversed(shown), strict=True)
        )
        for period, shown in view.cells.items()
    }
    pair = BookLayer(
        f"pair-{layer.id}",
        Text(title, title),
        layer.theme,
        "",
        layer.periods,
        layer.regions,
        {VIEW: View(VIEW, text("view.pair"), NO_TEXT, scale, cells, {}, printed=True)},
        layer.notes,
        layer.sources,
        pair_of=(layer.id, layer.id),
    )
    plain = {name: replace(shown, printed=False) for name, shown in layer.views.items()}
    return replace(book, layers=(replace(layer, views=plain),), pair_layers=(pair,))


def thirds() -> Scale:
    """Return three classes with limits at 33.3 and 66.7."""
    limits = ((None, 33.3, "≤33.3"), (33.3, 66.7, "33.3–66.7"), (66.7, None, ">66.7"))
    return Scale(
        "sequential", tuple(Klass(low, high, "#FFFFFF", Text(w, w)) for low, high, w in limits)
    )
