"""Every number of a sentence is that of a table: both are read again from the document."""

import re

import pytest

from tests.reports import numbers, split_outside_brackets

SENTENCE = re.compile(
    r"(?P<period>\d{4}年)(?P<what>.+?)，共(?P<count>\d+)个县（市、区）：(?P<rest>.+)。"
)
GROUP = re.compile(
    r"(?P<word>.+?)(?P<count>\d+)个(?:（(?:[^（）]|（[^（）]*）)+）)?(?:：(?P<places>.+))?"
)
"""What is noted of all places of a group stands in brackets behind their count."""
ALL = re.compile(r"全部(?P<count>\d+)个|该项不作评判（(?P<open>\d+)个）")
STATUSES = ("完成目标", "未完成目标", "考核期未满", "无任务（任务数为0）")
VALUE = re.compile(r"(\w+)（(?:\w+值|\w+量)?(\d[\d.]*)")

pytestmark = pytest.mark.usefixtures("without_office")


def sentences(written_report):
    """Every sentence of an indicator: its period, what it is of, its count and its groups."""
    for words in written_report.section("二、目标完成情况", "四、存在问题"):
        if match := SENTENCE.fullmatch(words):
            groups = split_outside_brackets(match["rest"], "；")
            yield match["period"], match["what"], int(match["count"]), groups


def test_every_number_of_the_overview_stands_in_the_first_table(report, small):
    for written_report in (report, small):
        table = written_report.table("指标", "合计")[0]
        total = dict(zip(table[0], table[-1], strict=True))
        sums = {
            column: sum(int(row[n]) for row in table[1:-1])
            for n, column in enumerate(table[0])
            if n > 2
        }
        assert {column: int(total[column]) for column in sums} == sums
        overview = written_report.section("一、总体情况", "二、目标完成情况")[1]
        for column, count in sums.items():
            key = "" if column == "合计" else column
            assert f"{key}{count}项次" in overview


def test_every_count_of_a_sentence_is_how_many_places_it_names(report, small):
    for written_report, least in ((report, 50), (small, 5)):
        named = 0
        for _, what, count, groups in sentences(written_report):
            counted = 0
            for group in groups:
                if match := GROUP.fullmatch(group):
                    assert match["places"], "regions of so few places have all names"
                    places = split_outside_brackets(match["places"], "、")
                    assert int(match["count"]) == len(places), group
                    counted += len(places)
                    named += len(places)
                elif match := ALL.match(group):
                    counted += int(match["count"] or match["open"])
            assert counted == count, what
        assert named >= least


def test_every_count_of_a_sentence_is_that_of_the_first_table(report, small):
    for written_report in (report, small):
        head, *rows, _ = written_report.table("指标", "合计")[0]
        by_column = {(row[1], row[2] + row[0]): dict(zip(head, row, strict=True)) for row in rows}
        checked = 0
        for period, what, count, groups in sentences(written_report):
            stated = {m["word"]: int(m["count"]) for m in map(GROUP.fullmatch, groups) if m}
            row = by_column.get((period, what))
            if row is None:  # nothing is asked of it: it has no status
                assert not set(stated) & set(STATUSES)
                continue
            assert int(row["合计"]) == count
            for status in STATUSES:
                assert stated.get(status, 0) == int(row.get(status, 0)), what
            checked += 1
        assert checked == len(rows)


def test_every_value_of_a_place_is_the_number_of_its_cell(report, small):
    for written_report, count in ((report, 7), (small, 3)):
        cells = dict(value_cells(written_report))
        checked = 0
        for period, what, _, groups in sentences(written_report):
            for match in filter(None, map(GROUP.fullmatch, groups)):
                for item in split_outside_brackets(match["places"], "、"):
                    if stated := VALUE.match(item):
                        assert cells[period + what, stated[1]] == stated[2], item
                        checked += 1
        assert checked == count


def value_cells(written_report):
    """Every cell of the tables of values, by its period, region and indicator, and its place."""
    styled = [p for p in written_report.document.paragraphs if p.style.name == "报告表题"]
    titles = [p.text.partition("　")[2] for p in styled]
    for title, (head, *rows) in zip(titles, written_report.tables, strict=True):
        if title.endswith("实测值（完成量）"):
            before = title.removesuffix("实测值（完成量）")
            for row in rows:
                indicator = re.sub("(?:实测值|完成量|实际量|完成值)$", "", row[0])
                for place, cell in zip(head, row, strict=True):
                    yield (before + indicator, place), cell


def test_every_total_of_a_sentence_stands_in_its_row_or_below_its_table(report):
    (ili,) = report.table("奎屯市", "合计（原表）")
    printed = {row[0]: row[-2] for row in ili[1:]}
    notes = "".join(p.text for p in report.document.paragraphs if p.style.name == "报告表注")
    totals = differing = 0
    for _, what, _, groups in sentences(report):
        name = what.removeprefix("伊犁州直")
        if match := re.match(r"伊犁州直汇总（原表）([\d.]+)", groups[0]):
            assert match[1] in [cell for row, cell in printed.items() if row.startswith(name)]
            totals += 1
            if groups[1].startswith("各地之和"):
                assert f"{name}：{groups[0]}；{groups[1]}。" in notes
                differing += 1
    assert (totals, differing) == (20, 3)


def test_no_number_of_a_sentence_is_missing_from_the_tables(report, small):
    for written_report in (report, small):
        styled = [p for p in written_report.document.paragraphs if p.style.name == "报告表注"]
        words = [cell for table in written_report.tables for row in table for cell in row]
        tabled = {number for w in (*words, *(p.text for p in styled)) for number in numbers(w)}
        for start, end in (("二、目标完成情况", "三、任务进展"), ("三、任务进展", "四、存在问题")):
            for sentence in written_report.section(start, end):
                stated = re.sub(r"\d+个|共\d+|\d+年|见表\d+|至表\d+|措施共.*", "", sentence)
                assert [n for n in numbers(stated) if n not in tabled] == [], sentence


COMPARED = re.compile(
    r"(\w+)（(?:实测值|完成量|完成值|实际量)([\d.]+)[^，]*，"
    r"(?:目标|任务量|年末目标|上限)([≤≥<>]?[\d.]+)[^，]*，(高于|低于)目标([\d.]+)"
)


def test_every_comparison_of_a_sentence_is_a_row_of_the_table(report, small):
    for written_report, count in ((report, 2), (small, 3)):
        (table,) = written_report.table("实测（完成）", "与目标差值")
        columns = ("县（市、区）", "实测（完成）", "目标", "与目标差值")
        rows = {tuple(row[table[0].index(c)] for c in columns) for row in table[1:]}
        said = "".join(written_report.section("二、目标完成情况", "四、存在问题"))
        stated = {
            (place, measured, target, f"{'-' * (side == '低于')}{gap}")
            for place, measured, target, side, gap in COMPARED.findall(said)
        }
        assert stated == rows
        assert len(rows) == count
