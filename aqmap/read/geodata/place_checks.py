"""Whether each outline is the place that its code says: by the seats, names and areas of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import shapely

from aqmap.errors import Fault, TableError
from aqmap.model.figures import Level
from aqmap.read.geodata.area_checks import area_faults
from aqmap.read.geodata.orientations import ORIENTATIONS, shift_text, turned
from aqmap.words import text
from aqmap.workspace.places import Place, Places

NEAR_DEG, FAR_DEG = 0.02, 0.5
"""A seat may lie so far outside: a rough coordinate; the seat of a county in the city beside it."""
SHIFT_DEG = 0.1
"""A smaller shift may as well be some seats that stand beside their county."""

_CHINA = (73.0, 3.0, 136.0, 54.0)
_SHIFT_POINTS = 200
"""Seats by which a shift of the layer is looked for."""


@dataclass(frozen=True)
class _Seat:
    """A county's seat, the number of its outline, and the outline that the seat lies in, if any."""

    place: Place
    point: Any
    outline: int
    within: int | None
    distance: float

    @property
    def outside(self) -> bool:
        return self.distance > 0 and self.within != self.outline


def check_places(counties: Any, places: Places, folder: Path) -> None:
    """
    Compare counties with what ``places.csv`` says of them; nothing is checked that it leaves open.

    Parameters
    ----------
    counties
        As `Boundaries` has them.
    places
        With their names and, where known, seats and published areas.
    folder
        The boundaries, for the message.

    Raises
    ------
    TableError
        With the codes, names or areas that belong to another place, or with how the whole layer
        is displaced.
    """
    faults = list(_name_faults(counties, places, folder))
    seats = _seats(counties, places)
    of_layer = list(_layer_faults(counties, places, seats, folder))
    faults += of_layer or _seat_faults(counties, seats, folder)
    if not faults:
        confirmed = {seat.place.code for seat in seats if not seat.outside}
        faults += area_faults(counties, places, confirmed, folder)
    if faults:
        raise TableError(faults)


def _label(counties: Any, number: int) -> str:
    row = counties.iloc[number]
    return f"{row['code']} {row['name']}"


def _name_faults(counties: Any, places: Places, folder: Path) -> Iterator[Fault]:
    """Yield each outline that bears the name of another place."""
    for code, name in zip(counties["code"], counties["name"], strict=True):
        match = places.match(name)
        if code not in places.by_code or match.place is None or match.place.code == code:
            continue
        if match.place.level != Level.PREFECTURE:
            found, expected = f"{match.place.name.zh} {match.place.code}", places[code].name
            yield Fault("name_of_other", folder, f"{code} {name}", found=found, expected=expected)


def _seats(counties: Any, places: Places) -> list[_Seat]:
    shapes = counties.geometry.to_numpy()
    numbers = {code: number for number, code in enumerate(counties["code"])}
    seated = [
        (place, shapely.Point(place.lon, place.lat))
        for place in places
        if place.code in numbers and place.lon is not None and place.lat is not None
    ]
    if not seated:
        return []
    points = numpy.array([point for _, point in seated])
    about, within = shapely.STRtree(shapes).query(points, predicate="intersects")
    lies_in = dict(zip(about.tolist(), within.tolist(), strict=True))
    own = [numbers[place.code] for place, _ in seated]
    distances = shapely.distance(points, shapes[own]).tolist()
    return [
        _Seat(place, point, outline, lies_in.get(number), distance)
        for number, ((place, point), outline, distance) in enumerate(
            zip(seated, own, distances, strict=True)
        )
    ]


# The layer as a whole -------------------------------------------------------------------------


