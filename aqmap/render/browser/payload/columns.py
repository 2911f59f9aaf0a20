"""Columns of the page's data: what is alike stands once, and numbers are short text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import count
from typing import Any

SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<>&\\")
"""Signs that mean nothing in JSON, nor in a page; the last eight say that a number goes on."""

LAST = 80


def encode_numbers(numbers: Iterable[int]) -> str:
    """Return whole numbers from 0 on as text: one sign below 80, two below 720, and so on."""
    return "".join(map(_signs, numbers))


def encode_column(
    values: Iterable[Hashable], written: Callable[[Any], Any] = lambda value: value
) -> list[Any]:
    """
    Return a column as its distinct values and the number of each row's, as text.

    The text is empty where all rows are the same. Values are told apart as keys of a dictionary,
    and each is put into the page as `written` returns it.
    """
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    rows = list(map(numbers.__getitem__, values))
    distinct = list(map(written, numbers))
    if len(numbers) < 2:
        return [distinct, ""]
    signs = [_signs(number) for number in range(len(numbers))]
    return [distinct, "".join(map(signs.__getitem__, rows))]


def _signs(number: int) -> str:
    """Return one number as text."""
    continuations = len(SIGNS) - LAST
    signs = ""
    remaining = number
    while remaining >= LAST:
        remaining -= LAST
        signs += SIGNS[LAST + remaining % continuations]
        remaining //= continuations
    return signs + SIGNS[remaining]
