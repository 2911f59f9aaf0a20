"""The days of the overlays' stations: those that cards show, and those that are withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aqmap.book.book_layers import Marks
from aqmap.decide.compare.pick_figures import is_allowed
from aqmap.decide.compare.release import Release
from aqmap.model.figures import Basis, Withheld
from aqmap.model.station_days import Making, StationDays
from aqmap.model.years_of_days import YearOfDays, years_of_days
from aqmap.workspace.layers import OverlaySpec


@dataclass(frozen=True)
class StationCalendars:
    """
    The days of stations, where an overlay switches their basis on.

    Attributes
    ----------
    days
        Of all stations.
    marks, overlays
        The overlays with their specifications, in the same order.
    release
        Whom the calendars are for.
    """

    days: StationDays
    marks: Sequence[Marks]
    overlays: Sequence[OverlaySpec]
    release: Release

    def years(self) -> dict[str, tuple[YearOfDays, ...]]:
        """
        Return the days that are for the audience, by station, years ascending.

        A year without any value has no calendar: the last hours of December stand in January's
        file.
        """
        years: dict[str, tuple[YearOfDays, ...]] = {}
        for year in years_of_days(self._days_withheld_for(None)):
            if any(value is not None for value in (*year.aqi, *year.pm25)):
                years[year.place] = (*years.get(year.place, ()), year)
        return years

    def withheld(self) -> dict[str, dict[Withheld, frozenset[int]]]:
        """Return by station and reason the ordinals of the days that are not for the audience."""
        withheld: dict[str, dict[Withheld, frozenset[int]]] = {}
        for reason in Withheld:
            days = self._days_withheld_for(reason)
            ordinals: dict[int, set[int]] = {}
            for place, ordinal in zip(days.place.tolist(), days.ordinal.tolist(), strict=True):
                ordinals.setdefault(place, set()).add(ordinal)
            for place, of_place in ordinals.items():
                withheld.setdefault(days.places[place], {})[reason] = frozenset(of_place)
        return withheld

    def _days_withheld_for(self, reason: Withheld | None) -> StationDays:
        """Return the days that are withheld for a reason; for none, those that are given."""
        bases = self._accepted_bases

        def is_one(place: str, making: Making) -> bool:
            is_on = place in bases and is_allowed(making.basis, bases[place])
            return is_on and self.release.why_no_day(making) == reason

        return self.days.kept(is_one)

    @cached_property
    def _accepted_bases(self) -> dict[str, set[Basis]]:
        bases: dict[str, set[Basis]] = {}
        for marks, spec in zip(self.marks, self.overlays, strict=True):
            for mark in marks.features:
                bases.setdefault(mark.code, set()).update(spec.accept_basis)
        return bases
