"""Sums by county → figures: each a number with its cells, or an absence with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from aqmap.model.figures import Absence, Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.periods import covers_whole_year
from aqmap.model.rounding import half_even
from aqmap.model.units import convert
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.zonal.people_weights import PeopleSums
from aqmap.read.rasters.zonal.zonal_sums import ZonalSums
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator, Indicators

_WHOLE = 0.9995
"""Of an area: what would print as 100.0 % is covered."""
_SHOWN = Decimal("0.000001")
"""To which a number is told before rounding: sums in binary differ beyond it."""
_HECTARES, _MU = "公顷", "万亩"
_UNNAMED_DECIMALS = 1
"""Of a statistic that the catalogue has no indicator for."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """
    What all figures of one product and period have in common.

    Attributes
    ----------
    product, period
        Which they are.
    source, basis
        The id in the register; whose numbers they are.
    spots
        The files and what of them was read, as parts of a locator.
    before
        The period and the sums that areas of classes are compared with, if there are any.
    unit
        Of values.
    least_share
        Percent of a place's area, or people, below which there is no number.
    """

    product: GridProduct
    period: str
    source: str
    basis: Basis
    spots: tuple[str, ...]
    before: tuple[str, ZonalSums] | None = None
    unit: str
    least_share: int


@dataclass(frozen=True, slots=True)
class _Statistic:
    """
    A statistic of every place: its id, name, unit, values, and what share of each is covered.

    `remark` is the phrase for a share; `before` are the values that it is compared with, NaN where
    a place had none.
    """

    id: str
    name: Text
    unit: str
    values: np.ndarray
    shares: np.ndarray
    remark: str = "zonal.covered"
    before: np.ndarray | None = None


@dataclass(frozen=True)
class Named:
    """
    The places that were summed, and the catalogue.

    Attributes
    ----------
    codes, names
        Of the places, in the order of the sums.
    indicators
        The workspace's.
    members
        Of each prefecture how many counties it is the sum of; prefectures are the last places.
    """

    codes: Sequence[str]
    names: Sequence[str]
    indicators: Indicators
    members: Sequence[int] = ()

    def members_of(self, number: int) -> int:
        """Return how many counties a place is the sum of; 0 of a county."""
        behind = number - len(self.codes) + len(self.members)
        return self.members[behind] if behind >= 0 else 0


def zonal_figures(
    sums: ZonalSums, people: PeopleSums | None, origin: Origin, named: Named
) -> list[Figure]:
    """
    Return the figures of one product and period, statistic by statistic, place by place.

    A statistic that the catalogue has an indicator for is in its unit and decimals; of any other
    the words are kept, as of a document's row that is not known.

    Parameters
    ----------
    sums, people
        Of the areas, and if asked of the people.
    origin
        Where they are from.
    named
        Whose they are.
    """
    return [
        _figure(statistic, number, sums, origin, named)
        for statistic in _statistics(sums, people, origin)
        for number in range(len(named.codes))
    ]


def _statistics(sums: ZonalSums, people: PeopleSums | None, origin: Origin) -> Iterator[_Statistic]:
    product = origin.product
    shares = _shares(sums.covered, sums.area)
    if product.kind == "classes":
        yield from _class_areas(sums, shares, origin)
        return
    name = product.name or product.title
    own = product.indicator or product.id
    if product.kind == "count":
        yield _Statistic(own, name, origin.unit, sums.totals, shares)
        return
    yield _Statistic(own, name, origin.unit, _ratio(sums.weighted, sums.covered), shares)
    for percent in sums.asked.percentiles:
        called = text("zonal.percentile", name=name, percent=f"{percent:g}")
        yield _Statistic(
            f"{own}_p{percent:g}", called, origin.unit, sums.percentile(percent), shares
        )
    for limit, above in zip(sums.asked.limits, sums.above, strict=True):
        called = text("zonal.above", name=name, limit=f"{limit:g}", unit=origin.unit)
        part = 100 * _ratio(above, sums.covered)
        yield _Statistic(f"{own}_above_{limit:g}", called, "%", part, shares)
    if people is not None:
        called = text("zonal.by_people", name=name)
        yield _Statistic(
            f"{own}_by_people",
            called,
            origin.unit,
            _ratio(people.weighted, people.covered),
            _shares(people.covered, people.people),
            "zonal.people_covered",
        )


def _class_areas(sums: ZonalSums, shares: np.ndarray, origin: Origin) -> Iterator[_Statistic]:
    """Yield the area of each class, also of one that is nowhere."""
    for number, kind in sorted(origin.product.classes.items()):
        yield _Statistic(
            kind.indicator or f"{origin.product.id}_{number}",
            text("zonal.class_area", name=kind.name),
            _HECTARES,
            _hectares(sums, number),
            shares,
            before=_hectares_before(number, origin),
        )


def _hectares(sums: ZonalSums, number: int) -> np.ndarray:
    found: np.ndarray = sums.classes.get(number, np.zeros(sums.number)) / 1e4
    return found


def _hectares_before(number: int, origin: Origin) -> np.ndarray | None:
    if origin.before is None:
        return None
    sums = origin.before[1]
    shares = _shares(sums.covered, sums.area)
    absent = [_absence(share, origin.least_share) is not None for share in shares]
    found: np.ndarray = np.where(absent, np.nan, _hectares(sums, number))
    return found


def _shares(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.nan_to_num(_ratio(part, whole))
    return shares


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return found


def _figure(
    statistic: _Statistic, number: int, sums: ZonalSums, origin: Origin, named: Named
) -> Figure:
    indicator = named.indicators.get(statistic.id)
    share = float(statistic.shares[number])
    absence = _absence(share, origin.least_share)
    unit = indicator.unit.zh if indicator else statistic.unit
    decimals = indicator.decimals if indicator else _UNNAMED_DECIMALS

    def in_unit(value: float) -> Decimal | None:
        exact = Decimal(value)
        return named.indicators.converted(indicator, exact, statistic.unit) if indicator else exact

    now = float(statistic.values[number])
    old = np.nan if statistic.before is None else float(statistic.before[number])
    exact = None if absence else in_unit(now)
    value = None if exact is None else half_even(exact, decimals)
    changed = None if exact is None or np.isnan(old) else in_unit(now - old)
    cells = int(sums.cells[number])
    code, members = named.codes[number], named.members_of(number)
    notes = [text("zonal.members", count=members).zh] if members else []
    notes += _notes(statistic, share, origin, (value, exact, unit))
    return Figure(
        id=f"{statistic.id}-{origin.period.replace('/', '_')}-{code}-{origin.source}",
        place=code,
        place_written=named.names[number],
        level=Level.PREFECTURE if members else Level.COUNTY,
        indicator=indicator.id if indicator else "",
        indicator_written=_called(statistic, indicator, origin.period),
        period=origin.period,
        role=Role.MEASURED,
        value=value,
        unit=unit,
        value_written="" if value is None else str(value),
        unit_written="" if indicator else unit,
        absence=absence,
        change=None if changed is None else half_even(changed, decimals) + 0,  # + 0: no -0.0
        change_unit=unit if changed is not None else "",
        baseline_period=origin.before[0] if changed is not None and origin.before else "",
        basis=origin.basis,
        dust=origin.product.dust,
        source=origin.source,
        locator=Locator.of(*origin.spots, f"cells {cells}" if cells else ""),
        note="；".join(notes),
    )


def _absence(share: float, least: int) -> Absence | None:
    """Return why there is no number; a place without any covered cell is not covered."""
    if share <= 0:
        return Absence.NOT_COVERED
    return Absence.TOO_FEW_DATA if share < least / 100 * _WHOLE else None


def _called(statistic: _Statistic, indicator: Indicator | None, period: str) -> str:
    if indicator is None:
        return statistic.name.zh
    return (indicator.name if covers_whole_year(period) else indicator.label).zh


def _notes(
    statistic: _Statistic,
    share: float,
    origin: Origin,
    number: tuple[Decimal | None, Decimal | None, str],
) -> Iterator[str]:
    """Yield what share is covered where it is not all, the area in 万亩, the number unrounded."""
    value, exact, unit = number
    if 0 < share < _WHOLE:
        percents = {"share": f"{100 * share:.1f}", "missing": f"{100 * (1 - share):.1f}"}
        yield text(statistic.remark, **percents).zh
        asked = "zonal.least" if value is None else "zonal.enough"
        yield text(asked, least=str(origin.least_share)).zh
        if value is not None and origin.product.kind != "mean":
            yield text("zonal.not_added").zh
    if value is None or exact is None:
        return
    if origin.product.kind == "classes":
        other = _MU if unit == _HECTARES else _HECTARES
        turned = convert(exact, unit, other)
        if turned is not None:
            yield text("zonal.also", value=f"{turned:.2f}", unit=other).zh
    if exact.quantize(_SHOWN) != value:
        yield text("assess.unrounded", value=f"{float(exact):.6f}").zh
