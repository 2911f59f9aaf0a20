"""A synthetic workspace of the dispatch with outlines: 甲县, 乙县 … are squares."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from aqmap.model.dispatch.ledger_rows import MonthEvent, MonthState
from aqmap.workspace.dispatch.ledger import ledger_to_write
from tests.dispatch_counties import PREFECTURE, code_of, county_names, lay_dispatch_workspace
from tests.dispatch_workspaces import report

ACROSS = 3
SIX = range(1, 7)
# 1683 households are the task of each: the vectors of the issue for September.
SEPTEMBER: Mapping[int, Mapping[str, int]] = {
    1: {"households": 1683, "coal": 519, "sweeping": 91, "boilers": 20},
    2: {"households": 1263, "coal": 554, "sweeping": 80, "boilers": 18},
    3: {"households": 1262, "coal": 555, "sweeping": 90, "boilers": 16},
    4: {"households": 1094, "coal": 693, "sweeping": 70, "boilers": 10},
    5: {"households": 1093, "coal": 500, "sweeping": 95, "boilers": 24},
}
"""By county what it reports; the sixth reported in August alone. Synthetic."""


def mapped_workspace(folder: Path, counties: int = 6) -> Path:
    """Lay a workspace whose counties are squares, three beside each other."""
    lay_dispatch_workspace(folder, counties)
    features = [_square(n, name) for n, name in enumerate(county_names(counties), 1)]
    collection = {"type": "FeatureCollection", "name": "counties", "features": features}
    path = folder / "boundaries" / "counties.geojson"
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return folder


def _square(number: int, name: str) -> dict[str, object]:
    west, south = 84 + (number - 1) % ACROSS, 45 - (number - 1) // ACROSS
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
    return {
        "type": "Feature",
        "properties": {
            "code": code_of(number),
            "name": name,
            "role": "core",
            "prefecture_code": PREFECTURE,
        },
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


def reported(folder: Path) -> Path:
    """Record August of all six counties, and September of five of them."""
    for number in SIX:
        amounts = {"households": 1000 + number, "coal": 400 + number, "sweeping": 70}
        report(folder, "2021-08", f"c{number}", amounts, place=code_of(number))
    for number, of_month in SEPTEMBER.items():
        amounts = {key: value for key, value in of_month.items() if key != "boilers"}
        report(folder, "2021-09", f"c{number}", amounts, place=code_of(number))
    return folder


def released(folder: Path, month: str, day: object) -> None:
    """Note in the ledger that a month was released."""
    with ledger_to_write(folder / "data" / "dispatch") as ledger:
        ledger.note(
            MonthEvent(
                month=month,
                state=MonthState.RELEASED,
                by="孙某",
                on=day,  # type: ignore[arg-type]
                last_receipt=ledger.last_receipt,
            )
        )
