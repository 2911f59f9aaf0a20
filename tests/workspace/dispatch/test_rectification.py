"""The rectification ledger: 已销号 stands on a day and a document, and on nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aqmap.errors import AqmapError
from aqmap.model.dispatch.yearend.rectification_rows import (
    Overdue,
    Rectification,
    RectificationState,
)
from aqmap.workspace.dispatch.rectification import read_rectification
from aqmap.workspace.workspace import open_workspace
from tests.dispatch_years import lay_year_workspace

HEAD = "序号,问题,县市,整改目标,整改时限,责任单位,整改措施,整改状态,佐证材料,验收日期,验收文号\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_year_workspace(tmp_path_factory.mktemp("rectification") / "w")


def read(folder: Path, rows: str = "") -> tuple[Rectification, ...]:
    if rows:
        table = folder / "data" / "dispatch" / "rectification.csv"
        table.write_text(HEAD + rows + "\n", encoding="utf-8")
    return read_rectification(open_workspace(folder))


def test_every_column_is_read(folder: Path) -> None:
    first, *_ = read(folder)
    assert first.places == ("990001",)
    assert first.units == ("甲县", "能源局")
    assert (first.state, first.accepted_on) == (RectificationState.CLOSED, date(2021, 11, 10))


@pytest.mark.parametrize(
    ("state", "accepted", "missing"),
    [
        ("已销号", ",", {"accepted_on", "acceptance_document"}),
        ("已销号", "2021-11-10,", {"acceptance_document"}),
        ("已销号", ",验字1号", {"accepted_on"}),
    ],
)
def test_closed_without_day_and_document_is_a_fault(
    folder: Path, state: str, accepted: str, missing: set[str]
) -> None:
    headings = {"accepted_on": "验收日期", "acceptance_document": "验收文号"}
    with pytest.raises(AqmapError) as caught:
        read(folder, f"1,问题,甲县,目标,2021-10-31,甲县,措施,{state},,{accepted}")
    spots = [fault.at for fault in caught.value.faults]
    assert len(spots) == len(missing)
    for name in missing:
        assert any(name in spot or headings[name] in spot for spot in spots)
    assert all("已完成" in fault.said.zh for fault in caught.value.faults)


def test_done_is_never_closed_whatever_else_is_written(folder: Path) -> None:
    (row,) = read(folder, "1,问题,甲县,目标,2021-10-31,甲县,措施,已完成,,2021-10-01,验字1号")
    assert row.state is RectificationState.DONE
    assert row.overdue(date(2021, 12, 31)) is Overdue.DONE_NOT_ACCEPTED


@pytest.mark.parametrize(
    ("state", "accepted", "day", "overdue"),
    [
        ("整改中", ",", "2021-10-31", Overdue.NO),
        ("整改中", ",", "2021-11-01", Overdue.OPEN),
        ("未启动", ",", "2021-11-01", Overdue.OPEN),
        ("已完成", ",", "2021-11-01", Overdue.DONE_NOT_ACCEPTED),
        ("已销号", "2021-10-31,1号", "2021-11-01", Overdue.NO),
        ("已销号", "2021-11-02,1号", "2021-11-05", Overdue.CLOSED_LATE),
    ],
)
def test_overdue_is_told_as_of_a_day(
    folder: Path, state: str, accepted: str, day: str, overdue: Overdue
) -> None:
    (row,) = read(folder, f"1,问题,甲县,目标,2021-10-31,甲县,措施,{state},,{accepted}")
    assert row.overdue(date.fromisoformat(day)) is overdue


def test_all_faults_come_together(folder: Path) -> None:
    good = "1,问题,甲县,目标,2021-10-31,甲县,措施,整改中,,,"
    bad = "2,问题,无名县,目标,十月,甲县,,整改了,,,"
    with pytest.raises(AqmapError) as caught:
        read(folder, f"{good}\n{good}\n{bad}")
    said = " ".join(fault.said.zh for fault in caught.value.faults)
    for words in ("序号“1”出现两次", "十月", "整改了", "应填写"):
        assert words in said


def test_what_was_accepted_later_is_not_closed_as_of_a_day(folder: Path) -> None:
    problem, done = read(
        folder,
        "1,甲,甲县,清零,2021-10-31,甲县,核查,已销号,照片,2022-01-09,验1\n"
        "2,乙,甲县,清零,2021-10-31,甲县,核查,已完成,照片,2022-01-09,验2",
    )
    then = problem.as_of(date(2022, 1, 8))
    assert (then.state, then.accepted_on) == (RectificationState.NOT_CLOSED, None)
    assert then.acceptance_document == ""
    assert then.overdue(date(2022, 1, 8)) is Overdue.DONE_NOT_ACCEPTED
    assert then.overdue(date(2021, 10, 31)) is Overdue.NO
    assert problem.as_of(date(2022, 1, 9)) == problem
    assert done.as_of(date(2022, 1, 8)).state is RectificationState.DONE
