"""Points for the public: to three decimals of a degree, on the map and in words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from aqmap.book.book_layers import Mark, Marks

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DECIMAL_PLACES = 3
_NEAR = 0.02
"""Degrees within which a number is taken for the coordinate of its point, whatever its datum."""

_POINTS = frozenset({"Point", "MultiPoint"})
_DECIMALS = re.compile(r"\d{1,3}\.\d{4,}")
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*[°度º:：\s]\s*(\d{1,2})\s*['′’分:：\s]\s*(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”秒]|''|′′)?"
)


def rounded_points(marks: Marks) -> Marks:
    """
    Return an overlay whose points, and what its columns say of where they lie, are rounded.

    Lines and areas stay: they are no stations.
    """
    return replace(marks, features=tuple(map(_rounded, marks.features)))


def _rounded(mark: Mark) -> Mark:
    if mark.geometry.geom_type not in _POINTS:
        return mark
    spots = [
        degrees for x, y in shapely.get_coordinates(mark.geometry).tolist() for degrees in (x, y)
    ]
    facts = tuple((name, _rounded_words(words, spots)) for name, words in mark.facts)
    return replace(mark, geometry=_at_steps(mark.geometry), facts=facts)


def _at_steps(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: xy.round(_DECIMAL_PLACES))


def _rounded_words(words: str, spots: list[float]) -> str:
    """Return words in which numbers that are coordinates of the point have three decimals."""

    def decimals(match: re.Match[str]) -> str:
        return _coordinate(float(match[0]), spots) or match[0]

    def sexagesimal(match: re.Match[str]) -> str:
        degrees, minutes, seconds = (float(part) for part in match.groups())
        return _coordinate(degrees + minutes / 60 + seconds / 3600, spots) or match[0]

    return _DECIMALS.sub(decimals, _SEXAGESIMAL.sub(sexagesimal, words))


def _coordinate(degrees: float, spots: list[float]) -> str:
    is_one = any(abs(degrees - spot) <= _NEAR for spot in spots)
    return f"{degrees:.{_DECIMAL_PLACES}f}" if is_one else ""
