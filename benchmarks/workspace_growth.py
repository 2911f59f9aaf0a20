"""
Show how the cost of `aqmap check` grows with the counties: seconds, and ratios within one run.

    python benchmarks/workspace_growth.py [LAYERS]

18, 180, 720 and 2 891 counties, 40 layers unless told otherwise; see `synthetic_workspace`. Four
times the counties should cost at most four and a half times. Nothing is remembered between runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
SIZES = (18, 180, 720, 2891)
ROUNDS = 3


def main() -> None:
    from benchmarks.synthetic_workspace import write_workspace

    layers = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    costs = []
    for counties in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_workspace(Path(folder), counties, layers)
            costs.append(min(_seconds(folder) for _ in range(ROUNDS)))
        print(f"check, {counties} counties x {layers} layers: {costs[-1]:.2f} s")
    for (few, cost), (many, cost_of_many) in pairwise(zip(SIZES, costs, strict=True)):
        print(f"{many / few:.1f} times the counties: {cost_of_many / cost:.1f} times the time")


def _seconds(folder: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "aqmap", "check", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
