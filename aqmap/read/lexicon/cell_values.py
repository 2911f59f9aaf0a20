"""What a cell says: a number with its note, or one of the absences; they never run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from aqmap.model.figures import Absence, Comparator
from aqmap.model.units import is_unit
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES, any_word, comparator_of
from aqmap.read.lexicon.one_line import without_hidden

_DASHES = frozenset("-‐‑‒–—―−－─一/／\\")
_NOT_REPORTED = frozenset(("未报送", "未报", "未上报", "未填报", "暂未报送"))
_NO_FIGURE = frozenset(("暂无", "无", "无数据", "暂无数据"))
_SIGN = "[+\\-−–‐‑]?"
_NUMBER = re.compile(rf"{_SIGN}(?:[1-9][0-9]{{0,2}}(?:[, ][0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?")
_POWER = re.compile(r"(?<![0-9.,])10\s*[⁰¹²³⁴-⁹]")  # 10 000, or 10 with a footnote
_NOTED = re.compile(rf"(?P<number>{_NUMBER.pattern})\s*(?P<unit>%|‰)?\s*(?P<note>\(.*\))?")
_BROKEN = re.compile(r"[+-]?[\dOolI.,\s%]*\d[\dOolI.,\s%]*")
# Signs that point to a footnote; behind a digit they would otherwise become digits of it.
_POINTERS = re.compile(r"(?<=[0-9０-９%％）)])\s*(?:[①-⒛➀-➓❶-❿⁰¹²³⁴-⁹]|\*+|＊+|注[0-9]?)+$")
_SMALL = re.compile("[①-⒛➀-➓❶-❿⁰¹²³⁴-⁹]")
_PADDED_POINT = re.compile(r"(?<=\d)\s+\.(?=\d)")  # 12 .5; but 1. 5 may be number 1 of a list
_LONGEST = 100  # a float can hold it
_ENDLESS = re.compile(
    rf"(?:{any_word(COMPARATORS)})?\s*(?:{_SIGN}(?:nan|inf(?:inity)?|∞|无穷大?)(?:\(\w*\))?"
    rf"|{_SIGN}1\.#\w*|{_SIGN}[0-9]+(?:\.[0-9]*)?e\+?0*[3-9][0-9]{{2,}}|{_SIGN}[0-9.]+e\+?0*[0-9]{{4,}})"
    r"\s*(?P<unit>\S*)",
    re.IGNORECASE,
)

_SAID = re.compile(
    rf"(?P<before>{any_word(COMPARATORS)})?\s*(?P<about>大?约|近)?\s*"
    rf"(?P<number>{_NUMBER.pattern})\s*(?P<more>余|多)?\s*"
    r"(?P<unit>(?:[^\s0-9()余左以及或]|(?<=m)[23])*)\s*"
    rf"(?P<less>余|左右)?\s*(?P<after>{any_word(SUFFIXES)})?\s*"
    r"(?P<note>\(.*\))?",
    re.DOTALL,
)
_NO_UNITS = re.compile(r"[年月日周]|.*/[年月日天周]")  # a date, or how often
_MULTIPLES = ("万", "亿")
_SCOPE = re.compile("含|包括|扣除|除外")

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "pointers": _POINTERS,
    "small": _SMALL,
    "power": _POWER,
    "padded_point": _PADDED_POINT,
    "noted": _NOTED,
    "broken": _BROKEN,
    "endless": _ENDLESS,
    "said": _SAID,
    "no_units": _NO_UNITS,
}
"""The grammar of a cell, for the interactive page, which reads dropped files by it."""
ABSENCES: Mapping[Absence, frozenset[str]] = {
    Absence.DASH: _DASHES,
    Absence.NOT_REPORTED: _NOT_REPORTED,
    Absence.NO_FIGURE: _NO_FIGURE,
}
"""The words of each absence; of a dash, its signs, which may stand several times."""


@dataclass(frozen=True, slots=True)
class CellValue:
    """
    A cell's number, or its absence.

    Attributes
    ----------
    value, absence
        One of them.
    note, unit
        What stands in brackets behind the number, and its unit.
    comparator
        What the cell says of how the number is to be met: ≥80, 80以上.
    about
        Whether it says that the number is approximate.
    broken
        Whether digits make no number.
    endless
        Whether it is what programs write for no finite number (nan, inf, 1e309); then also broken.
    """

    value: Decimal | None = None
    absence: Absence | None = None
    note: str = ""
    unit: str = ""
    comparator: Comparator | None = None
    about: bool = False
    broken: bool = False
    endless: bool = False


@lru_cache(maxsize=16_384)
def parse_cell(written: str) -> CellValue:
    """
    Read what a cell says where it can only be a number with a percent sign and a note.

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
        between them (``5-6``, ``煤质：1次/年``) they are a text. What is no finite number (``nan``,
        ``inf``, ``1e309``) is `broken` too, and `endless`.

    Examples
    --------
    >>> cell = parse_cell("135.00（含开发区）")
    >>> cell.value, cell.note
    (Decimal('135.00'), '含开发区')
    >>> [parse_cell(written).absence.value for written in ("", "—", "未报送", "正在统计")]
    ['blank', 'dash', 'not_reported', 'text']
    """
    body = without_hidden(written).strip()
    pointer = _POINTERS.search(body)
    body = body[: pointer.start()] if pointer else body
    small = re.search(r"[0-9０-９]", body) and _SMALL.search(re.sub("(?<=[a-zA-Z])[²³]", "", body))
    if small or _POWER.search(written):
        return CellValue(absence=Absence.TEXT)
    plain = _PADDED_POINT.sub(".", unicodedata.normalize("NFKC", body).strip())
    if absence := _absence(plain):
        return CellValue(absence=absence)
    match = _NOTED.fullmatch(plain)
    if match and len(match["number"]) <= _LONGEST:
        note = _joined((match["note"] or "")[1:-1], pointer[0].strip() if pointer else "")
        return CellValue(_decimal(match["number"]), None, note, match["unit"] or "")
    endless = is_endless(plain)
    broken = endless or _BROKEN.fullmatch(plain) is not None
    return CellValue(absence=Absence.TEXT, broken=broken, endless=endless)


def is_endless(plain: str) -> bool:
    """Return whether a cell is what programs write for no finite number, with or without a unit."""
    match = _ENDLESS.fullmatch(plain)
    return match is not None and (not match["unit"] or is_unit(match["unit"]))


def read_cell(written: str, is_own_unit: Callable[[str], bool] = lambda _: False) -> CellValue:
    """
    Read a table's cell: as `parse_cell`, and with a unit, a comparator or 约 around the number.

    ``8.77万户``, ``≥80%``, ``不低于80``, ``80以上``, ``约3800亩``. A bare 万 is a unit. What is
    a date or tells how often (``12月``, ``1次/年``), a range or two numbers, stays a text.

    Parameters
    ----------
    written
        As printed.
    is_own_unit
        Says of a unit whether it is that of what the cell counts: 1次/年 then is a number.
    """
    plain_cell = parse_cell(written)
    if plain_cell.absence != Absence.TEXT or plain_cell.broken:
        return plain_cell
    body = without_hidden(written).strip()
    pointer = _POINTERS.search(body)
    body = body[: pointer.start()] if pointer else body
    if _SMALL.search(re.sub("(?<=[a-zA-Z])[²³]", "", body)) or _POWER.search(written):
        return plain_cell
    match = _SAID.fullmatch(unicodedata.normalize("NFKC", body).strip())
    if match is None or len(match["number"]) > _LONGEST:
        return plain_cell
    unit = match["unit"]
    known = not unit or unit in _MULTIPLES or is_own_unit(unit)
    if not known and (_NO_UNITS.fullmatch(unit) or not is_unit(unit)):
        return plain_cell
    return CellValue(
        _decimal(match["number"]),
        note=_joined((match["note"] or "")[1:-1], pointer[0].strip() if pointer else ""),
        unit=unit,
        comparator=_comparator(match),
        about=any(match[part] for part in ("about", "more", "less")),
    )


def with_note_as_unit(cell: CellValue) -> CellValue:
    """Return the cell with a note that is nothing but a unit, 5（万户）, as its unit."""
    if cell.unit or not is_unit(cell.note):
        return cell
    return replace(cell, unit=cell.note)


def _absence(plain: str) -> Absence | None:
    """Return the absence that a cell states, none where it states something."""
    if not plain:
        return Absence.BLANK
    if set(plain) <= _DASHES:
        return Absence.DASH
    if plain in _NOT_REPORTED:
        return Absence.NOT_REPORTED
    return Absence.NO_FIGURE if plain in _NO_FIGURE else None


def _comparator(match: re.Match[str]) -> Comparator | None:
    for part, words in (("after", SUFFIXES), ("before", COMPARATORS)):
        if match[part]:
            return comparator_of(match[part], words)
    return None


def _decimal(number: str) -> Decimal:
    return Decimal(re.sub("[−–‐‑]", "-", re.sub("[, ]", "", number)))


def split_scope(notes: Iterable[str]) -> tuple[str, str]:
    """Return of notes those that say what a number takes in or leaves out, and the others."""
    named = list(filter(None, notes))
    if not named:
        return "", ""
    return (
        _joined(*(note for note in named if _SCOPE.search(note))),
        _joined(*(note for note in named if not _SCOPE.search(note))),
    )


def _joined(*notes: str) -> str:
    return "；".join(filter(None, notes))
