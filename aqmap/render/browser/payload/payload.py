"""The map book as the page's data: geometry and phrases once, values as short rows of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from aqmap.book.book_layers import BookLayer, View
from aqmap.book.dispatch.light_looks import LIGHT_SHAPES, RINGED
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.map_signs import UNCOUNTED
from aqmap.book.qualifiers import value_notices
from aqmap.book.scales import (
    ABROAD_FILL,
    ABSENT_FILL,
    BASE_FILL,
    CONTEXT_FILL,
    CONTEXT_LINE,
    HATCH_LINE,
    INDICATIVE_LINE,
    NATIONAL_LINE,
    NO_TASK_FILL,
    REASON_BASE,
    REASONS,
    Scale,
)
from aqmap.book.status_palette import SIGN_STROKES, VERDICT_LOOKS
from aqmap.model.audit_numbers import PAGE, review_line
from aqmap.model.findings import Finding
from aqmap.model.periods import period_text
from aqmap.render.browser.payload.cells import CellColumns, short_number
from aqmap.render.browser.payload.compared_rows import SHEET_WORDS, compared_payload
from aqmap.render.browser.payload.days import days_payload
from aqmap.render.browser.payload.dispatch_months import progress_payload
from aqmap.render.browser.payload.figure_columns import encode_figures
from aqmap.render.browser.payload.grid_images import GridsPayload
from aqmap.render.browser.payload.marks import encode_marks
from aqmap.render.browser.payload.measures_register import measures_payload
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.render.browser.payload.topology import STEPS, Topology, encode_lines
from aqmap.render.exclaves import exclaves_on_screen
from aqmap.render.html_embedding import embedded_json, packed
from aqmap.render.pinyin import readings
from aqmap.words import Text, catalogue, text
from aqmap.workspace.sources import Source

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

WORDS = ("page.", "role.", "basis.", "family.", "mark.", "dust.", "missing.", "drop.")
"""What of the catalogue goes into every page, besides the phrases of the book itself."""

OTHER_WORDS = ("paper.km", "map.sheet_title", "map.below_zero", "view.aqi", "monthly.draft.title",
               "underlay.title", "underlay.kind", "underlay.kind_of_part",
               "underlay.unfilled", *SHEET_WORDS, "pair.rows", "pair.columns", "pair.unit",
               "pair.bases", "pair.of")  # fmt: skip

PLAIN_LIMIT = 70_000
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
        return packed(written), "application/gzip"
    return written, "application/json"


def book_payload(book: MapBook) -> dict[str, Any]:
    """
    Return all that the page draws, as plain lists and dictionaries.

    Notes
    -----
    Fields are read by ``book.js``. Phrases stand once under ``texts`` and are named by number;
    a place, figure, region or source is named by its place in its list.
    """
    phrases = Phrases()
    words = {
        key: phrases.number(phrase) for key, phrase in catalogue().items() if key.startswith(WORDS)
    }
    for key in OTHER_WORDS:
        words[key] = phrases.number(catalogue()[key])
    codes = {place.code: number for number, place in enumerate(book.places)}
    regions = {region.id: number for number, region in enumerate(book.regions)}
    figures = {key: number for number, key in enumerate(book.figures)}
    sources = {key: number for number, key in enumerate(book.sources)}
    grids = GridsPayload(book, sources, phrases)
    columns = CellColumns(book.figures, figures, phrases)
    payload = {
        "title": phrases.number(book.title),
        "date": book.date.isoformat() if book.date else "",
        "compiler": phrases.number(book.compiler),
        "status": phrases.number(book.audit.status(PAGE, book.audience)),
        # What is taken away from the page is no longer what a number was given to.
        "unreviewed": phrases.number(review_line(book.audience, "")),
        "checked": book.audience.gets_findings,
        "credit": phrases.number(book.boundary_credit),
        "unmatched": list(book.unmatched),
        "base": REASON_BASE,
        "reasons": [_reason(reason, family, phrases) for reason, family in REASONS],
        "regions": [_region(region, codes, book.web_counties, phrases) for region in book.regions],
        "places": [_place(place, regions, phrases) for place in book.places],
        "geo": _geometry(book.web_counties, book.web_outlines, phrases),
        "ground": {
            "context": CONTEXT_FILL, "edge": CONTEXT_LINE, "abroad": ABROAD_FILL,
            "outline": NATIONAL_LINE, "base": BASE_FILL, "pale": NO_TASK_FILL,
            "absent": ABSENT_FILL,
            "hatch": HATCH_LINE, "indicative": INDICATIVE_LINE, "uncounted": UNCOUNTED,
        },
        "signs": SIGN_STROKES,
        "lights": LIGHT_SHAPES,
        "ringed": RINGED,
        "verdicts": [[v.color, phrases.number(text(f"status.{verdict}")), v.sign]
                     for verdict, v in VERDICT_LOOKS.items()],
        "themes": [[key, phrases.number(name)] for key, name in book.themes.items()],
        "layers": [
            _layer(layer, regions, sources, columns)
            | progress_payload(layer, codes, phrases)
            | grids.of_layer(layer)
            | compared_payload(layer, columns)
            for layer in book.page_layers
        ],
        "marks": [encode_marks(marks, codes, sources, columns) for marks in book.marks],
        "figures": encode_figures(book.figures.values(), sources, phrases),
        "sources": [_source(source, phrases) for source in book.sources.values()],
        "findings": [_finding(finding, figures, phrases) for finding in book.findings],
        "words": words,
    }  # fmt: skip
    payload["pinyin"] = readings(_searched(book))
    payload |= measures_payload(book, phrases, figures, sources)
    payload |= days_payload(book, phrases, sources)
    payload["grids"] = grids.items
    payload["reading"] = book.reading
    return payload | {"texts": phrases.items}


def _region(
    region: BookRegion, codes: Mapping[str, int], counties: GeoDataFrame, phrases: Phrases
) -> list[Any]:
    return [
        region.id,
        phrases.number(region.name),
        region.prefecture,
        [codes[code] for code in region.places],
        [[codes[code] for code in part] for part in _apart(region, counties)],
    ]


def _apart(region: BookRegion, counties: GeoDataFrame) -> list[tuple[str, ...]]:
    """Return what an inset shows: as the region says, as on paper, else its exclaves."""
    core = counties[counties["code"].isin(region.places)]
    shapes = dict(zip(core["code"], core.geometry, strict=True))
    if region.inset is not None:
        return [(code,) for code in region.inset if code in shapes]
    return exclaves_on_screen(shapes)


def _searched(book: MapBook) -> str:
    """Return all that is searched for on the page: layers, themes, places."""
    names = [layer.title.zh for layer in book.page_layers]
    names += [theme.zh for theme in book.themes.values()]
    return "".join(names + [place.name.zh + place.label.zh for place in book.places])


def _reason(reason: str, family: str, phrases: Phrases) -> list[Any]:
    name, letter = text(f"reason.{reason}"), text(f"reason.{reason}.letter")
    return [reason, family, phrases.number(name), phrases.number(letter)]


def _place(place: BookPlace, regions: Mapping[str, int], phrases: Phrases) -> list[Any]:
    return [
        place.code,
        phrases.number(place.name),
        phrases.number(place.label),
        str(place.level),
        regions[place.region],
        _steps_if_known(place.lon),
        _steps_if_known(place.lat),
        None if place.area_km2 is None else round(place.area_km2, 2),
        phrases.number(place.note),
    ]


def _source(source: Source, phrases: Phrases) -> list[Any]:
    return [
        source.id,
        phrases.number(source.title),
        phrases.number(source.label),
        source.number,
        phrases.number(source.issuer),
        source.date.isoformat() if source.date else "",
        phrases.number(source.licence),
        source.address,
        phrases.number(source.note),
    ]


def _finding(finding: Finding, figures: Mapping[str, int], phrases: Phrases) -> list[Any]:
    return [
        finding.id,
        str(finding.severity),
        finding.kind,
        finding.indicator,
        phrases.number(finding.title),
        phrases.number(finding.detail),
        [figures[key] for key in finding.figures if key in figures],
    ]


def _steps(degrees: float) -> int:
    return round(float(degrees) * STEPS)


def _steps_if_known(degrees: float | None) -> int | None:
    return None if degrees is None else _steps(degrees)


def _layer(
    layer: BookLayer,
    regions: Mapping[str, int],
    sources: Mapping[str, int],
    columns: CellColumns,
) -> dict[str, Any]:
    phrases = columns.phrases
    return {
        "id": layer.id,
        "title": phrases.number(layer.title),
        "theme": layer.theme,
        "indicator": layer.indicator,
        "periods": [[period, phrases.number(period_text(period))] for period in layer.periods],
        "regions": [regions[region] for region in layer.regions],
        "notes": [phrases.number(note) for note in layer.notes],
        "satellite": phrases.number(layer.satellite),
        "sources": [sources[source] for source in layer.sources if source in sources],
        "views": [_view(layer, view, columns) for view in layer.views.values()],
    }


def _view(layer: BookLayer, view: View, columns: CellColumns) -> dict[str, Any]:
    phrases = columns.phrases
    totals = {
        period: {region: phrases.number(total) for region, total in by_region.items()}
        for period, by_region in view.totals.items()
    }
    return {
        "name": view.name,
        "title": phrases.number(view.title),
        "unit": phrases.number(view.unit),
        "scale": _scale(view.scale, phrases),
        "cells": [columns.encode(view.cells[period]) for period in layer.periods],
        "notices": [
            [phrases.number(notice) for notice in value_notices(view.cells[period], columns.cards)]
            for period in layer.periods
        ],
        "totals": totals,
    } | _pairs(layer, view, columns)


def _pairs(layer: BookLayer, view: View, columns: CellColumns) -> dict[str, Any]:
    """Return of a map of two layers by period what each of them shows."""

    def of_side(side: int, period: str) -> dict[str, Any]:
        return columns.encode(cell.pair[side] if cell else None for cell in view.cells[period])

    sides = range(len(view.scale.axes))
    by_period = [[of_side(side, period) for side in sides] for period in layer.periods]
    return {"pairs": by_period} if sides else {}


def _scale(scale: Scale, phrases: Phrases) -> dict[str, Any]:
    return {
        "kind": scale.kind,
        "largest": short_number(scale.largest),
        "color": scale.color,
        "belowZero": scale.below_zero,
        "classes": [
            [klass.color, phrases.number(klass.label), klass.symbol, short_number(klass.upper)]
            for klass in scale.classes
        ],
    } | _axes(scale, phrases)


def _axes(scale: Scale, phrases: Phrases) -> dict[str, Any]:
    """Return what the classes of two layers are: of each its title, unit and limits."""
    axes = [
        [
            phrases.number(axis.named),
            phrases.number(axis.unit),
            [phrases.number(klass.label) for klass in axis.scale.classes],
        ]
        for axis in scale.axes
    ]
    return {"axes": axes} if axes else {}


def _geometry(counties: GeoDataFrame, outlines: GeoDataFrame, phrases: Phrases) -> dict[str, Any]:
    shapes, lines = list(counties.geometry), list(outlines.geometry)
    topology = Topology(shapes, lines)
    counted = [
        rings
        for rings, role in zip(topology.areas, counties["role"], strict=True)
        if role == "core"
    ]
    uncut_arcs = (arc for group in (*counted, *topology.lines) for chain in group for arc in chain)
    topology.thin(uncut_arcs, CONTEXT_TOLERANCE)
    english = counties["name_en"] if "name_en" in counties else counties["name"]
    names = [Text(str(zh), str(en)) for zh, en in zip(counties["name"], english, strict=True)]
    label_points = _label_points(shapes)
    return {
        "arcs": encode_lines(topology.arcs),
        "shapes": [
            [code, phrases.number(name), int(role == "core"), rings, *label_point]
            for code, name, role, rings, label_point in zip(
                counties["code"], names, counties["role"], topology.areas, label_points, strict=True
            )
        ],
        "lines": _borders(outlines["rank"], topology.lines),
    }


def _borders(ranks: Iterable[str], lines: Sequence[list[list[int]]]) -> list[list[Any]]:
    """Return the border lines with their ranks, the highest last; where two run, it alone does."""
    ranked = sorted(zip(ranks, lines, strict=True), key=lambda pair: pair[0] == "national")
    national = {
        max(arc, ~arc)
        for rank, chains in ranked
        if rank == "national"
        for chain in chains
        for arc in chain
    }
    borders: list[list[Any]] = []
    for rank, chains in ranked:
        if rank == "national":
            borders.append([rank, chains])
            continue
        runs = [
            list(run)
            for chain in chains
            for shared, run in groupby(chain, lambda arc: max(arc, ~arc) in national)
            if not shared
        ]
        borders.append([rank, runs])
    return borders


def _label_points(shapes: Sequence[BaseGeometry]) -> list[tuple[int, int, int]]:
    """Return where wide labels fit best: longitude, latitude, half the width, in steps."""
    flat = np.array([_largest_part(shape) for shape in shapes], dtype=object)
    squeeze = np.cos(np.radians(shapely.get_y(shapely.centroid(flat)))) / WIDE
    points, shape_of = shapely.get_coordinates(flat, return_index=True)
    points[:, 0] *= squeeze[shape_of]
    flat = shapely.set_coordinates(flat, points)
    tolerance = np.maximum(shapely.length(flat) / 400, 1e-6)
    radii = shapely.maximum_inscribed_circle(flat, tolerance=tolerance)
    ends = shapely.get_coordinates(radii).reshape(-1, 2, 2)
    halves = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    found = zip(ends[:, 0, 0] / squeeze, ends[:, 0, 1], halves / squeeze, strict=True)
    return [(_steps(x), _steps(y), _steps(half)) for x, y, half in found]


def _largest_part(shape: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = list(shapely.get_parts(shape))
    return max(parts, key=lambda part: part.area)
