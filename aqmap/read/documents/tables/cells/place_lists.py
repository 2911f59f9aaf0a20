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
    r"\s*(?:其中[:：]?)?(?P<name>[\u4e00-\u9fff]{2,12}?)\s*[（(:：]?\s*"
    r"(?P<value>(?:[≥≤<>]|大于|小于|不?[高低]于)?\s*[0-9０-９][0-9０-９.．]{0,11}"
    r"\s*(?:[^\s0-9、，,；;。：:（）()]|(?<=m)[23]){0,8})\s*[)）]?\s*[。]?\s*"
)
_BETWEEN = re.compile("[、，,；;\n]")
_LOCAL = re.compile(
    "(?!另|还有|包括|含|.*(?:改造|淘汰|整治|治理|建设|完成|任务))(?:.{1,8}(?:镇|乡|街道|农场|牧场|团场|园区|开发区|管委会)"
    "|(?:其余|其他)(?:各?(?:县市?|乡镇?|镇|街道|团场|地方))?[场区]?)"
)
"""Names of places below a county, which no workspace lists, and what is left beside them."""


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
    named = len(listed) > 1 or any(item.place for item in listed)
    return [] if not named or _is_ranking(listed) else listed


def _item(part: str, start: int, context: Context) -> PlaceValue | None:
    match = _ITEM.fullmatch(part)
    if match is None or read_cell(match["value"]).value is None:
        return None
    found = context.match(match["name"])
    if found.place is None and not found.candidates and not _LOCAL.fullmatch(match["name"]):
        return None
    span = (start + match.start("name"), start + match.end())
    return PlaceValue(match["name"], found.place, match["value"], span)


def _is_ranking(listed: Sequence[PlaceValue]) -> bool:
    return [item.value.strip() for item in listed] == [str(n + 1) for n in range(len(listed))]
