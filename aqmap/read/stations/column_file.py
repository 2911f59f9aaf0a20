"""A workspace's ``columns.toml``: what the heads of its tables of hours mean."""

from __future__ import annotations

from pathlib import Path

from aqmap.errors import Fault, SpecError
from aqmap.read.stations.tables.column_names import column_meanings, known_heads
from aqmap.workspace.toml_schema import read_toml


def read_heads(path: Path) -> dict[str, str]:
    """
    Return a known name by each head that a file gives a meaning.

    A key is what a column holds (station, site, city, day, moment, hour, year, month, day_of_month,
    or a pollutant), its value a head or several.

    Raises
    ------
    SourceError
        If the file is no TOML.
    SpecError
        With every key that is no meaning, and every value that is no head.
    """
    meanings = column_meanings()
    heads: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for key, value in read_toml(path).items():
        listed = [value] if isinstance(value, str) else value
        fits = isinstance(listed, list) and all(isinstance(head, str) for head in listed)
        if key in meanings and fits:
            heads[key] = listed
        else:
            faults.append(Fault("head_key", path, found=key, expected=", ".join(meanings)))
    if faults:
        raise SpecError(faults)
    return known_heads(heads)
