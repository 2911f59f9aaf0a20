"""Names that PostgreSQL takes as they are: no longer than it allows, and no two alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from aqmap.render.exchange.gis.package_tables import storable

MOST_BYTES = 63
"""Of a name; PostgreSQL cuts what is longer, so that two long names become one."""
_OF_SYSTEM = ("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid")
"""Columns that every table has of itself."""


def storable_text(written: str) -> str:
    """Return a text as PostgreSQL stores it, which knows no character of number 0."""
    return str(storable(written)).replace("\0", "\N{REPLACEMENT CHARACTER}")


def free_database_name(wanted: str, taken: Iterable[str]) -> str:
    """
    Return a name for a table, view or column that none has yet, in whatever case.

    Returns
    -------
    name
        As wanted, with ``_`` behind it where it is taken; what is too long is cut, and ends in
        ``~`` and eight digits of the hash of the whole.
    """
    folded = {name.casefold() for name in taken}
    whole = storable_text(wanted) or "_"
    while (name := _shortened(whole)).casefold() in folded:
        whole += "_"
    return name


def _shortened(name: str) -> str:
    if len(name.encode()) <= MOST_BYTES:
        return name
    mark = f"~{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return name.encode()[: MOST_BYTES - len(mark)].decode("utf-8", "ignore") + mark


def column_names(columns: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return the columns of a table by names that none of them shares with `taken` or another."""
    names: list[str] = []
    for column in columns:
        names.append(free_database_name(column, (*_OF_SYSTEM, *taken, *names)))
    return names
