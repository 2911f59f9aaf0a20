"""
Show how the cost of a coverage check grows: n, 2n and 4n vertices, as ratios within one run.

    python benchmarks/coverage_growth.py

``whole``   counties that share their borders exactly.
``slits``   counties that stand 40 m apart, so that every border is compared with its neighbour.
``circles`` four counties of very short edges, 30 m apart.

Twice the vertices should cost about twice; the square of that was four times. All shapes are
synthetic.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas
import numpy
import shapely

from aqmap.geo import CGCS2000
from aqmap.read.geodata.coverage_checks import coverage_faults

ROWS, COLUMNS, STEP = 5, 9, 0.5
ROUNDS = 3


def whole(points: int) -> list[shapely.Polygon]:
    """Return counties in rows and columns whose borders are jagged, and shared."""
    cells = ((row, column) for row in range(ROWS) for column in range(COLUMNS))
    return [shapely.Polygon(list(_ring(row, column, points // 180))) for row, column in cells]


def slits(points: int) -> list[shapely.Polygon]:
    """Return the same counties, each moved a little away from the one before it."""
    apart = (0.0004 * numpy.array((n % COLUMNS, n // COLUMNS)) for n in range(ROWS * COLUMNS))
    return [
        shapely.set_coordinates(shape, shapely.get_coordinates(shape) + shift)
        for shape, shift in zip(whole(points), apart, strict=True)
    ]


def circles(points: int) -> list[shapely.Polygon]:
    """Return four round counties that nearly touch."""
    angles = numpy.linspace(0, 2 * numpy.pi, points // 4, endpoint=False)
    round_ = 0.4 * numpy.stack((numpy.cos(angles), numpy.sin(angles)), axis=1)
    middles = numpy.array([(81 + 0.8003 * number, 44) for number in range(4)])
    return [shapely.Polygon(round_ + middle) for middle in middles]


def _ring(row: int, column: int, points: int) -> Iterator[tuple[float, float]]:
    south_west, south_east = (row, column), (row, column + 1)
    north_west, north_east = (row + 1, column), (row + 1, column + 1)
    yield from _border(south_west, south_east, points)
    yield from _border(south_east, north_east, points)
    yield from reversed(_border(north_west, north_east, points))
    yield from reversed(_border(south_west, north_west, points))


def _border(start: tuple[int, int], end: tuple[int, int], points: int) -> list[tuple[float, float]]:
    """Return one border, jagged in a way that only its two ends decide."""
    first, last = (numpy.array((80 + c * STEP, 40 + r * STEP)) for r, c in (start, end))
    share = numpy.linspace(0, 1, points + 1)
    across = (last - first)[::-1] * (-1, 1)
    jags = numpy.random.default_rng((*start, *end)).uniform(-0.3, 0.3, points + 1) / points
    jags[[0, -1]] = 0
    line = first + share[:, None] * (last - first) + jags[:, None] * across
    return [(float(x), float(y)) for x, y in line]


def main() -> None:
    for kind in (whole, slits, circles):
        costs = [_seconds(kind, points) for points in (45_000, 90_000, 180_000)]
        growth = ", ".join(f"{cost / costs[0]:.1f}" for cost in costs)
        print(f"{kind.__name__}: n, 2n, 4n of 45,000 vertices cost {growth}")


def _seconds(shapes: Callable[[int], list[shapely.Polygon]], points: int) -> float:
    units = shapes(points)
    codes = [f"99{number:04}" for number in range(len(units))]
    table = {"code": codes, "name": codes}
    counties = geopandas.GeoDataFrame(table, geometry=units, crs=CGCS2000)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        list(coverage_faults(counties, Path("counties.geojson")))
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
