"""
The archive reader against what a user would write: ratios of one run, peers in turn.

    python benchmarks/archive.py [DAYS] [ROUNDS]

The archive is synthetic: 2,000 stations, log-normal, 8 % gaps, national layout, made anew. Every
peer runs as a process of its own. Polars gives valid days, means and good days of six pollutants;
pandas the daily means alone, pyarrow nothing but the parsed cells; `aqmap` percentiles and the
index besides.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

KEPT = ["PM2.5", "PM10", "SO2", "NO2", "O3", "CO"]
TYPES = ["AQI", *KEPT, *(f"{name}_24h" for name in KEPT), "O3_8h", "O3_8h_24h"]
STATIONS = 2000
FIRST = date(2021, 1, 1)


def make(folder: Path, days: int, first: date = FIRST) -> None:
    """Write a synthetic archive."""
    random = np.random.default_rng(5)
    codes = [f"{1001 + n}A" for n in range(STATIONS)]
    for n in range(days):
        day = first + timedelta(days=n)
        lines = ["date,hour,type," + ",".join(codes)]
        for hour in range(24):
            for kind in TYPES:
                values = random.lognormal(3.6, 0.7, STATIONS)
                text = np.char.mod("%.1f", values / 40) if kind.startswith("CO") else None
                text = np.char.mod("%d", values + 1) if text is None else text
                text[random.random(STATIONS) < 0.08] = ""
                lines.append(f"{day:%Y%m%d},{hour},{kind}," + ",".join(text))
        (folder / f"china_sites_{day:%Y%m%d}.csv").write_text("\n".join(lines) + "\n")


def pandas_loop(folder: Path) -> float:
    """What most scripts do: read every file whole, keep six types, put hour 0 a day back."""
    import pandas as pd

    frames = []
    for file in sorted(folder.glob("*.csv")):
        table = pd.read_csv(file)
        table = table[table["type"].isin(KEPT)]
        moment = pd.to_datetime(table["date"].astype(str)) + pd.to_timedelta(table["hour"], "h")
        table["day"] = (moment - pd.Timedelta(hours=1)).dt.date
        long = table.drop(columns=["date", "hour"]).melt(["day", "type"], var_name="station")
        frames.append(long.groupby(["day", "type", "station"])["value"].agg(["sum", "count"]))
    days = pd.concat(frames).groupby(level=[0, 1, 2]).sum()
    means = (days["sum"] / days["count"])[days["count"] >= 20]
    return float(means.groupby(level=[1, 2]).mean().sum())


def polars_lazy(folder: Path) -> float:
    """Polars' streaming engine over all files at once: valid days, means, ratio of good days."""
    import polars as pl

    first = next(folder.glob("*.csv"))
    with first.open() as file:
        names = file.readline().strip().split(",")
    schema = {"date": pl.String, "hour": pl.Int64, "type": pl.String}
    schema |= dict.fromkeys(names[3:], pl.Float32)
    label = pl.col("date").str.to_datetime("%Y%m%d") + pl.duration(hours=pl.col("hour") - 1)
    long = (
        pl.scan_csv(folder / "*.csv", schema_overrides=schema)
        .filter(pl.col("type").is_in(KEPT))
        .with_columns(label.dt.date().alias("day"), label.dt.hour().alias("end"))
        .drop("date", "hour")
        .unpivot(index=["day", "end", "type"], variable_name="station")
    )
    keys = ["type", "station", "day"]
    days = (
        long.filter(pl.col("type") != "O3")
        .group_by(keys)
        .agg(pl.col("value").mean(), pl.col("value").count().alias("hours"))
        .filter(pl.col("hours") >= 20)
        .select(*keys, "value")
    )
    window = pl.col("value").rolling_mean(8, min_samples=6).over("station", "day", order_by="end")
    ozone = (
        long.filter(pl.col("type") == "O3")
        .with_columns(window.alias("mean"))
        .filter(pl.col("end") >= 7)
        .group_by(keys)
        .agg(pl.col("mean").max().alias("value"), pl.col("mean").count().alias("hours"))
        .filter((pl.col("hours") >= 14) | (pl.col("value") > 160))
        .select(*keys, "value")
    )
    limits = {"PM2.5": 75, "PM10": 150, "SO2": 150, "NO2": 80, "O3": 160, "CO": 4}
    limit = pl.col("type").replace_strict(limits, return_dtype=pl.Float32)
    told = pl.concat([days, ozone]).with_columns((pl.col("value") > limit).alias("above"))
    good = told.group_by("station", "day").agg(~pl.col("above").any().alias("good"))
    means = told.group_by("type", "station").agg(pl.col("value").mean(), pl.len())
    ratio = good.group_by("station").agg(pl.col("good").mean())
    one, other = pl.collect_all([means, ratio], engine="streaming")
    return float(one["value"].sum()) + float(other.height)


