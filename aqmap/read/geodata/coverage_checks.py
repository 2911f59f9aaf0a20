"""Whether the counties are one coverage: no overlap, no gap, no border that is drawn twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import numpy
import shapely

from aqmap.errors import Fault, TableError
from aqmap.geo import CGCS2000, areas_km2
from aqmap.read.geodata.coverage_snapping import Snapped, TooManyPairsError, snapped
from aqmap.read.geodata.side_by_side import GAP_DEG, FreeEdges, TooDenseError, slits
from aqmap.words import Text, text

SLIVER_KM2 = 1e-4
"""Two units that share less than this meet raggedly; they do not overlap."""
PAIRS_PER_UNIT = 50
"""On average no more units than this may lie about one: of counties there are six."""
PAIRS_AT_LEAST = 1000
"""So many pairs are looked at however few the units are."""

_UNITS_AT_ONCE = 100
_MOST_NAMED = 5


def exact_coverage(
    counties: geopandas.GeoDataFrame, path: Path
) -> tuple[geopandas.GeoDataFrame, tuple[Text, ...]]:
    """
    Return the counties as one exact coverage, and what was done for that, in words.

    Parameters
    ----------
    counties, path
        As `coverage_faults` has them.

    Returns
    -------
    counties, remarks
        The same where they were exact; else their edges are joined where they lie within a metre
        of each other, and the remark counts that and gives the areas that changed most.

    Raises
    ------
    TableError
        With the places that are further apart.
    """
    faults = list(coverage_faults(counties, path))
    if not faults:
        return counties, ()
    if any(fault.code == "coverage_dense" for fault in faults):
        raise TableError(faults)
    try:
        joined = snapped(counties.geometry.to_numpy())
    except TooManyPairsError:
        joined = None
    if joined is None or not shapely.is_valid(joined.units).all():
        raise TableError(faults)
    exact = counties.set_geometry(list(joined.units), crs=counties.crs)
    if left := list(coverage_faults(exact, path)):
        raise TableError(left)
    return exact, (_snapping_remark(counties, exact, joined),)


def _snapping_remark(counties: Any, exact: Any, joined: Snapped) -> Text:
    before, after = areas_km2(counties), areas_km2(exact)
    labels = dict(zip(counties["code"], counties["name"], strict=True))
    changes = {code: (after[code] - before[code]) * 1e6 for code in before}
    changed = sorted((c for c in changes if abs(changes[c]) >= 0.5), key=lambda c: -abs(changes[c]))
    listed = [f"{labels[code]} {changes[code]:+,.0f} m²" for code in changed[:_MOST_NAMED]]
    more = len(changed) > _MOST_NAMED
    return text(
        "remark.snapped",
        count=joined.moved,
        farthest=f"{joined.farthest_m:.2f}",
        units=len(changed),
        areas=Text(
            "、".join(listed) + ("等" if more else ""), ", ".join(listed) + (" …" if more else "")
        ),
        total=f"{sum(changes.values()):+,.0f}",
    )


def coverage_faults(counties: Any, path: Path) -> Iterator[Fault]:
    """
    Yield every pair of units that overlap or leave a gap, and every other ragged edge.

    Parameters
    ----------
    counties
        Valid polygons in degrees, with their codes and names.
    path
        Their file, for the message.

    Yields
    ------
    fault
        One only, if so many outlines lie over each other that comparing all would have no end.
    """
    units = counties.geometry.to_numpy()
    labels = [f"{c} {n}" for c, n in zip(counties["code"], counties["name"], strict=True)]
    try:
        pairs = _near_pairs(units)
        is_exact = shapely.coverage_is_valid(units)
        overlaps = [] if is_exact else list(_overlaps(units, pairs))
        reported = {unit for first, second, _ in overlaps for unit in (first, second)}
        for first, second, area in overlaps:
            yield Fault("overlap", path, f"{labels[first]} / {labels[second]}", found=f"{area:.3f}")
        ragged: Any = () if is_exact else shapely.coverage_invalid_edges(units)
        for number, edge in enumerate(ragged):
            if not edge.is_empty and number not in reported:
                reported.add(number)
                yield Fault("ragged_edge", path, labels[number], found=_point_text(edge))
        edges = FreeEdges.of(units)
        land = shapely.coverage_union_all(units) if is_exact else shapely.union_all(units)
        for touching, hole in _thin_holes(land, edges):
            if not reported.issuperset(touching):
                yield _gap(path, labels, touching, hole)
                reported |= set(touching)
        for pair, gap in slits(edges, reported):
            yield _gap(path, labels, pair, gap)
            reported |= set(pair)
    except TooDenseError as problem:
        yield Fault("coverage_dense", path, found=problem.found, expected=problem.most)


def _gap(path: Path, labels: list[str], units: list[int], gap: Any) -> Fault:
    return Fault("gap", path, " / ".join(labels[u] for u in units), found=_point_text(gap))


def _near_pairs(units: numpy.ndarray) -> numpy.ndarray:
    """Return the pairs of units whose frames meet, the lower number first."""
    tree = shapely.STRtree(units)
    most = PAIRS_AT_LEAST + PAIRS_PER_UNIT * len(units)
    kept, count = [numpy.empty((2, 0), dtype=int)], 0
    for start in range(0, len(units), _UNITS_AT_ONCE):
        first, second = tree.query(units[start : start + _UNITS_AT_ONCE])
        pairs = numpy.stack((first + start, second))
        kept.append(pairs[:, pairs[0] < pairs[1]])
        count += kept[-1].shape[1]
        if count > most:
            raise TooDenseError(count, most)
    return numpy.concatenate(kept, axis=1)


def _overlaps(units: numpy.ndarray, pairs: numpy.ndarray) -> Iterator[tuple[int, int, float]]:
    met = pairs[:, shapely.intersects(units[pairs[0]], units[pairs[1]])]
    common = shapely.intersection(units[met[0]], units[met[1]])
    shared = shapely.area(common) > 0
    areas = _km2(common[shared])
    for (first, second), area in sorted(zip(met[:, shared].T.tolist(), areas, strict=True)):
        if area > SLIVER_KM2:
            yield first, second, area


def _thin_holes(land: Any, edges: FreeEdges) -> Iterator[tuple[list[int], Any]]:
    """Yield the holes between units that are too narrow to be land that the file leaves out."""
    rings = [ring for part in shapely.get_parts(land) for ring in part.interiors]
    holes = shapely.polygons(rings) if rings else numpy.empty(0, dtype=object)
    thin = holes[2 * shapely.area(holes) / shapely.length(holes) < GAP_DEG]
    for number, touching in enumerate(edges.units_about(thin)):
        if len(touching) > 1:
            yield touching, thin[number]


def _point_text(geometry: Any) -> str:
    point = geometry.representative_point()
    return f"{point.x:.4f}, {point.y:.4f}"


def _km2(shapes: numpy.ndarray) -> list[float]:
    codes = [str(number) for number in range(len(shapes))]
    areas = areas_km2(geopandas.GeoDataFrame({"code": codes}, geometry=shapes, crs=CGCS2000))
    return [areas[code] for code in codes]
