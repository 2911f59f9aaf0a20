"""The readers' rules as data: by them the interactive page reads a file that is dropped on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from aqmap.book.map_book import MapBook
from aqmap.files import number_formats
from aqmap.files.text_files import CONTROL
from aqmap.files.written_rows import SEPARATORS
from aqmap.model.figures import COLUMNS
from aqmap.model.units import LONGEST, SPELLINGS, unit_nouns
from aqmap.read.lexicon import cell_values, degrees, written_periods
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES
from aqmap.read.lexicon.header_words import PLACE_HEAD
from aqmap.read.stations.station_lists import (
    HEADING_UNIT,
    LAT,
    LON,
    SHIFTED,
    SHIFTED_FILE,
    STATION_COLUMNS,
)
from aqmap.read.tables import figure_cells, figure_words
from aqmap.workspace import places as place_names
from aqmap.workspace.indicators import PASSED_OVER, Indicators
from aqmap.workspace.places import SUBTOTALS, TOTALS, Places
from aqmap.workspace.workspace import Workspace

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    **place_names.PATTERNS,
    **cell_values.PATTERNS,
    **figure_cells.PATTERNS,
    **written_periods.PATTERNS,
    **degrees.PATTERNS,
    **number_formats.PATTERNS,
    "passed_over": PASSED_OVER,
    "control": CONTROL,
    "place_head": PLACE_HEAD,
    "heading_marks": figure_words.MARKS,
    "heading_unit": HEADING_UNIT,
    "shifted": SHIFTED,
    "shifted_file": SHIFTED_FILE,
}
_VERBOSE_BLANK = re.compile(r"(\\.)|\s+", re.DOTALL)
_STATION_COLUMNS = ("code", "name", "city", "county", "lon", "lat", "datum")


def with_reading(book: MapBook, workspace: Workspace) -> MapBook:
    """Return a book whose page reads dropped files as the workspace's readers would."""
    drawn = [layer.indicator for layer in book.page_layers]
    rules = reading_rules(workspace.places, workspace.indicators, drawn)
    return replace(book, reading=rules)


def reading_rules(places: Places, indicators: Indicators, drawn: Iterable[str]) -> dict[str, Any]:
    """
    Return what a reader of tables knows, as lists and dictionaries.

    Parameters
    ----------
    places
        All that a name may mean.
    indicators
        The catalogue.
    drawn
        Ids of the indicators that the page has maps of: the others are strange to it.

    Returns
    -------
    rules
        Patterns are those of the readers themselves, in the grammar of the page's script.
    """
    nouns, multiples = unit_nouns()
    kinds = {
        kind: number for number, kind in enumerate(dict.fromkeys(k for k, _ in nouns.values()))
    }
    return {
        **_place_rules(places),
        "totals": [*TOTALS, *SUBTOTALS],
        "absences": {
            absence.value: sorted(words) for absence, words in cell_values.ABSENCES.items()
        },
        "patterns": {name: _of_script(pattern) for name, pattern in _PATTERNS.items()},
        "comparators": _words(COMPARATORS),
        "suffixes": _words(SUFFIXES),
        "nouns": {name: [kinds[kind], size] for name, (kind, size) in nouns.items()},
        "multiples": multiples,
        "unit_spellings": SPELLINGS,
        "longest_unit": LONGEST,
        "columns": {**{name: name for name in COLUMNS}, **figure_words.HEADINGS},
        "codes": {name: dict(words) for name, words in figure_words.CODES.items()},
        "station_columns": {
            column.name: list(column.headings or (column.name,))
            for column in STATION_COLUMNS.columns
            if column.name in _STATION_COLUMNS
        },
        "angle_signs": degrees.SIGNS,
        "hemispheres": degrees.HEMISPHERES,
        "bounds": [LON, LAT],
        "separators": SEPARATORS,
        "local_dates": sorted(number_formats.LOCAL_DATES),
        "indicators": _indicators(indicators, set(drawn)),
    }


def _place_rules(places: Places) -> dict[str, Any]:
    befores: dict[tuple[str, ...], int] = {}
    rows = {}
    for place in places:
        before = tuple(sorted(places.names_before(place)))
        number = befores.setdefault(before, len(befores))
        facts = (place.prefecture, place.level.value, number)
        rows[place.code] = [*place.name, *facts, *place.other_names]
    return {"places": rows, "before": [list(before) for before in befores]}


def _indicators(indicators: Indicators, drawn: set[str]) -> list[list[Any]]:
    spellings: dict[str, list[str]] = {}
    for key, indicator in indicators.aliases.items():
        spellings.setdefault(indicator.id, []).append(key)
    return [
        [
            indicator.id,
            *indicator.label,
            *indicator.unit,
            list(indicator.unit_aliases),
            spellings.get(indicator.id, []),
        ]
        for indicator in indicators.values()
        if indicator.id in drawn
    ]


def _words(words: Iterable[tuple[str, Any]]) -> list[list[str]]:
    return [[pattern, comparator.value] for pattern, comparator in words]


def _of_script(pattern: re.Pattern[str]) -> list[str]:
    """Return a pattern and its flags as JavaScript writes them."""
    source = pattern.pattern
    if pattern.flags & re.VERBOSE:
        source = _VERBOSE_BLANK.sub(lambda found: found[1] or "", source)
    flags = "i" * bool(pattern.flags & re.IGNORECASE) + "s" * bool(pattern.flags & re.DOTALL)
    return [source.replace("(?P<", "(?<"), flags]
