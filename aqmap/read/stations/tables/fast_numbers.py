"""Cells of bytes → whole thousandths, a million at a time."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from aqmap.read.stations.hours import LARGEST, MISSING, Cells

_DOT, _ZERO, _NINE = ord("."), ord("0"), ord("9")
_PLACES = 3
_WIDEST = 9  # 9998.125: more is read by itself
_POWERS = 10 ** np.arange(_PLACES, -1, -1, dtype=np.int64)
_NOTHING = frozenset({"", "-", "-;", "—", "--", "nan", "na", "null", "none", "n/a"})
_ONE = Decimal(1)
_PLACES_BEFORE = 9  # of digits before the point
_PLACES_OF_A_FLOAT = 308  # more is infinite to every program
_INFINITE = re.compile(  # what programs write for it, and powers beyond Decimal's own
    r"[-+]?(?:∞|1\.#(?:inf|ind|[qs]nan)0*|(?:\d+\.?\d*|\.\d+)e\+?\d+)", re.IGNORECASE
)
_BROKEN = re.compile(r"9{4,}(?:\.0*)?")  # 9999 and the like, in whatever unit
Spots = npt.NDArray[np.intp]


class OddCells(NamedTuple):
    """How many cells were no usual number in one way; the first of them, and what it held."""

    times: int
    first: int
    text: str


def parse_cells(
    buffer: npt.NDArray[np.uint8], starts: Spots, ends: Spots
) -> tuple[Cells, dict[str, OddCells]]:
    """
    Read cells that hold numbers.

    Parameters
    ----------
    buffer
        The bytes.
    starts, ends
        Of each cell in them.

    Returns
    -------
    values
        Thousandths, exact to three decimals, `MISSING` where there is no number.
    traps
        What was met, by the key of its words under ``trap``; a value beyond `LARGEST` is left to
        the caller.
    """
    lengths = ends - starts
    values = np.zeros(len(starts), dtype=np.int64)
    decimals = np.full(len(starts), -1, dtype=np.int64)
    odd = lengths > _WIDEST
    for place in range(min(int(lengths.max(initial=0)), _WIDEST)):
        cells = np.flatnonzero((lengths > place) & ~odd)
        signs = buffer[starts[cells] + place]
        digit = (signs >= _ZERO) & (signs <= _NINE)
        dot = (signs == _DOT) & (decimals[cells] < 0)
        odd[cells[~digit & ~dot]] = True
        with_digit = cells[digit]
        values[with_digit] = values[with_digit] * 10 + (signs[digit] - _ZERO)
        decimals[with_digit] += decimals[with_digit] >= 0
        decimals[cells[dot]] = 0
    odd |= (decimals > _PLACES) | ((decimals == 0) & (lengths == 1))
    values *= _POWERS[np.clip(decimals, 0, _PLACES)]
    values[lengths == 0] = MISSING
    traps: dict[str, OddCells] = {}
    for cell in np.flatnonzero(odd):
        text = buffer[starts[cell] : ends[cell]].tobytes().decode("utf-8", "replace")
        values[cell], trap = parse_number(text)
        if trap:
            before = traps.get(trap) or OddCells(0, int(cell), text.strip())
            traps[trap] = before._replace(times=before.times + 1)
    return np.minimum(values, LARGEST + 1).astype(np.int32), traps


def parse_whole(buffer: npt.NDArray[np.uint8], ends: Spots, lengths: Spots) -> Cells:
    """
    Read cells that hold nothing but up to six digits, or nothing at all; see `parse_cells`.

    Digits are added from the last to the first, all cells at once.
    """
    short = lengths.astype(np.uint8)
    values = np.where(short == 0, np.int32(MISSING), np.int32(0))
    for place in range(int(short.max(initial=0))):
        digits = buffer.take(ends - (place + 1), mode="clip")
        digits -= _ZERO
        digits *= short > place
        values += np.multiply(digits, 10 ** (_PLACES + place), dtype=np.int32)
    return values


def parse_number(written: object, factor: Decimal = _ONE) -> tuple[int, str]:
    """
    Return a cell's thousandths, or `MISSING`, and the trap it was, if any.

    Parameters
    ----------
    written
        The cell.
    factor
        From the unit it is written in to the one that is wanted.
    """
    text = str(written if written is not None else "").strip().strip('"')
    if text.lower() in _NOTHING:
        return MISSING, "sign_for_nothing" if text else ""
    try:
        number = Decimal(text.replace("_", "?"))  # which Decimal reads over
    except InvalidOperation:  # also of a power that it has no room for
        return MISSING, "not_finite" if _INFINITE.fullmatch(text) else "text"
    trap = _refused(number, text)
    if trap:
        return MISSING, trap
    thousandths = number * factor * 1000
    exact = thousandths.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    if exact > LARGEST:
        return MISSING, "impossible"
    is_exact = exact == thousandths and bool(exact) == bool(number)
    return int(exact), "" if is_exact else "finer_than_thousandths"


def _refused(number: Decimal, text: str) -> str:
    """Return the trap of a number that no hourly mean can be, in whatever unit."""
    if not number.is_finite():
        return "not_finite"
    if number < 0:
        return "negative"
    if number.adjusted() > _PLACES_OF_A_FLOAT:
        return "not_finite"
    is_impossible = number.adjusted() > _PLACES_BEFORE or _BROKEN.fullmatch(text)
    return "impossible" if is_impossible else ""
