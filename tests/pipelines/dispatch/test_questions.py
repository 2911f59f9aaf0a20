"""Questions to units: asked once, answered once, with their history; and the three commands."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from aqmap.errors import SourceError
from aqmap.pipelines.dispatch.answer_questions import (
    answer_question,
    list_questions,
    question_lines,
)
from aqmap.workspace.dispatch.ledger import ledger_to_read, ledger_to_write
from tests.cli.processes import run
from tests.pipelines.dispatch.collected_forms import (
    IN_TIME,
    LATE,
    MONTH,
    collect,
    data,
    edit,
    words_of,
)


@pytest.fixture
def asked(workspace, inbox):
    """乙县 has written 约112 for 112, and a sum of 98 beside 99 of the month has 丙县."""
    edit(inbox / "表2.xlsx", 2, cumulative="约112")
    edit(inbox / "表3.xlsx", 3, month=99)
    collect(workspace, inbox, by="王某")
    return workspace


def questions(workspace):
    with ledger_to_read(data(workspace)) as ledger:
        return ledger.questions(MONTH)


def test_every_question_is_an_entry_of_its_own(asked):
    first, second = questions(asked)
    assert (first.unit, first.code, first.cell, first.asked_by, first.asked_on) == (
        "c2",
        "approximate",
        "G7",
        "王某",
        IN_TIME,
    )
    assert (second.unit, second.code, second.facts["expected"]) == ("c3", "sum_differs", "99")


def test_a_slip_for_each_unit_has_its_questions_with_room_for_answers(asked):
    slips = sorted(path.name for path in (asked / "slips" / MONTH).glob("*.docx"))
    assert slips == ["核实单-丙县.docx", "核实单-乙县.docx"]
    words = words_of(asked / "slips" / MONTH / "核实单-乙县.docx")
    for part in ("核实单", "乙县：", "G7", "“约112”是约数，应为确数", "请报确数", "答复", "1\n"):
        assert part in words
    assert "丙县" not in words


def test_an_answer_closes_a_question_and_its_slip_goes(asked):
    inputs, answered = answer_question(asked, 1, "确为112户", "乙县", date(2021, 1, 27))
    assert (answered.answer, answered.answered_by, answered.closed_on) == (
        "确为112户",
        "乙县",
        date(2021, 1, 27),
    )
    assert [p.name for p in (asked / "slips" / MONTH).glob("*.docx")] == ["核实单-丙县.docx"]
    history = [line.zh for line in question_lines(inputs, questions(asked))]
    assert history[0].startswith("1. 乙县 1 清洁取暖（乙县） G7：“约112”是约数")
    assert "王某 2021-01-24 提出" in history[0]
    assert history[1] == "    答复：确为112户（乙县，2021-01-27）"
    _, still_open = list_questions(asked, MONTH, open_only=True)
    assert [question.id for question in still_open] == [2]
    _, of_unit = list_questions(asked, MONTH, unit="乙县")
    assert [question.id for question in of_unit] == [1]


@pytest.mark.parametrize(
    ("number", "answer", "by", "code"),
    [
        (9, "是", "某", "question_unknown"),
        (1, " ", "某", "answer_empty"),
        (1, "是", "", "answer_empty"),
    ],
)
def test_what_is_no_answer_is_refused(asked, number, answer, by, code):
    with pytest.raises(SourceError) as problem:
        answer_question(asked, number, answer, by, LATE)
    assert [fault.code for fault in problem.value.faults] == [code]
    assert all(question.closed_on is None for question in questions(asked))


def test_an_answer_is_given_on_a_day_between_its_question_and_today(asked):
    for day, code in (
        (date(2021, 1, 23), "answer_early"),
        (date.today() + timedelta(1), "day_to_come"),
    ):
        with pytest.raises(SourceError) as problem:
            answer_question(asked, 1, "确为112户", "乙县", day)
        assert [fault.code for fault in problem.value.faults] == [code]
    assert all(question.closed_on is None for question in questions(asked))
    answer_question(asked, 1, "确为112户", "乙县", IN_TIME)


def test_a_question_is_answered_once(asked):
    answer_question(asked, 1, "确为112户", "乙县", LATE)
    with pytest.raises(SourceError, match="确为112户"):
        answer_question(asked, 1, "不对", "乙县", LATE)


def test_a_form_that_leaves_no_doubt_answers_it(asked, inbox):
    edit(inbox / "表3.xlsx", 3, month=98)
    collection = collect(asked, inbox / "表3.xlsx", LATE)
    first, second = questions(asked)
    assert first.closed_on is None
    assert (second.closed_on, second.answered_by) == (LATE, "丙县")
    assert collection.open_questions == 1


def test_the_same_doubt_is_not_asked_twice(asked, inbox):
    edit(inbox / "表2.xlsx", 2, problems="资金未到位")
    collect(asked, inbox / "表2.xlsx", LATE)
    assert len(questions(asked)) == 2
    answer_question(asked, 1, "确为112户", "乙县", LATE)
    edit(inbox / "表2.xlsx", 2, problems="资金已到位")
    collect(asked, inbox / "表2.xlsx", date(2021, 1, 27))
    assert len(questions(asked)) == 2


def test_a_unit_that_nobody_knows_is_refused_and_one_that_left_keeps_its_questions(asked):
    with pytest.raises(SourceError) as problem:
        list_questions(asked, MONTH, unit="没有")
    assert [fault.code for fault in problem.value.faults] == ["unit_of_questions"]
    units = data(asked) / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines(keepends=True)
    units.write_text("".join(x for x in lines if not x.startswith("c2,")), encoding="utf-8")
    inputs, of_unit = list_questions(asked, MONTH, unit="c2")
    assert [question.id for question in of_unit] == [1]
    (line,) = question_lines(inputs, of_unit)
    assert line.zh.startswith("1. c2（已不在填报单位名单） ")
    inputs, none = list_questions(asked, MONTH, unit="c1")
    assert [line.zh for line in question_lines(inputs, none)] == ["没有待核实的问题"]


# ---- commands ----
def test_commands_say_what_came_of_it(workspace, inbox):
    edit(inbox / "表2.xlsx", 2, month=-5)
    edit(inbox / "表3.xlsx", 3, month=99)
    words = ("collect", MONTH, inbox, workspace, "--received", "2021-01-24")
    done = run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        "〔退回〕表2.xlsx：工作表“月调度表”，F7格，1 清洁取暖（乙县）：“-5”是负数",
        "〔待核实〕表3.xlsx",
        "应报 5 个单位，按时 3、完整 3、无待核实 2",
        "未报送（退回）1 个：乙县",
        "未报送 1 个：能源局",
    ):
        assert part in done.stdout
    english = run(*words, lang="en")
    assert "[sent back] 表2.xlsx: sheet 月调度表, cell F7" in english.stdout
    assert "no new receipt" in english.stdout
    asked = run("questions", MONTH, workspace)
    assert asked.stdout.startswith("1. 丙县")
    answered = run("answer", "1", "漏填1户", workspace, "--by", "丙县", "--on", "2021-01-26")
    assert "答复：漏填1户（丙县，2021-01-26）" in answered.stdout
    table = json.loads(run("questions", MONTH, workspace, "--json").stdout)
    assert [(q["number"], q["closed_on"]) for q in table] == [(1, "2021-01-26")]


def test_exit_code_is_1_if_nothing_is_usable_or_strict(workspace, inbox, tmp_path):
    edit(inbox / "表2.xlsx", 2, month=-5)
    options = (workspace, "--received", "2021-01-24", "--json")
    done = run("collect", MONTH, inbox / "表2.xlsx", *options)
    assert done.returncode == 1
    assert json.loads(done.stdout)["files"][0]["remarks"][0]["code"] == "cell_negative"
    assert run("collect", MONTH, inbox, *options).returncode == 0
    assert run("collect", MONTH, inbox, *options, "--strict").returncode == 1
    assert run("collect", MONTH, inbox / "表1.xlsx", *options, "--strict").returncode == 0


def test_a_second_collect_says_that_one_runs(workspace, inbox):
    with ledger_to_write(data(workspace)):
        done = run("collect", MONTH, inbox, workspace, "--received", "2021-01-24")
    assert done.returncode == 1
    assert "另一个程序正在写台账" in done.stderr


def test_a_day_that_is_none_is_wrong_usage(workspace, inbox):
    done = run("collect", MONTH, inbox, workspace, "--received", "1月24日")
    assert done.returncode == 2
    assert "2021-09-24" in done.stderr


def test_a_number_that_is_none_is_said_in_the_readers_language(workspace):
    done = run("answer", "一", "是", workspace, "--by", "某")
    assert done.returncode == 2
    assert "NUMBER：值不能用（应为整数）" in done.stderr
    assert "Input should" not in done.stderr
