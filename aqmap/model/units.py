"""Units as documents write them: what they measure, and exact conversion between their scales."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pint

DIGITS = 15
"""Significant digits of a converted value that no finite decimal can hold (1 亩 in 公顷)."""

_WIDE = Context(prec=1000)  # no digit of a printed number is lost
_ROUNDED = Context(prec=DIGITS)
LONGEST = 20
"""Characters of a unit, at most."""
_ATOM = re.compile(r"[A-Za-zμ\u4e00-\u9fff]+[23]?")
SPELLINGS = {"%": "百分率", "‰": "千分率", "℃": "摄氏度", "°C": "摄氏度"}
"""Units that are no nouns, and the noun that each is."""


def convert(value: Decimal, written: str, wanted: str) -> Decimal | None:
    """
    Return a value in another unit of the same quantity.

    Parameters
    ----------
    value
        The number as printed.
    written, wanted
        The unit it is printed in, and the one it is wanted in.

    Returns
    -------
    converted
        Exact; rounded to `DIGITS` significant digits only where no finite decimal holds it (see
        `is_exact`). None where a unit is unknown or the two measure different things.

    Examples
    --------
    >>> convert(Decimal("8.2"), "万亩", "亩")
    Decimal('82000')
    >>> convert(Decimal("1.5"), "mg/m³", "微克/立方米")
    Decimal('1500')
    >>> convert(Decimal("3"), "万户", "台") is None
    True
    """
    factor = _factor(written, wanted)
    if factor is None:
        return None
    if factor == 1:
        return value
    return _decimal(Fraction(value) * factor)


def is_exact(value: Decimal, written: str, wanted: str) -> bool:
    """Return whether `convert` gives the value itself, and not a rounded one."""
    factor = _factor(written, wanted)
    return factor is not None and _is_finite(Fraction(value) * factor)


def same_quantity(one: str, other: str) -> bool:
    """Return whether two units measure the same thing, at whatever scale: 亩 and 公顷."""
    return _factor(one, other) is not None


def same_unit(one: str, other: str) -> bool:
    """Return whether two spellings mean one unit: 公里 and km."""
    return _factor(one, other) == 1


def is_unit(written: str) -> bool:
    """Return whether a text is a unit and nothing else."""
    return _unit(written) is not None


def has_scale(written: str) -> bool:
    """Return whether a unit begins with 万 or another multiple of a Chinese noun."""
    return re.match("[十百千万亿]", written.strip()) is not None and is_unit(written)


def unit_nouns() -> tuple[dict[str, tuple[str, float]], dict[str, float]]:
    """
    Return the nouns that are units, and the multiples that may stand before each of them.

    Returns
    -------
    nouns
        What each measures, as a text that is the same for all of one quantity, and how many of
        the base unit it is.
    multiples
        How many each is.
    """
    registry = _registry()
    nouns = {}
    for name in registry._units:
        unit = registry.parse_units(name)
        kind = " ".join(f"{base}{power}" for base, power in sorted(unit.dimensionality.items()))
        nouns[name] = kind, float(Fraction((1 * unit).to_base_units().magnitude))
    multiples = {
        name: float(Fraction(str(prefix.value)))
        for name, prefix in registry._prefixes.items()
        if name
    }
    return nouns, multiples


@lru_cache(maxsize=4096)
def _factor(written: str, wanted: str) -> Fraction | None:
    one, other = _unit(written), _unit(wanted)
    if one is None or other is None or one.dimensionality != other.dimensionality:
        return None
    return Fraction((1 * one).to(other).magnitude)


@lru_cache(maxsize=4096)
def _unit(written: str) -> pint.Unit | None:
    """Return the unit that a text names; only known nouns reach pint, so that it counts nothing."""
    plain = "".join(unicodedata.normalize("NFKC", written.strip()).split())
    plain = SPELLINGS.get(plain, plain.replace("每", "/"))
    parts = plain.split("/")
    # What cannot be a unit is told before pint is loaded: most cells have none.
    if len(plain) > LONGEST or len(parts) > 2 or not all(map(_ATOM.fullmatch, parts)):
        return None
    registry = _registry()
    if not all(map(registry.parse_unit_name, parts)):
        return None
    return registry.parse_units("/".join(parts))


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    from pint import UnitRegistry  # noqa: PLC0415 - slow, and most commands convert nothing

    file = Path(__file__).with_suffix(".txt")
    return UnitRegistry(str(file), non_int_type=Fraction, cache_folder=None)


def _is_finite(number: Fraction) -> bool:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction without exponent and trailing zeros; see `convert` for rounding."""
    if _is_finite(number):
        places = max(number.denominator.bit_length(), 1)  # 2^n and 5^n need n places at most
        scaled = number * 10**places
        found = Decimal(scaled.numerator).scaleb(-places, _WIDE)
    else:
        found = _ROUNDED.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Decimal(format(found.normalize(_WIDE), "f"))
