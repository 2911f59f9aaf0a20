"""Rows that say one thing of a whole table: its unit, who filled it in, a footnote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aqmap.model.units import is_unit
from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.one_line import one_line

_FOOTNOTE = re.compile(
    r"[（(]?(?:备?注|说明|附注|注释|资料来源|数据来源)[0-9一二三]?[:：].*|备?注|说明"
)
_SIGNED = re.compile(
    r"(?:填报|制表|审核|审批|签发|填表|复核|联系|负责|报送|单位负责)(?:人|单位|电话|日期|时间)?(?:签[字章])?[:：(（].*"
)
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位[:：](?P<units>[^（）()]+)[)）]?")
_UNIT_IN = re.compile(r"[（(]?(?:计量)?单位[:：](?P<units>[^（）()]+)(?:[)）]|$)")
_UNIT_LAST = re.compile(r"[^（()）]{2,40}[（(](?P<units>[^（）()]{1,12})[)）]")
_BETWEEN = re.compile("[、，,;；和及]")


def stated_units(line: str) -> list[str]:
    """Return the units that a line states for the table below it: 单位：户、万平方米."""
    plain = one_line(line)
    stated = _UNIT_LINE.fullmatch(plain) or _UNIT_IN.search(plain) or _UNIT_LAST.fullmatch(plain)
    if not stated:
        return []
    parts = [part for part in _BETWEEN.split(stated["units"]) if part]
    return parts if all(is_unit(part) for part in parts) else []


def note_rows(rows: Sequence[Sequence[GridCell]]) -> dict[int, str]:
    """Return the rows that say one thing of the whole table, with the reason."""
    notes: dict[int, str] = {}
    for row_index, row in enumerate(rows):
        texts = list(dict.fromkeys(one_line(cell.text) for cell in row if one_line(cell.text)))
        if not texts:
            continue
        if any(_UNIT_LINE.fullmatch(text) for text in texts) and len(texts) <= 2:
            notes[row_index] = "unit_cell"
        elif (
            _SIGNED.fullmatch(texts[0])
            or (len(texts) == 1 and _FOOTNOTE.fullmatch(texts[0]))
            or (_FOOTNOTE.fullmatch(texts[0]) and len(texts) == 2 and len(texts[1]) > 6)
        ):
            notes[row_index] = "footnote"
    return notes
