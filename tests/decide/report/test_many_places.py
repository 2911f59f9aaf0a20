"""Sentences of groups of few, of some and of many places: numbers, names, or a count alone."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.decide.report.compose_report import compose_report
from aqmap.decide.report.report_data import ReportData
from aqmap.model.joined import Status
from aqmap.pipelines.build_maps import decide
from aqmap.words import Text
from tests.reports import numbers

MINIMAL = Path(__file__).parents[3] / "aqmap" / "templates" / "minimal"
NOTE = Text("示例数据", "synthetic")
REFERENCE = re.compile(r"见表(\d+)(?:至表(\d+))?")


@pytest.fixture(scope="module")
def decided():
    return decide(MINIMAL)


def name(number):
    letters = "甲乙丙丁戊己庚辛壬癸"
    return f"{letters[number // 10]}{letters[number % 10]}县"


def report_of(decided, rows):
    """A report of PM2.5 alone, whose first county's row is changed into each of these."""
    first = next(row for row in decided.joined if row.layer == "pm25" and row.measured is not None)
    codes = [f"99{number:04}" for number in range(len(rows))]
    joined = [
        replace(first, qualifiers=(NOTE,), **{**fields, "place": code})
        for code, fields in zip(codes, rows, strict=True)
    ]
    place = decided.book.places[0]
    places = tuple(
        replace(place, code=code, label=Text(name(number), f"C{name(number)}"))
        for number, code in enumerate(codes)
    )
    region = replace(decided.book.regions[0], places=tuple(codes))
    book = replace(decided.book, places=places, regions=(region,))
    data = ReportData(book, joined, decided.workspace.indicators)
    object.__setattr__(data, "sheets", ())
    return compose_report(data)


def missed(number):
    """A value of its own above a target of 35."""
    value = Decimal("36.1") + number
    return {"measured": value, "target": Decimal(35), "gap": value - 35, "status": Status.NOT_MET}


def silent(_number):
    return {
        "measured": None,
        "measured_figure": "",
        "measured_reason": "not_reported",
        "gap": None,
        "status": Status.NO_MEASUREMENT,
    }


def sentence_of(report):
    (sentence,) = [part.words for part in report.text if "个县（市、区）：" in part.words.zh]
    return sentence


def test_few_places_have_their_numbers_and_what_all_share_is_said_once(decided):
    sentence = sentence_of(report_of(decided, [missed(n) for n in range(5)])).zh
    assert "未完成目标5个（均注明：示例数据）：甲甲县（实测值36.1微克/立方米" in sentence
    assert "甲戊县（实测值40.1微克/立方米，目标≤35微克/立方米，高于目标5.1微克/立方米）" in sentence
    assert sentence.count("示例数据") == 1


@pytest.mark.parametrize("count", [6, 12])
def test_some_places_have_names_and_their_numbers_stand_in_the_table(decided, count):
    report = report_of(decided, [missed(n) for n in range(count)])
    sentence = sentence_of(report).zh
    names = "、".join(name(n) for n in range(count))
    assert sentence.endswith(f"未完成目标{count}个（均注明：示例数据；见表2）：{names}。")
    assert not [n for n in numbers(sentence) if n == Decimal("36.1")]


@pytest.mark.parametrize("count", [13, 60])
def test_many_places_are_counted_and_stand_in_the_table_that_is_named(decided, count):
    report = report_of(decided, [missed(n) for n in range(count)])
    sentence = sentence_of(report)
    assert sentence.zh.endswith(f"未完成目标{count}个（均注明：示例数据；见表2）。")
    assert sentence.en.endswith(f"target not met ({count}) (all: synthetic; see table 2).")
    table = report.tables[1]
    assert table.title.zh.startswith("表2")
    assert [row[2].zh for row in table.rows] == [name(n) for n in range(count)]
    assert {row[7].zh for row in table.rows} == {"未完成目标"}
    assert {row[8].zh for row in table.rows} == {"示例数据"}


def test_many_places_without_a_value_are_found_in_the_cells_of_the_tables_named(decided):
    """2 values and 14 places that did not report: tables of 8 places each."""
    report = report_of(decided, [*(missed(n) for n in range(2)), *(silent(n) for n in range(14))])
    sentence = sentence_of(report).zh
    group = sentence.rpartition("；")[2]
    match = REFERENCE.search(group)
    first, last = int(match[1]), int(match[2])
    named = report.tables[first - 1 : last]
    assert all("实测值" in table.title.zh for table in named)
    cells = [cell.zh for table in named for cell in table.rows[0]]
    assert cells.count("未报送") == 14
    assert group == f"未报送14个（见表{first}至表{last}）。"


def test_what_only_some_places_have_noted_stays_with_them(decided):
    rows = [missed(0), {**missed(1), "reason": Text("自报", "own report")}]
    sentence = sentence_of(report_of(decided, rows)).zh
    assert "未完成目标2个（均注明：示例数据）" in sentence
    assert (
        "甲乙县（实测值37.1微克/立方米，目标≤35微克/立方米，高于目标2.1微克/立方米，自报）"
        in sentence
    )


def test_a_report_of_many_places_says_no_number_that_is_not_in_a_table(decided):
    rows = [missed(n) if n % 3 else silent(n) for n in range(40)]
    report = report_of(decided, rows)
    sentence = sentence_of(report).zh
    head, *_ = re.split("，共", sentence)
    stated = numbers(sentence.removeprefix(head))
    overview = {n for row in report.tables[0].rows for cell in row for n in numbers(cell.zh)}
    references = {int(n) for pair in REFERENCE.findall(sentence) for n in pair if n}
    assert references <= set(range(1, len(report.tables) + 1))
    assert set(stated) - references <= overview
    assert (Decimal(26) in stated) and (Decimal(14) in stated)
