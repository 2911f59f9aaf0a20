"""What a prefecture shows as a whole: judged by the rules of its counties, or left open."""

from __future__ import annotations

from pathlib import Path

import aqmap
from aqmap.book.book_layers import Cell


def add(folder: Path, kind: str, *rows: str) -> None:
    path = folder / "data" / kind / "example.csv"
    written = path.read_text(encoding="utf-8")
    path.write_text(written + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def wholes(folder: Path, layer: str) -> dict[str, Cell | None]:
    """Return what the only prefecture shows in each view of a layer."""
    book = aqmap.make_book(folder)
    found = next(each for each in book.layers if each.id == layer)
    return {name: cells["2025"][0] for name, cells in found.wholes.items()}


def test_a_prefecture_without_a_figure_of_its_own_shows_nothing(small_workspace):
    assert wholes(small_workspace, "pm25") == {}


def test_its_own_target_and_result_are_held_as_a_countys_are(small_workspace):
    add(small_workspace, "targets", "示例地区,PM2.5,2025,le,35,synthetic,example,line 7")
    add(small_workspace, "measured", "示例地区,PM2.5,2025,36.5,synthetic,example,line 7")
    cells = wholes(small_workspace, "pm25")
    assert {name: cell and (cell.label, cell.reason) for name, cell in cells.items()} == {
        "target": ("≤35", ""),
        "measured": ("36.5", ""),
        "gap": ("+1.5", ""),
        "status": ("", ""),
    }
    status = cells["status"]
    assert status is not None
    assert status.klass == 1  # met is the first class, not met the second


def test_a_gap_that_no_map_shows_is_known_of_it_too(small_workspace):
    add(small_workspace, "targets", "示例地区,造林,2025,ge,2.00,synthetic,example,line 7")
    add(small_workspace, "measured", "示例地区,造林,2025,1.25,synthetic,example,line 7")
    gap = wholes(small_workspace, "afforestation")["gap"]
    assert gap is not None
    assert gap.label == "−0.75"  # 1.25 done of 2.00


def test_of_two_numbers_of_one_source_none_is_taken(small_workspace):
    rows = [
        f"示例地区,PM2.5,2025,le,{value},synthetic,example,sentence {n}; line {n}"
        for n, value in enumerate((35, 32), 7)
    ]
    add(small_workspace, "targets", *rows)
    assert wholes(small_workspace, "pm25") == {}
