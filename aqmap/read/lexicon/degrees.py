"""Longitudes and latitudes as people write them: decimals, or degrees, minutes and seconds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

Axis = Literal["lon", "lat"]

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("°º˚度", "°"),
        **dict.fromkeys("′'’‘´`分＇", "'"),
        **dict.fromkeys('″"”“〃秒＂', '"'),
        **dict.fromkeys("−–—－", "-"),
    }
)
_HEMISPHERES = {"lon": {"E": 1, "东经": 1, "W": -1, "西经": -1},
                "lat": {"N": 1, "北纬": 1, "S": -1, "南纬": -1}}  # fmt: skip
_HEMISPHERE = r"东经|西经|北纬|南纬|[ENSW]"
_PLAIN = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
_SIGNED = re.compile(
    r"(?P<degrees>\d{1,3})\s*°\s*"
    r"(?:(?P<minutes>\d{1,2})\s*'\s*(?:(?P<seconds>\d{1,2}(?:\.\d{1,10})?)\s*(?:\"|'')?)?"
    r"|(?P<tail>\d{1,2}(?:\.\d{1,10})?)\s*'?)?",
    re.ASCII,
)
_SPACED = re.compile(
    r"(?P<degrees>\d{1,3})[\s:]+(?P<minutes>\d{1,2})[\s:]+(?P<seconds>\d{1,2}(?:\.\d{1,10})?)",
    re.ASCII,
)

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "plain_degrees": _PLAIN,
    "signed_degrees": _SIGNED,
    "spaced_degrees": _SPACED,
}
"""The grammar of an angle, for the interactive page."""
SIGNS: Mapping[str, str] = {chr(sign): plain for sign, plain in _SIGNS.items()}
"""How the signs of an angle are written, and which each stands for."""
HEMISPHERES: Mapping[str, Mapping[str, int]] = _HEMISPHERES
"""By axis, the words of its two halves."""


def read_degrees(written: str, axis: Axis) -> float:
    """
    Return a longitude or latitude in degrees.

    Parameters
    ----------
    written
        ``84.2083``, ``84.2083°E``, ``84°12′30″``, ``84度12分30秒``, ``东经84°12.5′``,
        ``E84 12 30``, ``84:12:30``.
    axis
        Which of the two: a letter or word of the other one does not fit.

    Raises
    ------
    ValueError
        If it is none, or says two things.

    Examples
    --------
    >>> round(read_degrees("84°12′30″", "lon"), 6)
    84.208333
    """
    signs = unicodedata.normalize("NFKC", written.translate(_SIGNS)).translate(_SIGNS)
    bare, sign = _hemisphere(signs.strip(), axis)
    if _PLAIN.fullmatch(bare) or (bare.endswith("°") and _PLAIN.fullmatch(bare[:-1].strip())):
        if bare.startswith("-") and sign is not None:
            raise ValueError(written)
        return float(bare.rstrip("° ")) * (sign or 1)
    for pattern in (_SIGNED, _SPACED):
        if match := pattern.fullmatch(bare):
            parts = match.groupdict()
            minutes = float(parts["minutes"] or parts.get("tail") or 0)
            seconds = float(parts["seconds"] or 0)
            if minutes >= 60 or seconds >= 60:
                break
            return (sign or 1) * (int(parts["degrees"]) + minutes / 60 + seconds / 3600)
    raise ValueError(written)


def _hemisphere(written: str, axis: Axis) -> tuple[str, int | None]:
    """Return what is written without its hemisphere, and the sign that this gives."""
    upper = written.upper()
    match = re.fullmatch(
        rf"(?P<before>{_HEMISPHERE})?\s*:?\s*(?P<rest>.*?)\s*(?P<after>{_HEMISPHERE})?", upper
    )
    named = [match[side] for side in ("before", "after") if match and match[side]]
    if not match or not named:
        return upper, None
    if len(named) > 1 or named[0] not in _HEMISPHERES[axis]:
        raise ValueError(written)
    return match["rest"], _HEMISPHERES[axis][named[0]]