def pyarrow_parse(folder: Path) -> float:
    """Pyarrow's parser on the same bytes, every cell, and nothing else."""
    from pyarrow import csv

    return float(sum(csv.read_csv(file).num_rows for file in sorted(folder.glob("*.csv"))))


def aqmap_two(folder: Path) -> float:
    return aqmap_read(folder, workers=2)


def aqmap_some(folder: Path, store: Path | None = None) -> float:
    """The stations of two prefectures, as `aqmap stations` asks for them: 20 of 2,000."""
    return aqmap_read(folder, store, stations=[f"{1001 + n}A" for n in range(0, STATIONS, 100)])


def aqmap_read(
    folder: Path,
    store: Path | None = None,
    workers: int = 1,
    stations: list[str] | None = None,
) -> float:
    from aqmap.decide.assess.daily_values import station_days
    from aqmap.decide.assess.rule_choices import Choices
    from aqmap.decide.assess.statistics import assess
    from aqmap.read.stations.archive.read_archive import read_archive

    days, _ = read_archive([folder], store=store, workers=workers, stations=stations)
    if store is not None:
        return float(days.totals["PM2.5"].sum())
    told = assess(station_days(days), f"{FIRST.year}", Choices())
    return float(sum(m.value or 0 for one in told for m in one.means.values()))


PEERS = {
    "pandas loop": pandas_loop,
    "polars lazy": polars_lazy,
    "pyarrow, parse only": pyarrow_parse,
    "aqmap": aqmap_read,
    "aqmap, 2 workers": aqmap_two,
    "aqmap, 20 stations": aqmap_some,
}


def run(peer: str, folder: Path, store: Path | None = None) -> tuple[float, float]:
    """Return seconds and MiB of a peer in a process of its own."""
    command = [
        sys.executable,
        __file__,
        "--peer",
        peer,
        str(folder),
        *([str(store)] if store else []),
    ]
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, json.loads(done.stdout)["mib"]


def main() -> None:
    """Print medians and ratios."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    skipped = {"pandas loop"} if days > 60 else set()
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "archive"
        folder.mkdir()
        make(folder, days)
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"{days} synthetic days, {size:.0f} MB, {rounds} rounds")
        rows = {peer: [] for peer in PEERS if peer not in skipped}
        for _ in range(rounds):
            for peer, row in rows.items():
                row.append(run(peer, folder))
        own = rows["aqmap"]
        for peer, row in rows.items():
            seconds, mib = (statistics.median(column) for column in zip(*row, strict=True))
            wall = statistics.median(a[0] / b[0] for a, b in zip(own, row, strict=True))
            peak = statistics.median(a[1] / b[1] for a, b in zip(own, row, strict=True))
            told = f"aqmap: {wall:.3f} wall, {peak:.2f} peak"
            print(f"{peer:20} {seconds:7.2f} s {mib:6.0f} MiB   {told}")
        for peer in ("aqmap", "aqmap, 20 stations"):
            with_store(folder, peer, days, max(rounds, 3))


def with_store(folder: Path, peer: str, days: int, rounds: int) -> None:
    """Print what a day more costs against the whole, with a store."""
    with tempfile.TemporaryDirectory() as where:
        store = Path(where)
        full, _ = run(peer, folder, store)
        again = statistics.median(run(peer, folder, store)[0] for _ in range(rounds))
        added = []
        for n in range(rounds):
            make(folder, 1, FIRST + timedelta(days=days + n))
            added.append(run(peer, folder, store)[0])
        more = statistics.median(added)
        bare = statistics.median(run(peer, folder / "none", None)[0] for _ in added)
    for file in sorted(folder.iterdir())[days:]:
        file.unlink()
    ratio = (more - bare) / (full - bare)
    print(f"{peer}, with a store: {full:.2f} s, again {again:.2f} s, a day more {more:.2f} s")
    print(f"    a day more against the whole, without start-up ({bare:.2f} s): 1/{1 / ratio:.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        _, _, peer, folder, *store = sys.argv
        if Path(folder).exists():
            PEERS[peer](Path(folder), *map(Path, store))
        else:
            import aqmap.read.stations.archive.parquet_store  # noqa: F401

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"mib": peak}))
    else:
        main()
