"""``verified-2021``: what a person writes of an assessment, read whole or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from aqmap.errors import AqmapError
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow, Step
from aqmap.workspace.dispatch.assessment_steps import read_assessment_steps
from aqmap.workspace.dispatch.reporting_units import read_reporting_units
from aqmap.workspace.dispatch.settings import dispatch_region, read_dispatch_settings
from aqmap.workspace.workspace import open_workspace
from tests.dispatch_years import HEAD, lay_year_workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_year_workspace(tmp_path_factory.mktemp("steps") / "w")


def read(folder: Path, written: str | None = None) -> tuple[AssessmentRow, ...]:
    if written is not None:
        table = folder / "data" / "dispatch" / "verified-2021.csv"
        table.write_text(written, encoding="utf-8")
    workspace = open_workspace(folder)
    region = dispatch_region(read_dispatch_settings(workspace), workspace)
    return read_assessment_steps(workspace, 2021, region, read_reporting_units(workspace))


def test_places_and_rows_may_be_written_in_any_way(folder: Path) -> None:
    rows = read(folder)
    assert [row.indicator for row in rows[7:9]] == ["area", "coal"]  # by number, by name
    assert rows[11].place == "990002"
    assert rows[2] == AssessmentRow(
        line=4,
        place="990001",
        indicator="",
        step=Step.SITE_CHECK,
        amount=None,
        reason="",
        date=date(2022, 1, 20),
        by="核查组",
        document="核查记录1",
    )


def test_headings_and_steps_may_be_chinese(folder: Path) -> None:
    head = "县市,任务,步骤,数量,理由,日期,经办,文号\n"
    (row,) = read(folder, f"{head}甲县,households,核定,1683,,2022-02-01,省厅,核字1号\n")
    assert (row.step, row.amount) == (Step.VERIFICATION, Decimal(1683))
    (same,) = read(folder, f"{HEAD}甲县,households,verification,1683,,2022-02-01,省厅,核字1号\n")
    assert same == row


def test_a_workbook_is_read_alike(folder: Path) -> None:
    (written,) = read(folder, f"{HEAD}甲县,households,核定,1683,,2022-02-01,省厅,核字1号\n")
    csv = folder / "data" / "dispatch" / "verified-2021.csv"
    csv.unlink()
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (
        HEAD.strip().split(","),
        ["甲县", "households", "核定", "1683", "", "2022-02-01", "省厅", "核字1号"],
    ):
        book.active.append([cell or None for cell in cells])
    book.save(csv.with_suffix(".xlsx"))
    assert read(folder) == (written,)
    csv.with_suffix(".xlsx").unlink()


def test_without_the_table_there_is_no_step(folder: Path) -> None:
    (folder / "data" / "dispatch" / "verified-2021.csv").unlink(missing_ok=True)
    assert read(folder) == ()


@pytest.mark.parametrize(
    ("row", "spot", "said"),
    [
        ("甲县,households,核准,1,,2022-02-01,省厅,1号", "step", "自评 | 佐证材料"),
        ("甲县,households,核定,,,2022-02-01,省厅,1号", "amount", "核减、核定应填数量"),
        ("甲县,households,核定,约100,,2022-02-01,省厅,1号", "amount", "约100"),
        ("甲县,households,核定,-1,,2022-02-01,省厅,1号", "amount", "不小于0"),
        ("甲县,,核定,1,,2022-02-01,省厅,1号", "indicator", "写明任务"),
        ("甲县,households,核定,1,,2022-02-30,省厅,1号", "date", "2022-02-30"),
        ("甲县,households,核定,1,,,省厅,1号", "date", "2022-01-31"),
        ("甲县,households,核定,1,,2022-02-01,,1号", "by", "应填写"),
        ("甲县,households,核定,1,,2022-02-01,省厅,", "document", "核定依据"),
        ("甲县,households,核减,1,,2022-02-01,省厅,1号", "reason", "理由"),
        ("无名县,households,核定,1,,2022-02-01,省厅,1号", "place", "无名县"),
        ("示例地区,households,核定,1,,2022-02-01,省厅,1号", "place", "不在示例地区的报送范围"),
        ("甲县,nothing,核定,1,,2022-02-01,省厅,1号", "indicator", "nothing"),
        ("甲县,pm25,核定,1,,2022-02-01,省厅,1号", "indicator", "data/measured/"),
    ],
)
def test_a_fault_names_row_and_column(folder: Path, row: str, spot: str, said: str) -> None:
    with pytest.raises(AqmapError) as caught:
        read(folder, HEAD + row + "\n")
    (fault,) = caught.value.faults
    assert spot in fault.at
    assert "2" in fault.at
    assert said in fault.said.zh


def test_two_amounts_of_one_day_are_not_put_in_order_by_guess(folder: Path) -> None:
    row = "甲县,households,核定,{},,2022-02-01,省厅,1号\n"
    with pytest.raises(AqmapError) as caught:
        read(folder, HEAD + row.format(100) + row.format(90))
    assert "两个数：90，第2行为100" in caught.value.faults[0].said.zh
    assert len(read(folder, HEAD + row.format(100) + row.format(100))) == 2


@pytest.mark.parametrize("step", ["核定", "核减"])
@pytest.mark.parametrize(
    "by",
    ["甲县", "990001", "c1", " 甲 县", "甲县生态环境局", "乙县人民政府", "示例地区甲县", "能源局"],
)
def test_who_is_assessed_verifies_nothing(folder: Path, step: str, by: str) -> None:
    with pytest.raises(AqmapError) as caught:
        read(folder, f"{HEAD}甲县,households,{step},1,复核,2022-02-01,{by},1号\n")
    (fault,) = caught.value.faults
    assert "by" in fault.at
    assert f"{step}不能由被考核方自己作出" in fault.said.zh


@pytest.mark.parametrize("by", ["省厅", "州生态环境局", "示例地区生态环境局", "核查组"])
def test_a_superior_verifies_and_a_county_speaks_for_itself(folder: Path, by: str) -> None:
    rows = [f"甲县,households,核定,1,,2022-02-01,{by},1号"]
    rows += ["甲县,households,自评,1,,2022-01-01,甲县,", "甲县,,申诉,,漏计,2022-03-01,甲县,"]
    rows += ["甲县,area,核定,1,,2022-02-01,能源局,1号"]  # a row that it does not report
    assert len(read(folder, HEAD + "\n".join(rows) + "\n")) == 4


def test_all_faults_come_together(folder: Path) -> None:
    rows = ["甲县,nothing,核定,1,,2022-02-01,省厅,1号", "无名县,,核定,,,x,,"]
    with pytest.raises(AqmapError) as caught:
        read(folder, HEAD + "\n".join(rows) + "\n")
    assert len(caught.value.faults) >= 3
