"""Cells of bytes → whole thousandths, a million at a time."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

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
_BROKEN = re.compile(r"9{4,}(?:\.0*)?")  # 9999 and the like, in whatever unit
Spots = npt.NDArray[np.intp]


def parse_cells(
    buffer: npt.NDArray[np.uint8], starts: Spots, ends: Spots
) -> tuple[Cells, list[tuple[str, int, str]]]:
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
        What was met: a key of the words under ``trap`` for each cell that is no usual number, its
        place among the cells and its text; a value beyond `LARGEST` is left to the caller.
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
    traps: list[tuple[str, int, str]] = []
    for cell in np.flatnonzero(odd):
        text = buffer[starts[cell] : ends[cell]].tobytes().decode("utf-8", "replace")
        values[cell], trap = parse_number(text)
        traps += [(trap, int(cell), text.strip())] if trap else []
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
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        return MISSING, "text"
    if number < 0:
        return MISSING, "negative"
    if number.adjusted() > _PLACES_BEFORE or _BROKEN.fullmatch(text):
        return MISSING, "impossible"
    number *= factor * 1000
    exact = number.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    if exact > LARGEST:
        return MISSING, "impossible"
    return int(exact), "" if exact == number else "finer_than_thousandths"
