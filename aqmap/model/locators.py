"""Locators: the spot in a source that a figure stands at."""

from __future__ import annotations

import re

from aqmap.model.figures import Figure

_ANNEX_ROW = re.compile(r"table (?P<table>\d+); row (?P<row>\d+(?:\.\d+)*);")


def annex_row(locator: str) -> tuple[str, str] | None:
    """Return the table and the number of the row that a figure stands in, if it has a number."""
    found = _ANNEX_ROW.match(locator)
    return (found["table"], found["row"]) if found else None


def spot(figure: Figure, *words: str) -> str:
    """Return the parts of a figure's locator that begin with these words; empty if it has none."""
    parts = [p.strip() for p in figure.locator.split(";")]
    return "; ".join(p for p in parts if p.partition(" ")[0] in words)


def table_of(figure: Figure) -> str:
    """Return the table a figure stands in, or empty for one from a sentence."""
    return spot(figure, "table")


def sentence_of(figure: Figure) -> str:
    """Return the locator as far as its sentence, or empty for one from elsewhere."""
    head, found, rest = figure.locator.partition("sentence ")
    return head + found + rest.split(";")[0].strip() if found else ""


def located(number: int, *at: str) -> str:
    """Return a locator in a table; a cell of another part of it (table 2; cell B2) says which."""
    *before, cell = at
    table, _, own = cell.rpartition("; ") if cell.startswith("table ") else ("", "", cell)
    return "; ".join(filter(None, (table or f"table {number}", *before, own)))


def locator_parts(locator: str) -> list[tuple[str, str]]:
    """Return a locator's parts in order, each a word and its value."""
    pairs = []
    for part in filter(None, (p.strip() for p in locator.split(";"))):
        word, _, value = part.partition(" ")
        pairs.append((word, value))
    return pairs