def _layer_faults(
    counties: Any, places: Places, seats: Sequence[_Seat], folder: Path
) -> Iterator[Fault]:
    """Yield one fault if the whole layer is shifted, mirrored, turned or elsewhere."""
    outside = [seat for seat in seats if seat.outside]
    swapped = {number for cycle in _cycles(outside) for number in cycle}
    unexplained = [seat for seat in outside if seat.outline not in swapped]
    if len(outside) >= 2 and 2 * len(outside) >= len(seats) and unexplained:
        how = _displacement(counties, seats[:_SHIFT_POINTS])
        facts: dict[str, Any] = {"count": len(outside), "total": len(seats)}
        if how and how[0] == "upright":
            yield Fault("layer_shifted", folder, found=shift_text(how[1]), **facts)
            return
        if how:
            yield Fault("layer_turned", folder, found=text(f"orientation.{how[0]}"), **facts)
            return
    west, south, east, north = counties[counties["role"] == "core"].total_bounds
    frame = f"{west:.4g}–{east:.4g} °E, {south:.4g}–{north:.4g} °N"
    known = [shapely.Point(p.lon, p.lat) for p in places if p.lon is not None and p.lat is not None]
    around = shapely.box(west - 1, south - 1, east + 1, north + 1)
    if known and not any(map(around.covers, known)):
        yield Fault("places_elsewhere", folder, found=frame, count=len(known))
    elif _is_of_china(counties) and not shapely.box(*_CHINA).intersects(
        shapely.box(west, south, east, north)
    ):
        yield Fault("layer_off_china", folder, found=frame)


def _is_of_china(counties: Any) -> bool:
    """Return whether the codes are those of real provinces, 11 to 82."""
    return bool(counties["code"].str.match(r"(?:[1-7]\d|8[12])\d{4}").all())


def _displacement(counties: Any, seats: Sequence[_Seat]) -> tuple[str, numpy.ndarray] | None:
    """Return how the layer must have been moved for all seats to lie in their outlines."""
    shapes = counties.geometry.to_numpy()
    own = shapely.buffer(shapely.simplify(shapes[[s.outline for s in seats]], 0.01), NEAR_DEG)
    points, shape_of_point = shapely.get_coordinates(own, return_index=True)
    for orientation in ORIENTATIONS:
        back = turned(points, orientation)
        shifts: Any = None
        for number, (seat, shape) in enumerate(zip(seats, own, strict=True)):
            place = numpy.array((seat.point.x, seat.point.y))
            moved = shapely.set_coordinates(shape, back[shape_of_point == number] - place)
            shifts = moved if shifts is None else shifts.intersection(moved)
            if shifts.is_empty:
                break
        if orientation == "upright" and shifts.distance(shapely.Point(0, 0)) < SHIFT_DEG:
            return None
        if not shifts.is_empty:
            middle = shifts.representative_point()
            return orientation, numpy.array((middle.x, middle.y))
    return None


# One place after another ----------------------------------------------------------------------


def _cycles(outside: Sequence[_Seat]) -> list[list[int]]:
    """Return the outlines whose seats lie in each other, all round."""
    step = {seat.outline: seat.within for seat in outside if seat.within is not None}
    cycles: list[list[int]] = []
    done: set[int] = set()
    for start in step:
        path: list[int] = []
        current: int | None = start
        while current is not None and current not in done and current not in path:
            path.append(current)
            current = step.get(current)
        if current in path:
            cycles.append(path[path.index(current) :])
        done.update(path)
    return cycles


def _seat_faults(counties: Any, seats: Sequence[_Seat], folder: Path) -> Iterator[Fault]:
    """Yield the outlines that are exchanged, and those that lie far from their seat."""
    outside = [seat for seat in seats if seat.outside]
    seated = {seat.outline for seat in seats}
    cycles = _cycles(outside)
    for cycle in cycles:
        labels = [_label(counties, number) for number in cycle]
        yield Fault("codes_exchanged", folder, " / ".join(labels))
    exchanged = {number for cycle in cycles for number in cycle}
    for seat in outside:
        label, spot = _label(counties, seat.outline), f"{seat.point.x:.3f}, {seat.point.y:.3f}"
        if seat.outline in exchanged or seat.distance <= NEAR_DEG:
            continue
        if seat.within is not None and seat.within not in seated:
            other = _label(counties, seat.within)
            yield Fault("code_of_other", folder, f"{label} / {other}", found=spot)
        elif seat.distance > FAR_DEG and not seat.place.context:
            yield Fault("seat_far", folder, label, found=spot, degrees=f"{seat.distance:.1f}")
