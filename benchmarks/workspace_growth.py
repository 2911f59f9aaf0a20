"""
Show how the cost of a command grows with the counties and the layers.

    python benchmarks/workspace_growth.py [--command check|map] [--counties 18 180 720 2891]
        [--layers 40] [--rounds 3]

Printed are the seconds of the processor and the MiB at most of each size, the least of its rounds,
and the ratios within one run; see `synthetic_workspace`. Four times the counties should cost at
most four and a half times. Nothing is remembered between runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import pairwise, product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
SIZES = (18, 180, 720, 2891)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--command", choices=("check", "map"), default="check")
    parser.add_argument("--counties", type=int, nargs="+", default=SIZES)
    parser.add_argument("--layers", type=int, nargs="+", default=(40,))
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    costs: dict[int, float] = {}
    for layers, counties in product(asked.layers, asked.counties):
        processor, peak = cost(asked.command, counties, layers, asked.rounds)
        figures = counties * layers
        costs[figures] = processor
        print(
            f"{asked.command}, {counties} counties x {layers} layers ({figures} figures): "
            f"{processor:.2f} s of processor, {peak:.0f} MiB",
            flush=True,
        )
    for (few, before), (many, after) in pairwise(sorted(costs.items())):
        print(f"{many / few:.1f} times the figures: {after / before:.1f} times the time")


def cost(name: str, counties: int, layers: int, rounds: int) -> tuple[float, float]:
    """Return the seconds of the processor and the MiB of a command, the least of its rounds."""
    from page_peers import measured
    from synthetic_workspace import write_workspace

    with tempfile.TemporaryDirectory() as folder:
        write_workspace(Path(folder), counties, layers)
        out = ["--out", str(Path(folder, "map.html"))] if name == "map" else []
        command = [sys.executable, "-m", "aqmap", name, folder, *out]
        found = [measured(command) for _ in range(rounds)]
    return min(processor for _, processor, _ in found), min(peak for _, _, peak in found)


if __name__ == "__main__":
    main()
