"""Overlays as the page's data: features, their signs' facts, and what they show in each layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.book_layers import Mark, Marks
from aqmap.render.browser.payload.cells import Say, encode_cells
from aqmap.render.browser.payload.topology import encode_points, quantise


def encode_marks(
    marks: Marks,
    codes: Mapping[str, int],
    figures: Mapping[str, int],
    sources: Mapping[str, int],
    say: Say,
) -> dict[str, Any]:
    """
    Return an overlay as ``book.js`` reads it.

    Parameters
    ----------
    marks
        The overlay.
    codes, figures, sources
        Position of each place, figure and source by its id.
    say
        Gives a phrase its number.
    """
    readings = {
        layer: [encode_cells(cells, figures, say) for cells in by_period.values()]
        for layer, by_period in marks.readings.items()
        if layer != marks.id  # single days: the page has them all in the calendars
    }
    return {
        "id": marks.id,
        "title": say(marks.title),
        "symbol": marks.symbol,
        "color": marks.color,
        "source": sources.get(marks.source, -1),
        "notice": say(marks.notice),
        "notes": [say(note) for note in marks.notes],
        "shown": marks.shown,
        "indicator": marks.indicator,
        "readings": readings,
        "features": [_mark(mark, codes, figures, say) for mark in marks.features],
    }


def _mark(mark: Mark, codes: Mapping[str, int], figures: Mapping[str, int], say: Say) -> list[Any]:
    return [
        mark.code,
        say(mark.name),
        _drawn(mark.geometry),
        codes.get(mark.place, -1),
        int(mark.background),
        int(mark.indicative),
        say(mark.value_label),
        [[say(name), say(fact)] for name, fact in mark.facts],
        [figures[key] for key in mark.figures if key in figures],
    ]


def _drawn(shape: BaseGeometry) -> list[str]:
    """Return a geometry as its kind and its lines: ``["area", ring, ...]``."""
    kinds = {"Point": "point", "MultiPoint": "point", "LineString": "line"}
    kinds |= {"MultiLineString": "line", "Polygon": "area", "MultiPolygon": "area"}
    kind = kinds[shape.geom_type]
    lines = [
        line
        for part in shapely.get_parts(shape)
        for line in ([part] if kind != "area" else [part.exterior, *part.interiors])
    ]
    return [kind, *(encode_points(quantise(line).tolist()) for line in lines)]
