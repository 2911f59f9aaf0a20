"""
Time to collect the forms of a year: 100 invented units over 12 months, on real workbooks.

    python benchmarks/dispatch.py [--units 100] [--months 12] [--rows 22] [--profile]

Forms are made and filled before the clock runs, and some are asked about; every
month is a call of its own, as `aqmap collect` makes it, and the ledger grows from month to month.
All values are synthetic.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]


def lay(folder: Path, units: int, rows: int) -> Path:
    from tests.dispatch_counties import ROWS, Row, lay_dispatch_workspace

    more = tuple(
        Row(f"work{number}", f"任务{number}", "个", "quantity")
        for number in range(rows - len(ROWS))
    )
    tasks = {(row.id, f"99{number:04d}"): "1200" for row in more for number in range(1, units + 1)}
    return lay_dispatch_workspace(folder, units, rows=(*ROWS, *more), tasks=tasks)


def fill_month(workspace: Path, inbox: Path, units: int, month: int) -> None:
    """Make the forms of a month, and fill them by writing into their cells' XML."""
    from aqmap.pipelines.dispatch.make_forms import make_forms
    from tests.dispatch_counties import OpenForm, code_of, usual

    made = make_forms(workspace, f"2021-{month:02d}", overwrite=True)
    first = OpenForm(next(made.out.glob("c1-*.xlsx")))
    for number in range(1, units + 1):
        (path,) = made.out.glob(f"c{number}-*.xlsx")
        # One county in four reports what a neighbour reports, and is asked about it.
        filled = usual(code_of(number), month, share=1 - (number - (number % 8 == 0)) / 200)
        values = {}
        for indicator, place in first_rows(first):
            cells = filled.get((indicator, code_of(number))) or {
                "month": number,
                "cumulative": number * month,
            }
            values |= {first.cell_name(indicator, place, name): v for name, v in cells.items()}
        type_into(path, inbox / f"{number}.xlsx", values)


def first_rows(form: Any) -> list[tuple[str, str]]:
    form.row_of("households", "990001")
    return [key for key in form.rows if "None" not in key]


def type_into(form: Path, filled: Path, values: dict[str, float]) -> None:
    with ZipFile(form) as parts, ZipFile(filled, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            content = parts.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                for cell, value in values.items():
                    old = re.compile(rf'(<c r="{cell}"[^>]*?)(?: ?/>|></c>)')
                    content, count = old.subn(rf"\1><v>{value}</v></c>", content)
                    assert count == 1, (cell, value)
            made.writestr(name, content)


def collect(workspace: Path, inbox: Path, month: int) -> float:
    from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms

    choice = CollectChoice(received=date(2021, month, 24))
    began = time.perf_counter()
    collection = collect_forms(workspace, f"2021-{month:02d}", inbox, choice)
    seconds = time.perf_counter() - began
    questions = collection.open_questions
    accepted = sum(unit.received is not None for unit in collection.units)
    print(
        f"2021-{month:02d}: {accepted} units, {questions} questions, {seconds:5.2f} s", flush=True
    )
    return seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("--units", type=int, default=100)
    options.add_argument("--months", type=int, default=12)
    options.add_argument("--rows", type=int, default=22)
    options.add_argument("--profile", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        workspace = lay(Path(place) / "workspace", asked.units, asked.rows)
        total = busy = 0.0
        for month in range(1, asked.months + 1):
            inbox = Path(place) / f"inbox-{month}"
            inbox.mkdir()
            fill_month(workspace, inbox, asked.units, month)
            before = sum(os.times()[:4])
            if asked.profile:
                with cProfile.Profile() as profile:
                    total += collect(workspace, inbox, month)
                pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
            else:
                total += collect(workspace, inbox, month)
            busy += sum(os.times()[:4]) - before
    print(f"{asked.units} units × {asked.months} months × {asked.rows} rows: {total:.1f} s")
    print(f"processor time of all processes while collecting: {busy:.1f} s")


if __name__ == "__main__":
    main()
