"""
25 years × 12 months of the national 0.01° grid on Dask: the same bytes however many work.

    python benchmarks/zonal_years.py [--years 25] [--workers 1,2,20] [--folder FOLDER]

A task is a month: its file is read once, with weights of a store that all workers share. Printed
are the seconds of each number of workers, of one of two being killed in the middle, the checksum
of all sums, which must be one, and what the processes take at most together (PSS). Grids and
counties are those of `zonal.py`, with coarser noise, so that 300 of them take 4 GB of disk.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from zonal import COLUMNS, COUNTIES, ROWS, make, month_sums, waves, write_month

FIRST_YEAR = 1998
BLOCK = 20


def write_years(folder: Path, years: int) -> list[Path]:
    """Write the months that are not there yet, the same bytes on every make."""
    paths = []
    for number in range(12 * years):
        year, month = FIRST_YEAR + number // 12, number % 12 + 1
        name = f"V5GL04.HybridPM25.China.{year}{month:02d}-{year}{month:02d}.tif"
        paths.append(folder / name)
        if not paths[-1].exists():
            coarse = np.random.default_rng(number).normal(0, 2, (ROWS // BLOCK, COLUMNS // BLOCK))
            noise = np.kron(coarse, np.ones((BLOCK, BLOCK)))
            write_month(paths[-1], np.round(waves(number) + noise, 1))
    return paths


class Watch(threading.Thread):
    """The most that some processes take together, in MiB, asked every second."""

    def __init__(self, pids: list[int]) -> None:
        super().__init__(daemon=True)
        self.pids, self.most, self.ended = pids, 0.0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(1):
            self.most = max(self.most, sum(map(self._pss, self.pids)))

    @staticmethod
    def _pss(pid: int) -> float:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:  # killed
            return 0.0
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def run(paths: list[Path], folder: Path, workers: int, *, kill: bool = False) -> str:
    from distributed import Client, LocalCluster

    start = time.perf_counter()
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        pids = list(client.run(os.getpid).values())
        watch = Watch(pids)
        watch.start()
        futures = client.map(month_sums, paths, folder=folder, pure=False, retries=3)
        if kill:
            futures[len(futures) // 3].result()
            os.kill(pids[0], signal.SIGKILL)
        digest = hashlib.sha256()
        for future in futures:
            digest.update(future.result())
        watch.ended.set()
        watch.join()
    took, said = time.perf_counter() - start, ", one killed" if kill else ""
    print(f"{workers} workers{said}: {took:.0f} s, {watch.most:.0f} MiB, "
          f"sha256 {digest.hexdigest()[:16]}", flush=True)  # fmt: skip
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--workers", default="1,2,20")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "aqmap-years")
    asked = parser.parse_args()
    make(asked.folder, 0)
    paths = write_years(asked.folder, asked.years)
    print(f"{COUNTIES} counties × {len(paths)} months, "
          f"{sum(path.stat().st_size for path in paths) / 1e9:.1f} GB; "
          f"load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
    found = {run(paths, asked.folder, int(n)) for n in asked.workers.split(",")}
    found.add(run(paths, asked.folder, 2, kill=True))
    print("the same bytes" if len(found) == 1 else "DIFFERENT BYTES")


if __name__ == "__main__":
    main()
