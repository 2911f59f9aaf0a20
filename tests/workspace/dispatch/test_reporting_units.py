"""``units.csv``: what is wrong with it is said in the row, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from tests.dispatch_counties import PREFECTURE, code_of, lay_dispatch_workspace


def _faults(folder: Path, *lines: str, head: str = "unit,name,kind,places,rows,since,until"):
    workspace = lay_dispatch_workspace(folder)
    table = "\n".join((head, *lines)) + "\n"
    (workspace / "data" / "dispatch" / "units.csv").write_text(table, encoding="utf-8")
    with pytest.raises(AqmapError) as problem:
        read_dispatch_inputs(workspace)
    return problem.value.faults


@pytest.mark.parametrize(
    ("places", "code"),
    [
        (f"{code_of(1)}；{code_of(2)}", "dispatch_separator"),
        (PREFECTURE, "dispatch_unit_outside"),
    ],
)
def test_places_that_cannot_be_used_are_named(tmp_path: Path, places: str, code: str) -> None:
    (fault,) = _faults(tmp_path, f"c1,甲县,county,{places},,,")
    assert fault.code == code


def test_a_place_that_is_like_no_other_has_no_empty_list_behind_it(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path, "c1,甲县,county,Zzyzx,,,")
    assert "：。" not in fault.said.zh
    assert "Zzyzx" in fault.said.zh


def test_two_ids_or_names_that_are_one_are_refused_unless_one_follows_the_other(
    tmp_path: Path,
) -> None:
    one, two = code_of(1), code_of(2)
    faults = _faults(tmp_path, f"c1,甲县,county,{one},,,", f"C1,乙县,county,{two},,,")
    assert [fault.code for fault in faults] == ["dispatch_unit_twice"]
    faults = _faults(tmp_path, f"c1,甲县,county,{one},,,", f"c2,甲县,county,{two},,,")
    assert [fault.code for fault in faults] == ["dispatch_name_twice"]
    faults = _faults(
        tmp_path,
        f"c1,甲县,county,{one},,,2021-06-30",
        f"c2,甲县,county,{one},,2021-07-01,",
        f"c3,丙县,county,{two}；,,,",
    )
    assert [fault.code for fault in faults] == ["dispatch_separator"]


def test_an_unknown_column_sends_to_the_page_that_lists_them(tmp_path: Path) -> None:
    faults = _faults(tmp_path, f"c1,甲县,county,{code_of(1)},x", head="unit,name,kind,places,phone")
    (fault,) = (fault for fault in faults if "phone" in fault.said.en)
    assert "docs/dispatch.md" in fault.said.en
