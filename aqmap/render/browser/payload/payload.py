"""The map book as the page's data: geometry and phrases once, values as short rows of numbers."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from aqmap.book.book_layers import BookLayer, View
from aqmap.book.map_book import FigureCard, MapBook, value_notices
from aqmap.book.scales import (
    ABROAD_FILL,
    BASE_FILL,
    CONTEXT_FILL,
    CONTEXT_LINE,
    NATIONAL_LINE,
    NO_TASK_FILL,
    REASON_BASE,
    REASONS,
    Scale,
)
from aqmap.model.figures import Figure
from aqmap.model.periods import period_text
from aqmap.render.browser.payload.cells import encode_cells, short_number
from aqmap.render.browser.payload.days import days_payload
from aqmap.render.browser.payload.marks import encode_marks
from aqmap.render.browser.payload.measures_register import measures_payload
from aqmap.render.browser.payload.topology import STEPS, Topology, encode_points
from aqmap.render.html_embedding import embedded_json
from aqmap.words import Text, catalogue, text

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

WORDS = ("page.", "role.", "basis.", "family.", "mark.", "dust.")
"""What of the catalogue goes into every page, besides the phrases of the book itself."""

PLAIN_LIMIT = 150_000
"""Characters up to which the data stand in the page as they are; beyond, they are compressed."""

CONTEXT_TOLERANCE = 0.01
"""Degrees by which borders may be simplified where nothing is counted on either side."""

WIDE = 1.7
"""How much wider than high a label is: a county's label point is found in a space so stretched."""


def encode_book(book: MapBook) -> tuple[str, str]:
    """
    Return the book as text that can stand in a script element, and its media type.

    Returns
    -------
    text
        JSON without any character that ends a script or a line of it; for a large book the same
        compressed, in base64.
    media
        ``application/json`` or ``application/gzip``.
    """
    written = embedded_json(book_payload(book))
    if len(written) > PLAIN_LIMIT:
        packed = gzip.compress(written.encode(), compresslevel=9, mtime=0)
        return base64.b64encode(packed).decode("ascii"), "application/gzip"
    return written, "application/json"


@dataclass
class _Phrases:
    """Every phrase once; the data name it by its number."""

    items: list[str | list[str]] = field(default_factory=list)
    numbers: dict[Text, int] = field(default_factory=dict)

    def __call__(self, phrase: Text | str | None) -> int:
        """Return the number of a phrase; -1 for none or an empty one."""
        if not phrase or phrase == ("", ""):
            return -1
        both = Text(phrase, phrase) if isinstance(phrase, str) else Text(*phrase)
        if both not in self.numbers:
            self.numbers[both] = len(self.items)
            self.items.append(both.zh if both.zh == both.en else list(both))
        return self.numbers[both]


def book_payload(book: MapBook) -> dict[str, Any]:
    """
    Return all that the page draws, as plain lists and dictionaries.

    Notes
    -----
    Fields are read by ``book.js``. Phrases stand once under ``texts`` and are named by number;
    a place, figure, region or source is named by its place in its list.
    """
    say = _Phrases()
    words = {key: say(phrase) for key, phrase in catalogue().items() if key.startswith(WORDS)}
    words["map.sheet_title"] = say(catalogue()["map.sheet_title"])
    codes = {place.code: number for number, place in enumerate(book.places)}
    regions = {region.id: number for number, region in enumerate(book.regions)}
    figures = {key: number for number, key in enumerate(book.figures)}
    sources = {key: number for number, key in enumerate(book.sources)}
    payload = {
        "title": say(book.title),
        "date": book.date.isoformat(),
        "compiler": say(book.compiler),
        "audit": book.audit_no,
        "credit": say(book.boundary_credit),
        "unmatched": list(book.unmatched),
        "base": REASON_BASE,
        "reasons": [
            [reason, family, say(text(f"reason.{reason}")), say(text(f"reason.{reason}.letter"))]
            for reason, family in REASONS
        ],
        "regions": [
            [r.id, say(r.name), r.prefecture, [codes[code] for code in r.places]]
            for r in book.regions
        ],
        "places": [
            [p.code, say(p.name), say(p.label), str(p.level), regions[p.region],
             _step(p.lon), _step(p.lat), short_number(p.area_km2), say(p.note)]
            for p in book.places
        ],
        "geo": _geometry(book.web_counties, book.web_outlines, say),
        "ground": {
            "context": CONTEXT_FILL, "edge": CONTEXT_LINE, "abroad": ABROAD_FILL,
            "outline": NATIONAL_LINE, "base": BASE_FILL, "pale": NO_TASK_FILL,
        },
        "themes": [[key, say(name)] for key, name in book.themes.items()],
        "layers": [
            _layer(layer, regions, figures, sources, book.figures, say=say) for layer in book.layers
        ],
        "marks": [encode_marks(marks, codes, figures, sources, say) for marks in book.marks],
        "figures": [_figure(card, sources, say) for card in book.figures.values()],
        "sources": [
            [s.id, say(s.title), say(s.label), s.number, say(s.issuer),
             s.date.isoformat() if s.date else "", s.licence, s.address, say(s.note)]
            for s in book.sources.values()
        ],
        "findings": [
            [f.id, str(f.severity), f.kind, f.indicator, say(f.title), say(f.detail),
             [figures[key] for key in f.figures if key in figures]]
            for f in book.findings
        ],
        "words": words,
    }  # fmt: skip
    payload |= measures_payload(book, say, figures, sources)
    payload |= days_payload(book, say, sources)
    return payload | {"texts": say.items}


