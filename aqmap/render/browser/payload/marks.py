"""Overlays as the page's data: features, their signs' facts, and what they show in each layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.book_layers import Mark, Marks
from aqmap.render.browser.payload.cells import CellColumns
from aqmap.render.browser.payload.topology import encode_points, quantise


def encode_marks(
    marks: Marks,
    codes: Mapping[str, int],
    sources: Mapping[str, int],
    columns: CellColumns,
) -> dict[str, Any]:
    """
    Return an overlay as ``book.js`` reads it.

    Parameters
    ----------
    marks
        The overlay.
    codes, sources
        Position of each place and source by its id.
    columns
        Writes readings, and numbers figures and phrases.
    """
    phrases = columns.phrases
    readings = {
        layer: [columns.encode(cells) for cells in by_period.values()]
        for layer, by_period in marks.readings.items()
        if layer != marks.id  # single days: the page has them all in the calendars
    }
    return {
        "id": marks.id,
        "title": phrases.number(marks.title),
        "symbol": marks.symbol,
        "color": marks.color,
        "source": sources.get(marks.source, -1),
        "notice": phrases.number(marks.notice),
        "notes": [phrases.number(note) for note in marks.notes],
        "shown": marks.shown,
        "indicator": marks.indicator,
        "categories": [
            {"name": phrases.number(c.name), "symbol": c.symbol, "color": c.color}
            for c in marks.categories
        ],
        "readings": readings,
        "features": [_mark(mark, codes, columns) for mark in marks.features],
    }


def _mark(mark: Mark, codes: Mapping[str, int], columns: CellColumns) -> list[Any]:
    phrases, figures = columns.phrases, columns.figures
    return [
        mark.code,
        phrases.number(mark.name),
        _encoded_geometry(mark.geometry),
        codes.get(mark.place, -1),
        int(mark.background),
        int(mark.indicative),
        phrases.number(mark.value_label),
        [[phrases.number(name), phrases.number(fact)] for name, fact in mark.facts],
        [figures[key] for key in mark.figures if key in figures],
        mark.category,
    ]


def _encoded_geometry(shape: BaseGeometry) -> list[str]:
    """Return a geometry as its kind and its lines: ``["area", ring, ...]``."""
    kinds = {"Point": "point", "MultiPoint": "point", "LineString": "line"}
    kinds |= {"MultiLineString": "line", "Polygon": "area", "MultiPolygon": "area"}
    kind = kinds[shape.geom_type]
    lines = [
        line
        for member in shapely.get_parts(shape)
        for line in ([member] if kind != "area" else [member.exterior, *member.interiors])
    ]
    return [kind, *(encode_points(quantise(line)) for line in lines)]
