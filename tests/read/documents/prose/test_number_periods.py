"""Of which period a number is: each case says why; all sentences are synthetic."""

from dataclasses import replace

import pytest

from aqmap.read.documents.prose.discourse import Discourse, TakenFigure
from aqmap.read.documents.prose.number_periods import (
    adds_up_since_unnamed_year,
    is_of_no_one_month,
    with_year,
)
from aqmap.read.documents.prose.read_paragraph import ProseReader
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import YEAR_BEFORE


@pytest.mark.parametrize(
    ("period", "spoken_of", "dated"),
    [
        ("2020", "2021", "2020"),  # it has a year
        ("YYYY-09", "2021", "2021-09"),  # that of the sentence
        ("YYYY-09", None, "2021-09"),  # that of the document
        ("YYYY-09", "2020/2021", ""),  # of which of the two?
        (YEAR_BEFORE, "2021-03", "2020-03"),  # the same part of the year before
        (YEAR_BEFORE, None, ""),  # of no one knows which
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


@pytest.mark.parametrize(
    ("written_on", "period", "so_far"),
    [
        ("2023-09-02", "2023", "2023-01/2023-08"),
        ("2023-01-24", "2023", "2022"),
        ("2023-12-05", "2023", ""),
        ("2024-01-24", "2023", ""),
        ("", "2023", ""),
        ("", "", ""),
    ],
)
def test_what_of_a_year_was_over_on_the_day_of_writing(document, written_on, period, so_far):
    assert replace(document(), written_on=written_on).so_far(period) == so_far
