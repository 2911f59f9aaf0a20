"""
Where a public package departs from the standard: aqi-hub on every vector of the index.

    pip install aqi-hub==0.3.3    # HJ 633-2026; 0.2.1 is HJ 633-2012
    python benchmarks/aqi_packages.py
"""

import csv
import sys
import warnings
from collections import Counter
from importlib.metadata import version
from pathlib import Path

VECTORS = Path(__file__).parents[1] / "tests" / "data" / "vectors"


def main() -> None:
    """Print how many vectors agree, and each that does not."""
    try:
        from aqi_hub.aqi_cn.aqi import cal_iaqi_cn
    except ImportError:
        sys.exit("aqi-hub is not installed: pip install aqi-hub==0.3.3 (or 0.2.1)")
    warnings.simplefilter("ignore")
    installed = version("aqi-hub")
    year = "2012" if installed.startswith("0.2") else "2026"
    agreed, different = 0, []
    with (VECTORS / f"iaqi_{year}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            item = f"{row['pollutant'].replace('.', '')}_{row['averaging'].upper()}"
            used = row["concentration_used"] or row["concentration"]
            try:
                found = cal_iaqi_cn(item, float(used) if used else None)
            except (KeyError, ValueError, TypeError) as problem:
                found = type(problem).__name__
            told = "" if found is None else str(found)
            if told == row["expected_iaqi"]:
                agreed += 1
            else:
                different.append(
                    (row["pollutant"], row["averaging"], used, row["expected_iaqi"], told)
                )
    print(f"aqi-hub {installed} against HJ 633-{year}: {agreed} agree, {len(different)} differ")
    for (pollutant, averaging), number in Counter(row[:2] for row in different).items():
        print(f"  {pollutant} {averaging}: {number}")
    for pollutant, averaging, used, expected, told in different:
        theirs, ours = told or "none", expected or "none"
        print(f"{pollutant} {averaging} {used}: standard {ours}, aqi-hub {theirs}")


if __name__ == "__main__":
    main()
