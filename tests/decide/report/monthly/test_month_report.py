"""A month's report in words: every number of a sentence stands in its tables."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from aqmap.book.report.report_parts import Heading, Paragraph
from aqmap.decide.report.monthly.leader_page import leader_page
from aqmap.decide.report.monthly.month_copy import month_copy
from aqmap.decide.report.monthly.month_report import month_report
from aqmap.decide.report.monthly.reminders import reminders
from aqmap.model.audience import Audience
from aqmap.model.dispatch.lights import RED, Light
from aqmap.model.dispatch.shares import percent, points
from aqmap.render.report import ReportStyle, write_document
from aqmap.render.report.letter_document import write_short_document
from aqmap.words import Text, catalogue
from tests.dispatch_months import HOSTILE, crowded_book, month_book, with_correction
from tests.reports import WrittenReport

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(autouse=True, scope="module")
def example_words():
    """The words of the one question of the example."""
    words = Text("填{found}，应为{expected}", "{found}, expected {expected}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(catalogue(), "remark.example", words)
        yield


@pytest.fixture
def book():
    return with_correction(month_book())


def opened(book, lang="zh"):
    """The report as a Word document, read again."""
    content = write_document(
        month_report(book),
        [],
        day=book.day,
        style=ReportStyle(lang),
        page_numbers=lambda _: None,
    )
    return WrittenReport(content)


def section(book, heading):
    """The words of the paragraphs below a heading."""
    words, inside = [], False
    for part in month_report(book).text:
        if isinstance(part, Heading):
            inside = part.words.zh.partition("、")[2] == heading
        elif inside:
            words.append(part.words.zh)
    return words


def numbers_of_rows(book):
    """Every number that the month has of one row: of its places, totals and rule."""
    of_rows = {}
    for row in book.plan_rows:
        words = [row.number, book.names[row.indicator].zh, book.rules[row.indicator].zh]
        total = book.totals[row.indicator]
        words += [f"{total.reports} {total.expected_reports}", percent(total.rate or Fraction(0))]
        sums = (total.task_sum, total.task_printed, total.done)
        words += [f"{amount:f}" for amount in sums if amount is not None]
        words += [str(count) for count in total.lights.values()]
        for cell in book.rows_of(row.indicator):
            amounts = (cell.task.amount, cell.done)
            words += [f"{amount:f}" for amount in amounts if amount is not None]
            shares = (cell.rate, cell.expected)
            words += [percent(share) for share in shares if share is not None]
            words += [points(cell.difference)] if cell.difference else []
        of_rows[row.number] = {Decimal(n) for word in words for n in NUMBER.findall(word)}
    return of_rows


def test_every_number_of_a_row_s_sentence_is_a_number_of_the_row(book):
    known = numbers_of_rows(book)
    compared = 0
    for heading in ("各项任务进展", "滞后情况"):
        for sentence in section(book, heading):
            if "的判定规则：" in sentence:
                continue
            row = re.match(r"（([\d.]+)）", sentence)[1]
            found = {Decimal(n) for n in NUMBER.findall(sentence)}
            assert found <= known[row], sentence
            compared += len(found)
    assert compared > 50


def test_every_number_of_the_text_stands_in_a_table_of_the_document(book):
    document = opened(book)
    cells = " ".join(cell for table in document.tables for row in table for cell in row)
    titles = " ".join(
        words for words in document.paragraphs if words.startswith("注") or "的判定规则" in words
    )
    known = {Decimal(n) for n in NUMBER.findall(f"{cells} {titles}")}
    for heading in ("各项任务进展", "滞后情况", "上期更正"):
        for sentence in section(book, heading):
            plain = re.sub(r"\d+年\d+月", "", sentence)
            assert {Decimal(n) for n in NUMBER.findall(plain)} <= known, sentence


def test_the_totals_of_the_overview_are_counts_of_the_table(book):
    overview = " ".join(section(book, "总体情况"))
    lights = [
        (row.light, book.kinds[row.indicator])
        for row in book.table.rows
        if row.light != Light.NO_TASK
    ]
    words = [f"{light.sign}{light.in_words(kind).zh}" for light, kind in lights]
    for light_words in words:
        assert f"{light_words}{words.count(light_words)}个" in overview
    assert f"共{len(words)}项次" in overview
    assert "应报送单位4个，已报送3个：按时3个，迟报0个；填报完整3个，无待核实问题1个" in overview
    assert "未报送1个，其中退回1个" in overview


def test_who_is_behind_stands_with_the_points_and_the_rule(book):
    words = section(book, "滞后情况")
    heating = next(w for w in words if w.startswith("（4.1）"))
    assert "▲略滞后1个：甲县" in heating
    assert heating.startswith("（4.1）电采暖户数，序时要求75.0%：")
    assert "甲县（完成率75.0%，低0.01个百分点）" in heating
    assert "■滞后序时进度1个：乙县" in heating
    assert "乙县（完成率64.5%，低10.5个百分点）" in heating
    rules = [w for w in words if "的判定规则：" in w]
    assert len(rules) == len({book.rules[r.indicator] for r in book.lagging()}) == 2


def test_a_cap_is_over_its_schedule_and_over_itself(book):
    coal = next(w for w in section(book, "滞后情况") if w.startswith("（3）"))
    assert "▲略超序时进度2个：乙县（已用比例76.0%，高1.0个百分点）" in coal
    assert "甲县（已用比例75.0%，高0.004个百分点）" in coal
    assert "■超上限1个：丙市（已用比例102.0%）" in coal


def test_missing_and_returned_are_named_and_not_behind(book):
    words = " ".join(section(book, "未报送、退回和迟报情况"))
    assert "未报送（退回）1个：丁区人民政府" in words
    assert "没有数据的共3项次" in words
    assert "丁区" not in " ".join(section(book, "滞后情况"))


def test_a_correction_names_month_place_both_values_and_the_reason(book):
    assert section(book, "上期更正") == [
        "2021年8月甲县煤炭总量控制由1更正为1.5（万吨），原因：重复计数。"
    ]
    assert section(month_book(), "上期更正") == ["没有对已发布月份的更正。"]


def test_next_steps_are_left_for_a_person(book):
    assert section(book, "下一步工作") == [""]


def test_texts_of_units_are_text_whatever_they_hold(book):
    document = opened(book)
    table = document.table("存在问题")[0]
    written = HOSTILE.replace("\x07", "")
    assert table[1][-2] == written
    assert "<b>" not in document.part("word/document.xml").decode()


def test_a_draft_says_so_and_a_release_does_not(book):
    assert opened(book).paragraphs[2].endswith("调度月报（草稿）")
    released = replace(book, table=replace(book.table, draft=False))
    document = opened(released)
    assert "草稿" not in " ".join(document.paragraphs)
    assert "草稿" not in document.document.sections[0].header.paragraphs[0].text


def test_english_has_the_same_numbers(book):
    report = month_report(book)
    for part in report.text:
        if not isinstance(part, Heading):
            zh, en = (sorted(NUMBER.findall(w.replace("10 000", ""))) for w in part.words)
            assert set(en) <= set(zh)


# ---- the leader's page and the letters ----
def test_every_number_of_the_page_is_one_of_the_month(book):
    page = WrittenReport(write_short_document(leader_page(book), day=book.day, lang="zh"))
    behind, totals = page.tables
    red = {(book.places[r.place].zh, book.names[r.indicator].zh): r for r in book.lagging()}
    assert len(behind) - 1 == len(red) == 5
    for place, name, rate, difference, light in behind[1:]:
        row = red[place, name]
        assert rate == percent(row.rate)
        assert difference == points(row.difference)
        assert light == book.light_of(row).zh
    by_row = {book.numbered(row).zh: book.totals[row.indicator] for row in book.plan_rows}
    for name, rate, reports, count in totals[1:]:
        total = by_row[name]
        assert rate == ("至少" if total.at_least else "") + percent(total.rate)
        assert reports == f"已报{total.reports}/{total.expected_reports}"
        assert int(count) == sum(total.lights.get(light, 0) for light in RED)


def test_what_does_not_fit_on_the_page_is_counted():
    book = crowded_book(100)
    words = " ".join(part.title.zh + "".join(n.zh for n in part.notes) for part in _tables(book))
    count = len(list(book.lagging()))
    assert f"■）{count}项次" in words
    assert f"另有{count - 5}项次见月报" in words


def _tables(book):
    return [part for part in leader_page(book).parts if hasattr(part, "rows")]


def test_letters_go_to_who_is_behind_or_missing_and_to_nobody_else():
    book = month_book()
    letters = reminders(book)
    red = {row.unit for row in book.table.rows if row.light in RED}
    assert list(letters) == ["unit-1", "unit-2", "unit-3", "unit-4"]
    assert set(letters) == red | {"unit-4"}
    calm = month_book(missing=(), table={"small_boilers": (("10", "9"),) * 4})
    assert reminders(calm) == {}


def test_every_number_of_a_letter_is_that_of_the_unit_s_rows(book):
    letter = reminders(book)["unit-2"]
    document = WrittenReport(write_short_document(letter, day=book.day, lang="zh"))
    rows = {book.names[r.indicator].zh: r for r in book.table.rows if r.unit == "unit-2"}
    (table,) = document.tables
    named = [line[0].partition("（")[0] for line in table[1:]]
    assert named == ["造林", "电采暖户数", "煤炭总量控制"]
    for name, place, task, done, rate, due, difference, light in table[1:]:
        row = rows[name.partition("（")[0]]
        assert (place, task, done) == ("乙县", f"{row.task.amount:f}", f"{row.done:f}")
        assert (rate, due) == (percent(row.rate), percent(row.expected))
        assert difference == points(row.difference)
        assert light == book.light_of(row).zh
    assert any("▲略超序时进度1个，■滞后序时进度2个" in words for words in document.paragraphs)


def test_a_letter_to_a_missing_unit_has_no_number_of_its_tasks():
    letter = reminders(month_book())["unit-4"]
    words = " ".join(part.words.zh for part in letter.parts if isinstance(part, Paragraph))
    assert "已退回" in words
    assert set(NUMBER.findall(words)) == {"2021", "9", "20", "25", "0"}


# ---- for whom ----
def copy(book, audience, *, plan=False, reports=False):
    figures = {row.task.figure: SimpleNamespace(source="plan") for row in book.table.rows}
    published = {"plan": plan, "reports": reports}
    sources = {key: SimpleNamespace(published=value) for key, value in published.items()}
    given: Any = {"figures": figures, "sources": sources}
    return month_copy(book, audience, reports="reports", **given)


def test_leaders_get_no_questions_to_units(book):
    headings = [p.words.zh for p in month_report(book).text if isinstance(p, Heading)]
    assert "六、待核实问题" in headings
    told = opened(copy(book, Audience.LEADER))
    assert not any("待核实" in words for words in told.paragraphs)
    assert not told.table("待核实问题")
    assert not any("待核实" in head for table in told.tables for head in table[0])


def test_the_public_gets_no_number_of_what_is_not_marked_as_published(book):
    told = opened(copy(book, Audience.PUBLIC))
    amounts = {f"{n:f}" for r in book.table.rows for n in (r.task.amount, r.done) if n}
    cells = {cell for table in told.tables for row in table for cell in row[4:]}
    assert not amounts & cells
    assert "未公布" in cells
    assert "人民政府" not in " ".join(told.paragraphs)


def test_the_public_gets_the_tasks_of_a_published_plan_alone(book):
    told = copy(book, Audience.PUBLIC, plan=True)
    assert [r.task.amount for r in told.table.rows] == [r.task.amount for r in book.table.rows]
    assert {r.done for r in told.table.rows} == {None}
    assert not {r.light for r in told.table.rows} & RED
    assert {total.rate for total in told.table.totals} == {None}


def test_the_public_gets_published_reports_and_no_unit_s_own_words(book):
    told = copy(book, Audience.PUBLIC, plan=True, reports=True)
    assert [r.done for r in told.table.rows] == [r.done for r in book.table.rows]
    assert [r.light for r in told.table.rows] == [r.light for r in book.table.rows]
    assert {r.problems for r in told.table.rows} == {""}
    assert told.table.units == ()
