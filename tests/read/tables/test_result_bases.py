"""Whose numbers a table's results are: the column, the register, or one question a file."""

from pathlib import Path

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Basis
from aqmap.read.tables.read_figures import read_figures
from tests.read.tables.test_read_figures import INDICATORS, PLACES

HEAD = "place,indicator,period,value,source\n"
WITH_BASIS = "place,indicator,period,value,basis,source\n"


def read(tmp_path, *tables, bases=None):
    paths = []
    for name, text in tables:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return read_figures(
        paths, indicators=INDICATORS, places=PLACES, sources=["s", "t"], bases=bases or {}
    ).figures


def faults(tmp_path, *tables, bases=None):
    with pytest.raises(TableError) as caught:
        read(tmp_path, *tables, bases=bases)
    return [(fault.code, Path(fault.file).name, fault.at) for fault in caught.value.faults]


def test_a_target_is_a_plans_and_a_result_is_what_its_source_is_registered_as(tmp_path):
    table = HEAD + "伊宁市,造林,2021,1,s\n"
    registered = {"s": Basis.VERIFIED}
    (target,) = read(tmp_path, ("targets/a.csv", table), bases=registered)
    (result,) = read(tmp_path, ("measured/a.csv", table), bases=registered)
    assert (target.basis, result.basis) == (Basis.PLAN, Basis.VERIFIED)


def test_the_column_goes_before_the_register(tmp_path):
    table = WITH_BASIS + "伊宁市,造林,2021,1,report,s\n霍城县,造林,2021,1,,s\n"
    results = read(tmp_path, ("measured/a.csv", table), bases={"s": Basis.VERIFIED})
    assert [figure.basis for figure in results] == [Basis.REPORT, Basis.VERIFIED]


def test_what_nothing_says_is_asked_once_a_file_however_many_rows_and_sources(tmp_path):
    rows = "".join(f"{place},造林,2021,1,{s}\n" for place in ("伊宁市", "霍城县") for s in "st")
    tables = ("measured/a.csv", HEAD + rows), ("measured/b.csv", HEAD + rows)
    assert faults(tmp_path, *tables) == [
        ("basis_missing", "a.csv", "line 2, column basis"),
        ("basis_missing", "b.csv", "line 2, column basis"),
    ]


def test_the_question_names_sources_rows_and_both_ways_to_answer(tmp_path):
    table = HEAD + "伊宁市,造林,2021,1,s\n霍城县,造林,2021,-,s\n尼勒克县,造林,2021,2,t\n"
    with pytest.raises(TableError) as caught:
        read(tmp_path, ("measured/a.csv", table), bases={"t": Basis.REPORT})
    (fault,) = caught.value.faults
    assert "来源s，共1行" in fault.said.zh
    assert "basis列" in fault.said.zh
    assert "data/sources.toml" in fault.said.zh


@pytest.mark.parametrize("written", ["plan", "计划", "方案"])
def test_a_result_that_calls_itself_a_plan_is_told_so(tmp_path, written):
    table = WITH_BASIS + f"伊宁市,造林,2021,1,{written},s\n霍城县,造林,2021,2,,t\n"
    assert faults(tmp_path, ("measured/a.csv", table)) == [
        ("basis_is_plan", "a.csv", "line 2, column basis"),
        ("basis_missing", "a.csv", "line 3, column basis"),
    ]
    with pytest.raises(TableError) as caught:
        read(tmp_path, ("measured/a.csv", table), bases={"s": Basis.VERIFIED, "t": Basis.REPORT})
    (fault,) = caught.value.faults
    assert "写的是 plan（计划），结果不能以计划为依据：来源s，共1行" in fault.said.zh


def test_a_register_that_calls_results_a_plan_is_told_so_too(tmp_path):
    table = HEAD + "伊宁市,造林,2021,1,s\n"
    found = faults(tmp_path, ("measured/a.csv", table), bases={"s": Basis.PLAN})
    assert found == [("basis_is_plan", "a.csv", "line 2, column basis")]


def test_what_is_absent_is_nobodys_number_and_is_not_asked(tmp_path):
    table = HEAD + "伊宁市,造林,2021,-,s\n霍城县,造林,2021,未报送,s\n"
    assert len(read(tmp_path, ("measured/a.csv", table))) == 2


def test_an_unregistered_source_is_that_fault_alone(tmp_path):
    table = HEAD + "伊宁市,造林,2021,1,nowhere\n"
    assert [code for code, *_ in faults(tmp_path, ("measured/a.csv", table))] == ["source_unknown"]
