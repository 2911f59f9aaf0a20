"""
How the cost of a zip archive grows with its members, and against the folder of the same files.

    python benchmarks/archive_members.py [MEMBERS] [ROUNDS] [WORKERS]

Synthetic hourly files of 20 stations, at n, 2n and 4n: read as a folder, as one zip, and as a
folder of zips of a day each; medians of rounds in turn, in one process. A cost that grows as the
members do has the ratios 2 and 4.
"""

import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

STATIONS = [f"{2690 + n}A" for n in range(20)]
FIRST = datetime(2019, 1, 1, 1)
HOURS = 24


def hourly_files(count: int) -> Iterator[tuple[str, str]]:
    """Yield names and texts."""
    for n in range(count):
        moment = FIRST + timedelta(hours=n)
        rows = (
            f"{moment:%Y-%m-%d %H:00},{station},{n % 90 + k},{k}\n"
            for k, station in enumerate(STATIONS)
        )
        yield f"{moment:%Y%m%d%H}.csv", "时间,站点编码,PM2.5,O3\n" + "".join(rows)


def make(where: Path, count: int) -> dict[str, Path]:
    """Write the same files in each way."""
    folder, single, daily = where / "folder", where / "single.zip", where / "daily"
    folder.mkdir(parents=True)
    daily.mkdir()
    with zipfile.ZipFile(single, "w", zipfile.ZIP_DEFLATED) as whole:
        files = list(hourly_files(count))
        for name, text in files:
            (folder / name).write_text(text, encoding="utf-8")
            whole.writestr(name, text)
    for first in range(0, count, HOURS):
        path = daily / f"{first // HOURS:04d}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as day:
            for name, text in files[first : first + HOURS]:
                day.writestr(name, text)
    return {"folder": folder, "zip": single, "zips of a day": daily}


def read(path: Path, workers: int) -> float:
    """Return the seconds that an archive takes."""
    from aqmap.read.stations.archive.read_archive import read_archive

    begin = time.perf_counter()
    read_archive([path], workers=workers)
    return time.perf_counter() - begin


def main() -> None:
    """Print medians and ratios."""
    members, rounds, workers = (
        int(sys.argv[n]) if len(sys.argv) > n else default
        for n, default in ((1, 1000), (2, 3), (3, 1))
    )
    sizes = [members, 2 * members, 4 * members]
    with tempfile.TemporaryDirectory() as where:
        paths = {size: make(Path(where) / str(size), size) for size in sizes}
        seconds: dict[tuple[str, int], list[float]] = {}
        for _ in range(rounds):
            for size in sizes:
                for way, path in paths[size].items():
                    seconds.setdefault((way, size), []).append(read(path, workers))
    print(f"{rounds} rounds, {workers} workers; members {sizes}")
    medians = {key: statistics.median(of_key) for key, of_key in seconds.items()}
    for way in paths[members]:
        cost = [medians[way, size] for size in sizes]
        growth = ", ".join(f"{part / cost[0]:.2f}" for part in cost)
        against = ", ".join(f"{medians[way, size] / medians['folder', size]:.2f}" for size in sizes)
        listed = ", ".join(f"{part:.2f} s" for part in cost)
        print(f"{way:14} {listed}   growth {growth}   against the folder {against}")


if __name__ == "__main__":
    main()
