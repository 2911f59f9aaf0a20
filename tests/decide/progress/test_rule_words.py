"""The rule in words: what is printed is what judges."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from aqmap.decide.progress.rule_words import rule_words
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.shares import exact_percent, percent, points
from aqmap.words import Text
from aqmap.workspace.dispatch.settings import RowRule
from aqmap.workspace.indicators import Indicator


def _words(kind: str | None, *, cut_off: date = date(2021, 9, 25), **rule: Any) -> Text:
    told: dict[str, Any] = {"kind": kind, "direction": "lower" if kind == "cap" else "higher"}
    of_row = Indicator(id="x", name=Text("某项", "x"), unit=Text("台", "台"), theme="t", **told)
    month = dispatch_month("2021-09")
    return rule_words(of_row, RowRule.model_validate(rule), month=month, cut_off=cut_off)


def test_a_quantity_names_schedule_thresholds_stage_and_deadline() -> None:
    words = _words(
        "quantity",
        deadline="2021-12-31",
        stages=("开工", "完工"),
        done="完工",
        not_started="zero",
        thresholds={"behind": "7.50"},
    )
    assert words.zh == (
        "序时：按月 9/12=75%；差（完成率－序时，百分点，按未取整的数）≥0 达到序时进度，"
        "-7.5≤差<0 略滞后，差<-7.5 或逾期未完成为滞后；完成率达100% 已完成；以“完工”数为完成数；"
        "“未开展”按0计；期限2021年12月31日"
    )
    assert "by month 9/12=75%" in words.en and "below -7.5" in words.en
    assert "31 Dec 2021" in words.en


def test_a_share_that_does_not_end_is_said_to_be_rounded() -> None:
    assert "按日 268/365≈73.4%" in _words("quantity", schedule="days").zh


def test_listed_percentages_and_a_cap() -> None:
    listed = [0, 0, 0, 5, 20, 40, 60, 80, "92.5", 97, 99, 100]
    words = _words("cap", schedule=listed).zh
    assert "按规定的累计比例=92.5%" in words
    assert "0<差≤5 略超序时进度，差>5 超序时进度" in words
    assert "累计超过上限为超上限" in words


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("level", "期限前未达到为考核期未满"),
        ("frequency", "期限前不亮灯"),
        ("stock", "底数，不作评判"),
        ("supervised", "监管数量，不作评判"),
        ("quality", "空气质量年内不按全年目标评判"),
        (None, "未声明类别，不作评判"),
    ],
)
def test_every_kind_says_how_it_is_judged_or_that_it_is_not(kind: str | None, said: str) -> None:
    words = _words(kind)
    assert said in words.zh
    assert "序时：" not in words.zh
    assert words.en


def test_a_row_without_a_deadline_says_so() -> None:
    assert _words("quantity").zh.endswith("未规定期限")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1262, 1683), "75.0%"),
        (Fraction(5, 4), "125.0%"),
        (Fraction(0), "0.0%"),
        (Fraction("0.1005"), "10.0%"),  # a tie goes to the even digit
        (Fraction("0.1015"), "10.2%"),
        (Fraction("0.0005"), "0.05%"),
        (Fraction(6926, 6925), "100.01%"),
        (Fraction(16829, 16830), "99.99%"),
        (Fraction(1), "100.0%"),
        (1 + Fraction(1, 10**12), "100.0%"),
    ],
)
def test_percent(share: Fraction, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        (Fraction(1262, 1683) - Fraction(3, 4), "-0.01"),
        (Fraction(-1, 10), "-10.0"),
        (Fraction(1, 4), "+25.0"),
        (Fraction(0), "0.0"),
        (Fraction(-1, 10**12), "0.0"),
    ],
)
def test_points(difference: Fraction, shown: str) -> None:
    assert points(difference) == shown


@pytest.mark.parametrize(
    ("difference", "limit", "shown"),
    [
        (Fraction(5540, 6925) - Fraction(3, 4), Fraction(1, 20), "+5.0"),
        (Fraction(5541, 6925) - Fraction(3, 4), Fraction(1, 20), "+5.01"),
        (Fraction(-10004, 100000), Fraction(-1, 10), "-10.004"),
        (Fraction(-9996, 100000), Fraction(-1, 10), "-9.996"),
        (Fraction(-1, 10), Fraction(-1, 10), "-10.0"),
        (Fraction(-1006, 10000), Fraction(-1, 10), "-10.1"),
    ],
)
def test_a_difference_is_seen_on_its_side_of_a_threshold(
    difference: Fraction, limit: Fraction, shown: str
) -> None:
    assert points(difference, [limit]) == shown


def test_exact_percent() -> None:
    assert exact_percent(Fraction(1, 12)) == "≈8.3%"
    assert exact_percent(Fraction(1)) == "=100%"
    assert exact_percent(Fraction(0)) == "=0%"
