"""Cells that list places, each with its value: 昌吉市（33微克/立方米）、阜康市31."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aqmap.read.documents.context import Context
from aqmap.read.lexicon.cell_values import read_cell
from aqmap.workspace.places import Place

_LONGEST = 600
_ITEM = re.compile(
    r"\s*(?P<name>[\u4e00-\u9fff]{2,12}?)\s*[（(:：]?\s*"
    r"(?P<value>(?:[≥≤<>]|大于|小于|不?[高低]于)?\s*[0-9０-９][0-9０-９.．]{0,11}"
    r"\s*(?:[^\s0-9、，,；;。：:（）()]|(?<=m)[23]){0,8})\s*[)）]?\s*[。]?\s*"
)
_BETWEEN = re.compile("[、，,；;\n]")


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place of a list, its value as written, and where both stand in the cell."""

    name: str
    place: Place | None
    value: str
    span: tuple[int, int]


def read_place_list(text: str, context: Context) -> list[PlaceValue]:
    """
    Return the places that a cell lists with their values, or nothing where it holds anything else.

    Numbers that only count the places (昌吉市1、阜康市2) rank them.
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return []
    listed: list[PlaceValue] = []
    start = 0
    for part in _BETWEEN.split(text):
        if part.strip():
            item = _item(part, start, context)
            if item is None:
                return []
            listed.append(item)
        start += len(part) + 1
    return [] if not any(item.place for item in listed) or _is_ranking(listed) else listed


def _item(part: str, start: int, context: Context) -> PlaceValue | None:
    match = _ITEM.fullmatch(part)
    if match is None or read_cell(match["value"]).value is None:
        return None
    found = context.match(match["name"])
    if found.place is None and not found.candidates:
        return None
    span = (start + match.start("name"), start + match.end())
    return PlaceValue(match["name"], found.place, match["value"], span)


def _is_ranking(listed: Sequence[PlaceValue]) -> bool:
    return [item.value.strip() for item in listed] == [str(n + 1) for n in range(len(listed))]
