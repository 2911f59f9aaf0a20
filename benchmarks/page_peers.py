"""
Bytes, time and memory of the interactive page beside folium and plotly, in one run.

    python benchmarks/page_peers.py [18|national]… [--rounds 1] [--browser] [--without folium]

Each page has 40 indicators of synthetic values and all vertices. The programs run in turn (A B C,
A B C …), each as a process of its own; printed are the medians, and the medians of the ratios
within a round. ``--browser`` opens the pages in a headless browser, with links to a CDN answered
from this machine, which favours the peers: ready is the first frame with all counties, switch the
next indicator's frame, heap what is used after a collection of garbage, longest the longest task
while switching; then, of aqmap, the longest task of each thing that is done.
plotly is no requirement of aqmap's: `pip install plotly==7.1.0`.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xstatic.pkg.leaflet

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
PEERS = ROOT / "benchmarks" / "peers"
LAYERS, NATIONAL = 40, 2891

FRAME = "await new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)));"
WATCHED = """() => { window.longest = 0; new PerformanceObserver(list => {
    for (const {duration} of list.getEntries())
        window.longest = Math.max(window.longest, duration);
}).observe({entryTypes: ["longtask"]}); }"""
READY = {
    "aqmap": "() => window.aqmap && window.aqmap.ready",
    "folium": "() => document.querySelectorAll('.leaflet-control-layers-base label').length > 39",
    "plotly": "() => document.querySelectorAll('.choroplethlayer path').length >= COUNT",
}
SWITCH = {
    "aqmap": "document.querySelectorAll('#layer-list button')[n].click();",
    "folium": "document.querySelectorAll('.leaflet-control-layers-selector')[n].click();",
    "plotly": """const div = document.querySelector('.plotly-graph-div');
        await Plotly.restyle(div, ...div.layout.updatemenus[0].buttons[n].args);""",
}
LAYER = "document.querySelectorAll('#layer-list button')[NUMBER].click();"
DONE = {
    "table": "document.querySelector('#tab-table').click();",
    "switch beside the table": LAYER.replace("NUMBER", "8"),
    "table sorted": "document.querySelector('#table-rows thead button').click();",
    "findings": "document.querySelector('#tab-findings').click();",
    "matrix": "document.querySelector('#tab-matrix').click();",
    "cell of the matrix": "document.querySelector('.matrix td button').click();",
    "switch beside a county's sheet": LAYER.replace("NUMBER", "11"),
    "language": "document.querySelector('#language').click();",
}
_PARTS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_NOTHING = {"type": "GeometryCollection", "geometries": []}
NO_WORLD = {"type": "Topology", "arcs": [], "objects": dict.fromkeys(_PARTS, _NOTHING)}


def measured(command: list[str]) -> tuple[float, float, float]:
    """Return the seconds, those of the processor, and the MiB at most of a command."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert not child.returncode, said.decode()
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(folder: Path, counties: int, asked: argparse.Namespace) -> None:
    from paper import lay

    workspace, package = lay(folder, counties, LAYERS)
    pages = {
        name: folder / f"{name}-{counties}.html" for name in READY if name not in asked.without
    }
    commands = {
        name: [sys.executable, str(PEERS / f"{name}_page.py"), str(package), str(page), str(LAYERS)]
        for name, page in pages.items()
    }
    commands["aqmap"] = [sys.executable, "-m", "aqmap", "map", str(workspace), "--out",
                         str(pages["aqmap"])]  # fmt: skip
    rounds = [{name: measured(commands[name]) for name in commands} for _ in range(asked.rounds)]
    print(f"{counties} counties × {LAYERS} indicators, {asked.rounds} rounds")
    ours = pages["aqmap"].stat().st_size
    for name, page in pages.items():
        seconds, processor, peak = (statistics.median(r[name][i] for r in rounds) for i in range(3))
        wall, of_processor, memory = (
            statistics.median(r["aqmap"][i] / r[name][i] for r in rounds) for i in range(3)
        )
        size = page.stat().st_size
        print(
            f"  {name:7} {seconds:7.2f} s (processor {processor:.2f}) {peak:6.0f} MiB "
            f"{size / 1e6:8.3f} MB   aqmap: {wall:.2f} of its time ({of_processor:.2f}), "
            f"{memory:.2f} of its memory, 1/{size / ours:.1f} of its bytes"
        )
    if asked.browser:
        for name, page in pages.items():
            print(f"  {name:7}", *(f"{k} {v:,.1f}" for k, v in in_browser(name, page, counties)))
        done = longest_tasks(pages["aqmap"], asked.rounds)
        print("  longest ms of", *(f"{k} {v:.0f}," for k, v in done.items()))


def longest_tasks(path: Path, rounds: int) -> dict[str, float]:
    """Return the longest task of each thing that is done on aqmap's page, the median of rounds."""
    from tests.browser import running_browser

    found: dict[str, list[float]] = {name: [] for name in DONE}
    with running_browser() as browser:
        for _ in range(rounds):
            page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            page.goto(path.as_uri())
            page.wait_for_function(READY["aqmap"])
            page.evaluate(WATCHED)
            for name, act in DONE.items():
                page.evaluate(f"async () => {{ window.longest = 0; {act} {FRAME} }}")
                page.wait_for_timeout(500)
                found[name].append(page.evaluate("window.longest"))
            page.close()
    return {name: statistics.median(times) for name, times in found.items()}


def in_browser(name: str, path: Path, counties: int) -> list[tuple[str, float]]:
    """Return how long a page takes to open and to show another indicator, and its heap."""
    from tests.browser import running_browser

    with running_browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        page.set_default_timeout(300_000)
        page.route(re.compile("^https?:"), answer)
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit", timeout=300_000)
        page.wait_for_function(READY[name].replace("COUNT", str(counties)), timeout=300_000)
        page.evaluate(f"async () => {{ {FRAME} }}")
        ready = 1000 * (time.perf_counter() - start)
        page.evaluate(WATCHED)
        timed = f"""async n => {{ const t = performance.now(); {SWITCH[name]} {FRAME}
            return performance.now() - t; }}"""
        switches = [page.evaluate(timed, n) for n in (3, 11, 20, 29, 38)]
        longest = page.evaluate("window.longest")
        tools = page.context.new_cdp_session(page)
        tools.send("HeapProfiler.collectGarbage")
        heap = tools.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    facts = {"ready ms": ready, "switch ms": statistics.median(switches), "heap MB": heap}
    return [*facts.items(), ("longest ms", longest)]


def answer(route: Any) -> None:
    """Answer what a page asks of a CDN: Leaflet, and a world without outlines."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    url = route.request.url
    if url.endswith("leaflet.js"):
        route.fulfill(path=leaflet / "leaflet.js")
    elif url.endswith("leaflet.css"):
        route.fulfill(path=leaflet / "leaflet.css")
    else:
        route.fulfill(body=json.dumps(NO_WORLD) if url.endswith(".json") else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("parts", nargs="*", default=["18"], choices=["18", "national"])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--without", nargs="*", default=[], choices=["folium", "plotly"])
    asked = parser.parse_args()
    compileall.compile_dir(ROOT / "aqmap", quiet=1)
    with tempfile.TemporaryDirectory() as place:
        for part in asked.parts:
            compare(Path(place), NATIONAL if part == "national" else 18, asked)


if __name__ == "__main__":
    main()
