"""
Measure aqmap against what a user would pick instead: ratios within one run.

    make bench          # or: python benchmarks/run.py [bytes|build|start]

``bytes``  map.html of the default workspace against the same layers, each a
           `GeoDataFrame.explore` layer, in one folium map.
``build``  `aqmap build` of the default workspace, all outputs, warm: seconds.
``start``  `aqmap --help` against importing geopandas, folium and matplotlib.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 15


def measure_bytes() -> None:
    import folium
    import shapely

    from aqmap.pipelines.build_maps import make_book
    from aqmap.render.browser import write_page

    book = make_book(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        write_page(book, page)
        ours = page.stat().st_size
        counties = book.web_counties
        peer = folium.Map()
        layers = 0
        for layer in book.layers:
            for view in layer.views.values():
                cells = dict(
                    zip((p.code for p in book.places), view.cells[layer.periods[0]], strict=True)
                )
                table = counties[counties["role"] == "core"][["code", "name", "geometry"]].copy()
                kept = [cells.get(code) for code in table["code"]]
                table["value"] = [cell.value if cell else None for cell in kept]
                table["class"] = [str(cell.klass) if cell else "" for cell in kept]
                table.explore(column="class", m=peer, name=f"{layer.id} {view.name}", legend=False)
                layers += 1
        folium.LayerControl().add_to(peer)
        peer.save(Path(folder) / "peer.html")
        theirs = (Path(folder) / "peer.html").stat().st_size
    points = int(shapely.get_num_coordinates(counties.geometry.to_numpy()).sum())
    print(f"bytes: {layers} layers; map.html {ours:,} (with all of Xinjiang, {points:,} points)")
    print(f"       explore layers of the 18 counties {theirs:,}; ratio 1/{theirs / ours:.1f}")


def measure_build() -> None:
    seconds = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            seconds.append(_seconds([_aqmap(), "build", str(ROOT), "--out", f"{folder}/out"]))
    low, high = min(seconds), max(seconds)
    print(f"build: median {statistics.median(seconds):.1f} s ({low:.1f} to {high:.1f}, n = 3)")


def measure_start() -> None:
    heavy = [sys.executable, "-c", "import geopandas, folium, matplotlib"]
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        ours.append(_seconds([_aqmap(), "--help"]))
        theirs.append(_seconds(heavy))
    pairs = [t / o for o, t in zip(ours[1:], theirs[1:], strict=True)]
    print(
        f"start: aqmap --help {statistics.median(ours[1:]):.2f} s, the three imports "
        f"{statistics.median(theirs[1:]):.2f} s; ratio 1/{statistics.median(pairs):.1f} "
        f"(1/{min(pairs):.1f} to 1/{max(pairs):.1f}, n = {ROUNDS})"
    )


def _aqmap() -> str:
    return str(Path(sys.executable).with_name("aqmap"))


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    parts = {"bytes": measure_bytes, "build": measure_build, "start": measure_start}
    for name in sys.argv[1:] or parts:
        parts[name]()
