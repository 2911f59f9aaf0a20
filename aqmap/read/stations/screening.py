"""Hourly means that cannot be, or may not be: codes, hours of nothing but 0, spikes, long runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from aqmap.errors import Fault, SpecError
from aqmap.model.natural_days import FINENESS, POLLUTANTS
from aqmap.read.stations.hours import LARGEST, MISSING, Cells, Hours, Traps
from aqmap.standards.standards import plausibility
from aqmap.words import Text, text

Action = Literal["remove", "flag", "off"]
Flags = npt.NDArray[np.bool_]
_NEIGHBOURS = 3  # hours on each side that confirm or deny a code
_TIMES_HIGHER = 3  # than every neighbour: what denies a code, and makes a spike
_LONG = 3  # hours in which one code stands: no measurement repeats it


@dataclass(frozen=True, kw_only=True)
class Screening:
    """
    What is done with hours that each rule meets: they are removed, flagged, or not looked for.

    Attributes
    ----------
    all_zero
        Hours in which every pollutant of a station is 0, and it has two or more.
    code
        999 and the like where the hours beside it deny it; dust's 999 stands among others as high.
    bound, run, spike
        Means above what monitors reach; one value over many hours; a single hour far above both
        beside it. See `aqmap.standards.standards.plausibility`.
    co_unit
        CO that cannot be mg/m³; no user may have it used.
    """

    all_zero: Action = "remove"
    code: Action = "remove"
    bound: Action = "flag"
    run: Action = "flag"
    spike: Action = "flag"
    co_unit: Action = "remove"

    def in_words(self, *, of_days: bool = False) -> Text:
        """Return what is done by each rule, with hours or with days, for the output."""
        told = [
            text(
                f"screening.{rule}_day" if of_days and rule in _OF_HOURS else f"screening.{rule}",
                action=text(f"screening.{getattr(self, rule)}"),
            )
            for rule in (_OF_DAYS if of_days else _RULES)
        ]
        return text(
            "screening.days" if of_days else "screening.all",
            rules=Text("；".join(t.zh for t in told), "; ".join(t.en for t in told)),
        )


NO_SCREENING = Screening(
    all_zero="off", code="off", bound="off", run="off", spike="off", co_unit="off"
)
_RULES = ("all_zero", "code", "bound", "run", "spike")
_ACTIONS = ("remove", "flag", "off")
_OF_HOURS = ("all_zero", "code")  # rules whose words speak of hours
_OF_DAYS = ("all_zero", "code", "bound")


def screening_of(switches: Sequence[str]) -> Screening:
    """
    Return what is done where users switch rules: ``code=flag``, ``run=remove``.

    Raises
    ------
    SpecError
        With every switch that is none.
    """
    screening, faults = Screening(), []
    for switch in switches:
        rule, _, action = switch.partition("=")
        if rule in _RULES and action in _ACTIONS:
            screening = replace(screening, **{rule: action})  # type: ignore[arg-type]
        else:
            expected = f"{' | '.join(_RULES)} = {' | '.join(_ACTIONS)}"
            faults.append(Fault("screening_none", "--screen", found=switch, expected=expected))
    if faults:
        raise SpecError(faults)
    return screening


def screened(
    hours: Hours,
    file: str,
    screening: Screening,
    traps: Traps,
    all_pollutants: Callable[[], Hours | None],
) -> Hours:
    """
    Return a file's hours without those that are no measurements; all that is odd is counted.

    Parameters
    ----------
    hours, file
        As read, and what messages call the file; of days one value a date.
    screening, traps
        What is done, and what counts it.
    all_pollutants
        Reads the same hours with all pollutants, should only some have been wanted.
    """
    if not hours.dates or not hours.stations:
        return hours
    screen = _Screen(hours, file, screening, traps)
    screen.co_of_another_unit()
    screen.all_zero(all_pollutants)
    for name in screen.values:
        screen.codes(name)
        screen.bounds(name)
        screen.spikes(name)
        screen.runs(name)
    return Hours(hours.dates, hours.stations, screen.values)


class _Screen:
    """Screens the hours of one file, pollutant by pollutant."""

    def __init__(self, hours: Hours, file: str, screening: Screening, traps: Traps) -> None:
        self.values = dict(hours.values)
        self._hours, self._file = hours, file
        self._screening, self._traps = screening, traps
        self._of_days = all(values.shape[1] == 1 for values in hours.values.values())

    def _meet(self, rule: str, name: str, odd: Flags) -> None:
        """Count odd hours of a pollutant, and take them out where that is asked for."""
        action = getattr(self._screening, rule)
        if not odd.any() or action == "off":
            return
        row, hour, column = np.argwhere(odd)[0]
        moment = f"{self._hours.dates[row]}" + ("" if self._of_days else f" {hour:02d}:00")
        spot = (
            f"{self._hours.stations[column]} {moment}, "
            f"{name}: {self.values[name][row, hour, column] / FINENESS:g}"
        )
        trap = f"screened_{rule}" if action == "remove" else f"flagged_{rule}"
        trap += "_day" if self._of_days and rule in _OF_HOURS else ""
        self._traps.note(self._file, trap, int(odd.sum()), spot)
        if action == "remove":
            self.values[name] = np.where(odd, np.int32(MISSING), self.values[name])

    def co_of_another_unit(self) -> None:
        """Take out CO that is no mg/m³: of a file or station by its median, or single means."""
        values = self.values.get("CO")
        if values is None or not (values != MISSING).any():
            return
        highest = _limit("median", "CO")
        odd = values > (MISSING if np.median(values[values != MISSING]) > highest else LARGEST)
        for n in np.flatnonzero(values.max(axis=(0, 1)) > highest):  # a station's own logger
            of_station = values[:, :, n]
            if np.median(of_station[of_station != MISSING]) > highest:
                odd[:, :, n] = of_station != MISSING
        self._meet("co_unit", "CO", odd | (values > _limit("most", "CO")))

    def all_zero(self, all_pollutants: Callable[[], Hours | None]) -> None:
        """Meet the hours in which every pollutant of a station is 0."""
        if self._screening.all_zero == "off":
            return
        zero = _all_zero(self._hours, least=1)
        if zero.any() and set(self.values) != set(POLLUTANTS):
            whole = all_pollutants()
            fits = whole and (whole.dates, whole.stations) == (
                self._hours.dates,
                self._hours.stations,
            )
            zero &= _all_zero(whole, least=2) if whole and fits else False
        else:
            zero &= _all_zero(self._hours, least=2)
        for name, values in self.values.items():
            self._meet("all_zero", name, zero & (values == 0))

    def codes(self, name: str) -> None:
        """Meet the codes that the hours beside them deny, or that stand for long, or alone."""
        if self._screening.code == "off":
            return
        values = self.values[name]
        coded = np.isin(values, [*_limits("code", ""), *_limits("code", name)])
        if not coded.any():
            return
        odd = np.zeros(values.shape, dtype=bool)
        for rows in _stretches(self._hours):
            steps, codes = _in_line(values[rows]), _in_line(coded[rows])
            highest = np.full(steps.shape, MISSING, dtype=np.int64)
            others = np.where(codes, MISSING, steps)
            for shift in range(1, _NEIGHBOURS + 1):
                highest[shift:] = np.maximum(highest[shift:], others[:-shift])
                highest[:-shift] = np.maximum(highest[:-shift], others[shift:])
            denied = (highest == MISSING) | (steps >= _TIMES_HIGHER * highest)
            long = _run_lengths(np.where(codes, steps, MISSING)) >= _LONG
            odd[rows] = (codes & (denied | long)).reshape(values[rows].shape)
        self._meet("code", name, odd)

    def bounds(self, name: str) -> None:
        """Meet means above what monitors reach."""
        self._meet("bound", name, self.values[name] > _limit("bound", name))

    def spikes(self, name: str) -> None:
        """Meet single hours far above both beside them."""
        values = self.values[name]
        odd = np.zeros(values.shape, dtype=bool)
        for rows in _stretches(self._hours) if self._screening.spike != "off" else ():
            steps = _in_line(values[rows]).astype(np.int64)
            before, here, after = steps[:-2], steps[1:-1], steps[2:]
            beside = np.maximum(before, after)
            there = (before != MISSING) & (after != MISSING)
            high = (here >= _TIMES_HIGHER * beside) & (here - beside >= _limit("spike", name))
            spikes = np.zeros(steps.shape, dtype=bool)
            spikes[1:-1] = there & high
            odd[rows] = spikes.reshape(values[rows].shape)
        self._meet("spike", name, odd)

    def runs(self, name: str) -> None:
        """Meet the hours of runs in which one value lasts."""
        values = self.values[name]
        odd = np.zeros(values.shape, dtype=bool)
        longest = int(plausibility()["run", name][0])
        for rows in _stretches(self._hours) if self._screening.run != "off" else ():
            long = _run_lengths(_in_line(values[rows])) >= longest
            odd[rows] = long.reshape(values[rows].shape)
        self._meet("run", name, odd)


def _limit(rule: str, name: str) -> int:
    return _limits(rule, name)[0]


def _limits(rule: str, name: str) -> list[int]:
    return [int(value * FINENESS) for value in plausibility().get((rule, name), ())]


def _all_zero(hours: Hours, least: int) -> Flags:
    """Return in which hours a station has nothing but 0, of so many pollutants or more."""
    cells = [*hours.values.values()]
    shape = cells[0].shape
    zeros = sum(((values == 0).astype(np.int8) for values in cells), np.zeros(shape, np.int8))
    there = sum(((values != MISSING).astype(np.int8) for values in cells), np.zeros(shape, np.int8))
    alike: Flags = (zeros == there) & (zeros >= least)
    return alike


def _stretches(hours: Hours) -> Iterator[slice]:
    """Yield the dates that follow one another, as slices."""
    first = 0
    for n in range(1, len(hours.dates) + 1):
        if n == len(hours.dates) or hours.dates[n] - hours.dates[n - 1] != timedelta(days=1):
            yield slice(first, n)
            first = n


def _in_line(values: npt.NDArray[np.generic]) -> Cells:
    """Return dates and hours as one axis."""
    return values.reshape(-1, values.shape[-1])  # type: ignore[return-value]


def _run_lengths(steps: Cells) -> npt.NDArray[np.int32]:
    """Return of each hour how many hours in a row have its value; 0 where there is none."""
    lengths = np.zeros(steps.shape, dtype=np.int32)
    for n in range(len(steps)):
        same = (steps[n] == steps[n - 1]) if n else np.zeros(steps.shape[1:], dtype=bool)
        lengths[n] = np.where(steps[n] == MISSING, 0, np.where(same, lengths[n - 1] + 1, 1))
    for n in range(len(steps) - 2, -1, -1):
        same = (steps[n] == steps[n + 1]) & (steps[n] != MISSING)
        lengths[n] = np.where(same, lengths[n + 1], lengths[n])
    return lengths
