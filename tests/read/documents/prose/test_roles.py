"""What a number is, and of which period: each case says why; all sentences are synthetic."""

import pytest

from aqmap.model.figures import Role
from aqmap.read.documents.prose.discourse import Discourse, TakenFigure
from aqmap.read.documents.prose.read_paragraph import ProseReader
from aqmap.read.documents.prose.roles import (
    adds_up_since_unnamed_year,
    is_of_no_one_month,
    number_role,
    with_year,
)
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import YEAR_BEFORE


@pytest.fixture
def role_of(document):
    """Return the role of the numbers of a sentence's last clause."""

    def role(sentence, *, kind, period="2021", **spoken_of):
        discourse = Discourse(period, None, sentence, sentence, **spoken_of)
        clause_text = sentence.rstrip("。").rsplit("，")[-1]
        end = len(sentence.rstrip("。"))
        return number_role(document(kind), discourse, clause_text, end)

    return role


@pytest.mark.parametrize(
    ("sentence", "period", "role", "why"),
    [
        ("昌吉市造林5万亩。", "2021", Role.TARGET, "a plan's own year"),
        ("到2025年，昌吉市造林5万亩。", "2025", Role.TARGET, "a year to come"),
        ("2020年，昌吉市造林5万亩。", "2020", Role.BASELINE, "a year before the plan's"),
        ("目前，昌吉市造林5万亩。", "2021", None, "what a plan tells of the past"),
        ("较去年，PM2.5下降5%。", "2021", Role.TARGET, "the past is only compared with"),
        ("造林5万亩，得2分。", "2021", None, "a condition of what follows"),
        ("造林5万亩。", None, None, "no one can tell the period"),
    ],
)
def test_a_plans_numbers_are_its_targets_but_for_what_was(role_of, sentence, period, role, why):
    assert role_of(sentence, kind="plan", period=period) == role, why


@pytest.mark.parametrize(
    ("sentence", "period", "role", "why"),
    [
        ("昌吉市造林5万亩。", "2021", Role.MEASURED, "what a report reports"),
        ("昌吉市应达5万亩。", "2021", Role.TARGET, "it is called what ought to be"),
        ("占任务的80%。", "2021", Role.MEASURED, "done of a task"),
        ("计划造林5万亩，实际6万亩。", "2021", Role.MEASURED, "what answers the plan"),
        ("力争造林5万亩。", "2021", None, "aimed at in the report's own time"),
        ("昌吉州下达5万亩。", "2021", Role.TARGET, "handed down"),
        ("2022年造林5万亩。", "2022", None, "a year to come, of which nothing is said"),
        ("2022年力争造林5万亩。", "2022", Role.TARGET, "aimed at in a year to come"),
        ("力争造林5万亩；2022年造林6万亩。", "2022", None, "the aim ends at the semicolon"),
    ],
)
def test_a_reports_numbers_are_measured_but_for_what_is_aimed_at(
    role_of, sentence, period, role, why
):
    assert role_of(sentence, kind="report", period=period) == role, why


def test_the_plan_that_the_next_clause_answers_is_a_target(document):
    sentence = "计划造林5万亩，实际完成6万亩。"
    discourse = Discourse("2021", None, sentence, sentence)
    assert number_role(document("report"), discourse, "计划造林5万亩", 7) == Role.TARGET


def test_an_aim_with_a_named_period_is_a_target(role_of):
    sentence = "力争全年造林5万亩。"
    named = {"period_named": True, "period_start": 2}  # 全年 stands behind 力争
    assert role_of(sentence, kind="report", **named) == Role.TARGET
    assert role_of(sentence, kind="report") is None


@pytest.mark.parametrize(
    ("spoken_of", "role", "why"),
    [
        ({"baseline_period": "2020"}, Role.BASELINE, "a year's values told to compare with"),
        ({"states_aims": True}, Role.TARGET, "the sentence begins 目标："),
        ({"looks_ahead": True}, None, "below 下一步 a number without a period is open"),
        ({"looks_ahead": True, "period_named": True, "period": "2022"}, Role.TARGET, "next year"),
    ],
)
def test_what_was_spoken_of_before_decides_first(role_of, spoken_of, role, why):
    assert role_of("昌吉市造林5万亩。", kind="report", **spoken_of) == role, why


@pytest.mark.parametrize(
    ("period", "spoken_of", "dated"),
    [
        ("2020", "2021", "2020"),  # it has a year
        ("YYYY-09", "2021", "2021-09"),  # that of the sentence
        ("YYYY-09", None, "2021-09"),  # that of the document
        ("YYYY-09", "2020/2021", ""),  # of which of the two?
        (YEAR_BEFORE, "2021-03", "2020-03"),  # the same part of the year before
        (YEAR_BEFORE, None, "2020"),
        ("2021/YYYY", None, "2021"),  # since the document's own year
        ("2019/YYYY", None, "2019/2021"),  # since an earlier one
        ("2022/YYYY", None, ""),  # since a later one
    ],
)
def test_a_period_without_a_year_takes_the_one_spoken_of(document, period, spoken_of, dated):
    assert with_year(period, spoken_of, document("report")) == dated


@pytest.mark.parametrize(
    ("kind", "spoken_of", "text", "open_since", "why"),
    [
        ("report", {}, "造林5万亩", False, "it does not add up"),
        ("report", {}, "累计造林5万亩", True, "since which year?"),
        ("report", {"period_named": True}, "累计造林5万亩", False, "its period is named"),
        ("plan", {"period_named": True}, "累计造林5万亩", False, "up to the year it names"),
        ("report", {"opening_period": "2021-01/2021-08"}, "累计造林5万亩", False, "year so far"),
    ],
)
def test_adding_up_since_no_named_year_is_open(document, kind, spoken_of, text, open_since, why):
    discourse = Discourse("2021", None, **spoken_of)
    assert adds_up_since_unnamed_year(document(kind), discourse, text, "造林") == open_since, why


def test_adding_up_behind_a_number_of_the_same_thing_began_before(document):
    report = document("report")
    paragraph = Paragraph("昌吉市造林5万亩。", "item 1", "line 1")
    (figure,) = ProseReader(report).read(paragraph).figures
    discourse = Discourse("2021", None, period_named=True)
    discourse.taken.append(TakenFigure(figure, [(5, 8)]))
    assert adds_up_since_unnamed_year(report, discourse, "累计造林50万亩", "afforestation")
    assert not adds_up_since_unnamed_year(report, discourse, "累计拆除5台", "urban_boilers")


@pytest.mark.parametrize(
    ("text", "unit", "is_open", "period", "why"),
    [
        ("拆除41台", "台", True, "2021-08", "of the month, or of the year so far?"),
        ("已拆除41台", "台", False, "2021-01/2021-08", "already: so far"),
        ("占比达到80%", "%", False, "2021-08", "a share counts nothing"),
        ("PM2.5浓度为50微克/立方米", "微克/立方米", False, "2021-08", "nor does a concentration"),
        ("任务41台", "台", False, "2021-08", "a task is the year's"),
    ],
)
def test_a_months_notice_counts_the_month_or_the_year_so_far(
    document, text, unit, is_open, period, why
):
    discourse = Discourse("2021-08", None)
    notice = document("report", "2021-08")
    assert is_of_no_one_month(notice, discourse, text, unit) == is_open, why
    assert discourse.period == period, why
