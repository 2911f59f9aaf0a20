from __future__ import annotations

from dataclasses import replace

import pytest

from aqmap.model.figures import Level, Role
from tests.decide.audit.audit_figures import figure, graded, only, row, unnamed


def meetings(whole, *parts, **fields):
    """Meetings of a report's sentence (synthetic words): all of them, and which they were."""
    return [
        unnamed("m-0", "专题会议", "次", whole),
        *(
            unnamed(f"m-{n}", f"第{n}类会议", "次", part, **{"part": True, **fields})
            for n, part in enumerate(parts, 1)
        ),
    ]


def test_audit_parts_more_than_their_whole():
    finding = only(meetings("12", "7", "6", "3"))
    assert (finding.kind, finding.severity) == ("parts", "error")
    assert finding.id == "parts-plan-m-0-652302-2021"
    assert finding.figures == ("m-0", "m-1", "m-2", "m-3")
    assert finding.detail.zh == "其中7 + 6 + 3 = 16次，总数12次，多出4。"
    assert finding.detail.en == "Parts 7 + 6 + 3 = 16, whole 12 (次), 4 too many."


@pytest.mark.parametrize(
    ("parts", "some"),
    [
        (["6", "6", "3", "11", "15"], "6 + 6"),
        (["12", "3"], "12"),
        (["3", "6", "6"], "6 + 6"),  # in whatever order the sentence names them
        (["0", "4", "5", "3", "2"], "4 + 5 + 3"),
    ],
)
def test_what_follows_parts_that_equal_the_whole_is_a_doubt_at_most(parts, some):
    finding = only(meetings("12", *parts))
    assert finding.severity == "doubtful"
    assert finding.detail.zh.endswith(f"{some}已等于总数，其余各项未必属于“其中”。")


def test_a_sentence_of_very_many_parts_is_looked_through_as_far_as_is_quick():
    parts = [str(2**n) for n in range(12)] + ["5000"] * 500
    assert only(meetings("4096", *parts)).severity == "error"


def test_audit_one_part_more_than_its_whole():
    assert only(meetings("12", "15")).detail.zh == "其中15次，总数12次，多出3。"


@pytest.mark.parametrize("parts", [["6", "6"], ["6", "3"], ["6"]])
def test_audit_parts_may_be_all_or_only_some(parts):
    assert graded(meetings("12", *parts)) == []


def test_audit_parts_need_one_sentence_unit_period_and_role():
    elsewhere = "item 1; para 1; sentence 3; line 6"
    for fields in (
        {"locator": elsewhere},
        {"unit": "个"},
        {"period": "2020"},
        {"role": Role.TARGET},
        {"part": False},
    ):
        assert graded(meetings("12", "6", "7", **fields)) == []


def test_audit_parts_belong_to_the_whole_before_them():
    later = unnamed("m-0b", "现场会议", "次", "40", part=False)
    figures = meetings("12", "6", "5")
    last = unnamed("m-9", "第九类会议", "次", "39", part=True)
    assert graded([*figures, replace(later, id="m-8"), last]) == []


def test_audit_parts_in_any_order_of_the_table_of_figures():
    assert graded(meetings("12", "6", "6", "3")[::-1])[0][0] == "parts-plan-m-0-652302-2021"


def test_audit_parts_said_roughly_are_left_alone():
    whole, *parts = meetings("3800", "3900")
    assert graded([replace(whole, value_written="3800余亩"), *parts]) == []


def places(whole, *shares, indicator="shanty_renovation", part=True):
    locator = "item 6; para 1; sentence 3; line 35"
    return [
        figure("s-0", indicator, "654000", whole, locator=locator),
        *(
            figure(f"s-{n}", indicator, f"65402{n}", share, locator=locator, part=part)
            for n, share in enumerate(shares, 1)
        ),
    ]


def test_audit_places_less_than_their_prefecture():
    # The counties that the Ili plan names: 2.115 of 3.0.
    assert graded(places("3.0", "1.285", "0.3", "0.27", "0.26")) == []


def test_audit_places_more_than_their_prefecture():
    assert (
        "1.8 + 1.7 = 3.5万户，总数3.0万户，多出0.5" in only(places("3.0", "1.8", "1.7")).detail.zh
    )


def test_audit_places_more_than_their_prefecture_by_rounding_is_a_note():
    finding = only(places("3.0", "1.52", "1.52"))  # 0.05 + 2 × 0.005 explain 0.04
    assert finding.severity == "note"
    assert "0.06" in finding.detail.zh


def test_audit_places_and_things_overlap_and_are_not_added():
    things = replace(places("3.0", "2.0")[1], id="s-9", place="654000")
    assert (
        graded([*places("3.0", "2.0"), replace(things, indicator="", indicator_written="楼房")])
        == []
    )


@pytest.mark.parametrize("indicator", ["good_day_ratio", "pm25", "heavy_pollution_days"])
def test_audit_adds_no_rates_means_or_days_of_places(indicator):
    assert graded(places("30", "28", "29", indicator=indicator)) == []


def shares(*percent):
    return [
        unnamed(f"p-{n}", f"第{n}类占比", "%", share, part=True) for n, share in enumerate(percent)
    ]


def test_audit_shares_of_more_than_all():
    finding = only(shares("60", "30", "15"))
    assert finding.severity == "doubtful"
    assert finding.detail.zh == "60 + 30 + 15 = 105%。"


def test_audit_shares_of_all_as_rounded():
    assert graded(shares("33.4", "33.3", "33.4")) == []


def county(value, whole, **fields):
    locator = "item 9; para 1; sentence 1; line 3"
    return [
        figure("c", "small_boilers", "654002", value),
        figure("w", "small_boilers", "654000", whole, locator=locator, **fields),
    ]


def test_audit_county_more_than_its_prefecture():
    finding = only(county("256", "200"))
    assert (finding.kind, finding.severity) == ("parts", "error")
    assert finding.figures == ("c", "w")
    assert "部分不应大于全部" in finding.detail.zh


def test_audit_county_as_much_as_its_prefecture():
    assert graded(county("256", "256")) == []


@pytest.mark.parametrize(
    "fields", [{"period": "2020"}, {"role": Role.PROGRESS}, {"source": "x"}, {"place": "652300"}]
)
def test_audit_county_against_another_whole(fields):
    assert graded(county("256", "200", **{"level": Level.PREFECTURE, **fields})) == []


def test_audit_county_in_a_row_is_left_to_the_sum():
    findings = graded(row("small_boilers", [("654002", "256"), ("654003", "1")], "200"))
    assert [name for name, _ in findings] == ["sum-plan-small_boilers-2021"]
