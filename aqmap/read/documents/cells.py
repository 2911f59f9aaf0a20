"""What a cell says: a number with its note, or one of the absences; they never run together."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from aqmap.figures import Absence

_DASHES = frozenset("-‐‑‒–—―−－─一/／\\")
_NOT_REPORTED = frozenset(("未报送", "未报", "未上报", "未填报", "暂未报送"))
_NO_FIGURE = frozenset(("暂无", "无", "无数据", "暂无数据"))
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?")
_NOTED = re.compile(rf"(?P<number>{_NUMBER.pattern})\s*(?P<unit>%|‰)?\s*(?P<note>\(.*\))?")
_BROKEN = re.compile(r"[+-]?[\dOolI.,\s%]*\d[\dOolI.,\s%]*")


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell's number and note, or its absence; `broken` where digits make no number."""

    value: Decimal | None = None
    absence: Absence | None = None
    note: str = ""
    unit: str = ""
    broken: bool = False


def parse_cell(written: str) -> CellValue:
    """
    Read what a cell says.

    Parameters
    ----------
    written
        As printed: full-width digits, thousands separators, a percent sign and a note in
        brackets are understood.

    Returns
    -------
    cell
        A number (also 0), or exactly one absence: blank, dash, not reported, no figure, text.
        Digits that make no number (``12..5``, ``1O5``) are text and `broken`; with other signs
        between them (``5-6``, ``煤质：1次/年``) they are a text.
    """
    plain = unicodedata.normalize("NFKC", written).strip()
    if not plain:
        return CellValue(absence=Absence.BLANK)
    if set(plain) <= _DASHES:
        return CellValue(absence=Absence.DASH)
    if plain in _NOT_REPORTED:
        return CellValue(absence=Absence.NOT_REPORTED)
    if plain in _NO_FIGURE:
        return CellValue(absence=Absence.NO_FIGURE)
    match = _NOTED.fullmatch(plain)
    if match:
        number = Decimal(re.sub(r"[, ]", "", match["number"]))
        return CellValue(number, None, (match["note"] or "")[1:-1], match["unit"] or "")
    return CellValue(absence=Absence.TEXT, broken=_BROKEN.fullmatch(plain) is not None)
