"""What a user says of tables that do not say it themselves: whose clock, which columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aqmap.errors import Fault, SpecError
from aqmap.words import Text, text

HourLabel = Literal["end", "beginning", "ended", "running"]
_ZONE = re.compile(r"([+-])(\d\d):?([0-5]\d)")
_BEIJING = 480  # minutes before UTC


@dataclass(frozen=True)
class Clock:
    """
    What the times of tables are; the national layout says it itself.

    Attributes
    ----------
    hour_label
        ``end``: a row's time is the end of its hour. ``beginning``: its beginning. ``ended`` and
        ``running``: rows at other minutes, as 13:05, are of the hour that ended last before, or of
        the one that they lie in.
    time_zone
        ``written``: as cells and heads say it, Beijing time where they say nothing. ``Beijing``:
        Beijing time even where they say ``Z`` or another zone. ``UTC``, ``+06:00``: where they say
        nothing.
    """

    hour_label: HourLabel = "end"
    time_zone: str = "written"

    def minutes(self, minutes: int, shift: int, *, zone_written: bool) -> int:
        """
        Return the end of a row's hour, in minutes of Beijing time.

        Parameters
        ----------
        minutes, shift
            As the row was read, and what of it was added for the time zone that it names.
        zone_written
            Whether it names one.
        """
        if self.time_zone == "Beijing":
            minutes -= shift
        elif not zone_written:
            minutes += self._shift
        if self.hour_label == "beginning":
            return minutes + 60
        if self.hour_label == "running":
            return -(-minutes // 60) * 60
        return minutes // 60 * 60 if self.hour_label == "ended" else minutes

    @property
    def _shift(self) -> int:
        zone = _ZONE.fullmatch("+00:00" if self.time_zone == "UTC" else self.time_zone)
        if zone is None:
            return 0
        offset = int(zone[2]) * 60 + int(zone[3])
        return _BEIJING - (offset if zone[1] == "+" else -offset)

    def in_words(self) -> Text:
        """Return how times are taken, for the output."""
        return text(
            "table_times.all",
            label=text(f"table_times.{self.hour_label}"),
            zone=text(f"table_times.{self.time_zone}")
            if self.time_zone in {"written", "Beijing"}
            else text("table_times.zone", zone=self.time_zone),
        )


def check_clock(clock: Clock) -> None:
    """
    Refuse a time zone that is none.

    Raises
    ------
    SpecError
        With the time zone.
    """
    zone = clock.time_zone
    if zone not in {"written", "Beijing", "UTC"} and not _ZONE.fullmatch(zone):
        raise SpecError(Fault("time_zone_none", "--time-zone", found=zone))


@dataclass(frozen=True)
class TableOptions:
    """
    What the user says of tables.

    Attributes
    ----------
    clock
        Of their times.
    heads
        A known name by what a table's head calls a column.
    """

    clock: Clock = Clock()
    heads: Mapping[str, str] = field(default_factory=dict)
