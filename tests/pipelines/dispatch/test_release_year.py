"""`aqmap yearend --release`: once, whole, with all units in or named as missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from aqmap.errors import AqmapError
from aqmap.pipelines.dispatch.yearend.release_year import release_year
from aqmap.pipelines.dispatch.yearend.year_end import assess_year
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.dispatch_years import lay_year_workspace

DAY = date(2022, 3, 10)
MISSING = ("丙县", "energy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_year_workspace(tmp_path / "w")


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_release_is_no_draft_and_names_who_is_missing(folder: Path) -> None:
    released = release_year(folder, "2021", by="某人", missing=MISSING, on=DAY)
    assert released.out == folder / "releases" / "2021"
    document = docx.Document(str(released.out / "年终考核.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "草稿" not in document.core_properties.title + words
    assert "未报送2个：丙县、能源局" in words
    assert "2022年3月10日" in words
    sheet = openpyxl.load_workbook(released.out / "考核表.xlsx").worksheets[0]
    assert "草稿" not in f"{sheet['A1'].value}{sheet['A2'].value}{sheet.oddFooter.left.text}"


def test_what_is_verified_later_leaves_the_release_alone(folder: Path) -> None:
    released = release_year(folder, "2021", by="某人", missing=MISSING, on=DAY)
    before = content(released.out)
    table = folder / "data" / "dispatch" / "verified-2021.csv"
    with table.open("a", encoding="utf-8") as rows:
        rows.write("甲县,households,核定,1600,,2022-05-01,省厅,核字9号\n")
    draft = assess_year(folder, "2021")
    assert content(released.out) == before
    title = openpyxl.load_workbook(draft.out / "考核表.xlsx").worksheets[0]["A1"].value
    assert "草稿" in str(title)
    with pytest.raises(AqmapError) as caught:
        release_year(folder, "2021", by="某人", missing=MISSING, on=DAY)
    assert caught.value.faults[0].code == "yearend_released"
    assert content(released.out) == before


def test_a_release_is_the_state_of_its_day(folder: Path) -> None:
    day = date(2022, 2, 9)
    released = release_year(folder, "2021", by="某人", missing=MISSING, on=day)
    words = "\n".join(p.text for p in docx.Document(str(released.out / "年终考核.docx")).paragraphs)
    assert "按2022年2月9日的状态编制，其后的考核过程记录2条未计入。" in words
    assert "甲县1680/1683" in words


@pytest.mark.parametrize(
    ("by", "missing", "day", "codes"),
    [
        ("", MISSING, DAY, {"release_by_nobody"}),
        ("某人", MISSING, date(2021, 12, 30), {"release_early"}),
        ("某人", (), DAY, {"release_missing"}),
        ("某人", (*MISSING, "甲县"), DAY, {"release_not_missing"}),
        ("某人", (*MISSING, "无名县"), DAY, {"release_unit_unknown"}),
    ],
)
def test_nothing_is_released_that_is_not_whole(
    folder: Path, by: str, missing: tuple[str, ...], day: date, codes: set[str]
) -> None:
    with pytest.raises(AqmapError) as caught:
        release_year(folder, "2021", by=by, missing=missing, on=day)
    assert {fault.code for fault in caught.value.faults} == codes
    assert not (folder / "releases").exists()
    with ledger_to_read(folder / "data" / "dispatch") as ledger:
        assert ledger.events() == []
