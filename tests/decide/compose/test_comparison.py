"""What a layer's numbers come to is known also where no map of the layer shows it."""

from __future__ import annotations

from pathlib import Path

import aqmap
from aqmap.book.book_layers import BookLayer
from aqmap.book.map_book import MapBook


def afforestation() -> tuple[MapBook, BookLayer]:
    book = aqmap.make_book(Path(aqmap.__file__).with_name("templates") / "minimal")
    return book, next(layer for layer in book.layers if layer.id == "afforestation")


def test_the_gap_of_a_layer_without_a_gap_map() -> None:
    book, layer = afforestation()
    assert list(layer.views) == ["target", "measured", "status"]
    assert list(layer.comparison) == ["gap"]
    gaps = dict(
        zip((p.code for p in book.places), layer.comparison["gap"].cells["2025"], strict=True)
    )
    cell = gaps["990001"]
    assert cell is not None
    assert cell.label == "+0.05"  # 1.25 done of 1.20


def test_it_is_no_map() -> None:
    book, layer = afforestation()
    assert "gap" not in {sheet.view.name for sheet in book.sheets() if sheet.layer.id == layer.id}


def test_views_that_are_gone_through_once_are_not_kept() -> None:
    _, layer = afforestation()
    ((_, passing),) = layer.comparison.items()
    kept = layer.comparison["gap"]
    assert passing == kept
    assert passing is not kept
    assert layer.comparison["gap"] is kept
    assert dict(layer.comparison.items())["gap"] is kept
