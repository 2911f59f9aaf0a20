"""Whether outlines are as large as the places they are: by the published areas, roughly."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

import numpy

from aqmap.errors import Fault
from aqmap.geo import areas_km2
from aqmap.workspace.places import Places

GROSS = 3.0
"""So many times larger or smaller is another place; definitions that differ stay below it."""
_SAME, _OTHER = 0.05, 0.2
"""Relative differences of one place's area between sources, and of two places' areas."""


def area_faults(
    counties: Any, places: Places, confirmed: Set[str], folder: Path
) -> Iterator[Fault]:
    """
    Yield the core counties whose outline is not as large as the place.

    Parameters
    ----------
    counties, places
        As `check_places` has them.
    confirmed
        Codes of outlines in which their own seat lies: these are not exchanged.
    folder
        The boundaries, for the message.
    """
    core = counties[counties["role"] == "core"]
    published = {
        place.code: place.area_km2
        for place in places
        if place.area_km2 and place.code in set(core["code"])
    }
    if not published:
        return
    measured = areas_km2(core[core["code"].isin(list(published))])
    codes = sorted(published)
    found = numpy.array([measured[code] for code in codes])
    expected = numpy.array([published[code] for code in codes])
    ratios = found / expected
    common = float(numpy.median(ratios))
    alike = numpy.mean(abs(ratios / common - 1) < _SAME)
    if len(codes) >= 3 and abs(common - 1) > 2 * _SAME and alike >= 2 / 3:
        yield Fault("areas_scaled", folder, found=f"{common:.3g}", count=len(codes))
        return
    labels = {code: f"{code} {name}" for code, name in zip(core["code"], core["name"], strict=True)}
    exchanged: set[str] = set()
    for first, second in _exchanged(found, expected, [code in confirmed for code in codes]):
        exchanged |= {codes[first], codes[second]}
        at = f"{labels[codes[first]]} / {labels[codes[second]]}"
        facts = {
            "found": f"{found[first]:.0f}, {found[second]:.0f}",
            "expected": f"{expected[first]:.0f}, {expected[second]:.0f}",
        }
        yield Fault("areas_exchanged", folder, at, **facts)
    for code, ratio in zip(codes, ratios, strict=True):
        if code not in exchanged and not 1 / GROSS < ratio < GROSS:
            facts = {"found": f"{measured[code]:.0f}", "expected": f"{published[code]:.0f}"}
            yield Fault("area_differs", folder, labels[code], **facts)


def _exchanged(
    found: numpy.ndarray, expected: numpy.ndarray, confirmed: list[bool]
) -> Iterator[tuple[int, int]]:
    """Yield two outlines of which each has the area of the other's place, and not its own."""
    wrong = numpy.flatnonzero((abs(found / expected - 1) > _OTHER) & ~numpy.array(confirmed))
    fits = abs(found[wrong][:, None] / expected[wrong][None, :] - 1) < _SAME
    for first, second in numpy.argwhere(fits & fits.T):
        if first < second:
            yield int(wrong[first]), int(wrong[second])