def _step(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * STEPS)


def _layer(
    layer: BookLayer,
    regions: Mapping[str, int],
    figures: Mapping[str, int],
    sources: Mapping[str, int],
    cards: Mapping[str, FigureCard],
    *,
    say: _Phrases,
) -> dict[str, Any]:
    return {
        "id": layer.id,
        "title": say(layer.title),
        "theme": layer.theme,
        "indicator": layer.indicator,
        "periods": [[period, say(period_text(period))] for period in layer.periods],
        "regions": [regions[region] for region in layer.regions],
        "notes": [say(note) for note in layer.notes],
        "sources": [sources[source] for source in layer.sources if source in sources],
        "views": [_view(layer, view, figures, cards, say) for view in layer.views.values()],
    }


def _view(
    layer: BookLayer,
    view: View,
    figures: Mapping[str, int],
    cards: Mapping[str, FigureCard],
    say: _Phrases,
) -> dict[str, Any]:
    totals = {
        period: {region: say(total) for region, total in by_region.items()}
        for period, by_region in view.totals.items()
    }
    return {
        "name": view.name,
        "title": say(view.title),
        "unit": say(view.unit),
        "scale": _scale(view.scale, say),
        "cells": [encode_cells(view.cells[period], figures, say) for period in layer.periods],
        "notices": [
            [say(notice) for notice in value_notices(view.cells[period], cards)]
            for period in layer.periods
        ],
        "totals": totals,
    }


def _scale(scale: Scale, say: _Phrases) -> dict[str, Any]:
    return {
        "kind": scale.kind,
        "largest": short_number(scale.largest),
        "color": scale.color,
        "classes": [
            [klass.color, say(klass.label), klass.symbol, short_number(klass.upper)]
            for klass in scale.classes
        ],
    }


def _figure(card: FigureCard, sources: Mapping[str, int], say: _Phrases) -> list[Any]:
    figure = card.figure
    return [
        say(figure.place),
        str(figure.level),
        figure.indicator,
        say(card.indicator),
        say(card.value_text),
        say(card.period),
        figure.period,
        str(figure.role),
        str(figure.basis),
        sources.get(figure.source, -1),
        say(card.locator),
        [say(notice) for notice in card.notices],
        say(_written(figure)),
        short_number(None if figure.value is None else float(figure.value)),
        int(figure.quality == "indicative"),
        card.theme,
        str(figure.dust or ""),
    ]


def _written(figure: Figure) -> str:
    """Return the source's words for a number, with its unit unless they hold it already."""
    unit = figure.unit_written
    if figure.value is None or unit in figure.value_written:
        return figure.value_written
    return figure.value_written + unit


def _geometry(counties: GeoDataFrame, outlines: GeoDataFrame, say: _Phrases) -> dict[str, Any]:
    shapes, lines = list(counties.geometry), list(outlines.geometry)
    topology = Topology(shapes, lines)
    counted = [
        r for r, role in zip(topology.areas, counties["role"], strict=True) if role == "core"
    ]
    kept = (arc for group in (*counted, *topology.lines) for part in group for arc in part)
    topology.thin(kept, CONTEXT_TOLERANCE)
    english = counties["name_en"] if "name_en" in counties else counties["name"]
    names = [Text(str(zh), str(en)) for zh, en in zip(counties["name"], english, strict=True)]
    spots = [_label_spot(shape) for shape in shapes]
    return {
        "arcs": " ".join(encode_points(arc.tolist()) for arc in topology.arcs),
        "shapes": [
            [code, say(name), int(role == "core"), rings, *spot]
            for code, name, role, rings, spot in zip(
                counties["code"], names, counties["role"], topology.areas, spots, strict=True
            )
        ],
        "lines": _borders(outlines["rank"], topology.lines),
    }


def _borders(ranks: Iterable[str], lines: Sequence[list[list[int]]]) -> list[list[Any]]:
    """Return the border lines with their ranks, the highest last; where two run, it alone does."""
    ranked = sorted(zip(ranks, lines, strict=True), key=lambda pair: pair[0] == "national")
    national = {
        max(arc, ~arc) for rank, parts in ranked if rank == "national" for p in parts for arc in p
    }
    kept: list[list[Any]] = []
    for rank, parts in ranked:
        if rank == "national":
            kept.append([rank, parts])
            continue
        runs = [
            list(run)
            for part in parts
            for shared, run in groupby(part, lambda arc: max(arc, ~arc) in national)
            if not shared
        ]
        kept.append([rank, runs])
    return kept


def _label_spot(shape: BaseGeometry) -> tuple[int, int, int]:
    """Return where a wide label fits best: longitude, latitude, half its width, in steps."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    squeeze = float(np.cos(np.radians(largest.centroid.y))) / WIDE
    flat = shapely.transform(largest, lambda xy: xy * [squeeze, 1.0])
    tolerance = max(flat.length / 400, 1e-6)
    spoke = shapely.get_coordinates(shapely.maximum_inscribed_circle(flat, tolerance=tolerance))
    (x, y), radius = spoke[0], float(np.hypot(*(spoke[1] - spoke[0])))
    return _spot(x / squeeze), _spot(y), _spot(radius / squeeze)


def _spot(degrees: float) -> int:
    return round(float(degrees) * STEPS)
