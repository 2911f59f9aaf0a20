"""
Time and bytes of the print maps beside QGIS's atlas and a plain geopandas loop, in one run.

    python benchmarks/paper.py [18|national|growth]… [--rounds 3]

Every command is a process of its own, started cold: nothing is remembered between runs but what
the system keeps of files in memory, and the modules' compiled code, as an installation has it.
They run in turn (A B C, A B C …); printed are the medians of the rounds, and the medians of the
ratios within a round. All values are synthetic.

``aqmap``  `aqmap print` of a workspace of N counties with L layers: reading, checking, joining,
           and an atlas with contents, legend, table of values, notes and two embedded fonts.
``qgis``   the atlas of a print layout, a PDF with title, legend, scale bar, arrow and source; left
           out where the system's Python has no PyQGIS (Debian: python3-qgis).
``plot``   `GeoDataFrame.plot` on pages of matplotlib's PdfPages, with title and legend.

``growth`` is aqmap alone: 40 pages against 12, and more and more counties.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import geopandas
import pandas

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
PEERS = ROOT / "benchmarks" / "peers"
SYSTEM_PYTHON = "/usr/bin/python3"
NATIONAL = 2891


def has_qgis() -> bool:
    done = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False
    )
    return done.returncode == 0


def lay(folder: Path, counties: int, layers: int) -> tuple[Path, Path]:
    """Return a workspace, and the same areas and values as a GeoPackage for the peers."""
    from synthetic_workspace import write_workspace

    workspace = folder / f"w{counties}-{layers}"
    write_workspace(workspace, counties, layers)
    with (workspace / "aqmap.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[print]\nformats = []\n")
    areas = geopandas.read_file(workspace / "boundaries" / "counties.geojson")
    figures = pandas.read_csv(workspace / "data" / "measured" / "figures.csv", dtype={"place": str})
    values = figures.pivot(index="place", columns="indicator", values="value")
    values.columns = [f"v{name[1:]}" for name in values.columns]
    table = areas[["code", "name", "geometry"]].rename(columns={"name": "cname"})
    table = table.merge(values, left_on="code", right_index=True)
    package = folder / f"values-{counties}-{layers}.gpkg"
    table.to_file(package, layer="values", driver="GPKG")
    return workspace, package


def commands(folder: Path, counties: int, layers: int) -> dict[str, tuple[list[str], Path]]:
    """Return each peer's command and the file that it writes."""
    workspace, package = lay(folder, counties, layers)
    out = {name: folder / f"{name}-{counties}-{layers}.pdf" for name in ("qgis", "plot")}
    ours = folder / f"print-{counties}-{layers}"
    views = ["--view", "measured", "--overwrite", "--out", str(ours)]
    found = {
        "aqmap": (
            [sys.executable, "-m", "aqmap", "print", str(workspace), *views],
            ours / "atlas.pdf",
        ),
        "plot": (
            [sys.executable, str(PEERS / "plot_loop.py"), str(package), str(out["plot"]),
             str(layers)],
            out["plot"],
        ),
    }  # fmt: skip
    if has_qgis():
        script = [SYSTEM_PYTHON, str(PEERS / "qgis_atlas.py")]
        found["qgis"] = ([*script, str(package), str(out["qgis"]), str(layers)], out["qgis"])
    return found


def seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def compare(folder: Path, counties: int, layers: int, rounds: int) -> None:
    peers = commands(folder, counties, layers)
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, (command, _) in peers.items():
            taken[name].append(seconds(command))
    bytes_of = {name: file.stat().st_size for name, (_, file) in peers.items()}
    print(f"{counties} counties × {layers} pages, {rounds} rounds")
    for name in peers:
        ratios = [a / b for a, b in zip(taken["aqmap"], taken[name], strict=True)]
        print(
            f"  {name:6} {statistics.median(taken[name]):7.2f} s  {bytes_of[name] / 1e6:7.3f} MB"
            f"   aqmap takes {statistics.median(ratios):.2f} of its time, "
            f"1/{bytes_of[name] / bytes_of['aqmap']:.1f} of its bytes"
        )


def growth(folder: Path, rounds: int) -> None:
    sizes = {}
    for counties, layers in (
        (18, 12), (18, 40), (180, 12), (720, 12), (NATIONAL, 12), (NATIONAL, 40)
    ):  # fmt: skip
        command, atlas = commands(folder, counties, layers)["aqmap"]
        taken = statistics.median(seconds(command) for _ in range(rounds))
        sizes[counties, layers] = atlas.stat().st_size
        print(f"  {counties} × {layers}: {taken:.2f} s, {atlas.stat().st_size / 1e6:.3f} MB")
    for counties in (18, NATIONAL):
        times = sizes[counties, 40] / sizes[counties, 12]
        print(f"  {counties} counties: 40 pages are {times:.2f} times the bytes of 12")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("parts", nargs="*", default=["18"], choices=["18", "national", "growth"])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "aqmap", quiet=1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if "18" in asked.parts:
            compare(folder, 18, 40, asked.rounds)
        if "national" in asked.parts:
            compare(folder, NATIONAL, 12, asked.rounds)
        if "growth" in asked.parts:
            growth(folder, asked.rounds)


if __name__ == "__main__":
    main()
