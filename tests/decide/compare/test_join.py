from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aqmap.decide.compare.join import find_duplicates, join_layers, match_places
from aqmap.decide.compare.pick_figures import hold_unconfirmed
from aqmap.model.figures import Absence, Basis, Comparator, Dust, Level, Quality
from aqmap.model.joined import Status
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.layers import Compare, LayerSpec, SourceOrder
from aqmap.workspace.places import Place, Places
from aqmap.workspace.sources import Source
from tests.decide.compare.joined_rows import (
    PART,
    PART_OF_YEAR,
    REGION,
    indicator,
    joined,
    measured,
    target,
)


@pytest.mark.parametrize(
    ("comparator", "value", "status"),
    [
        (Comparator.LE, "9.0", Status.MET),
        (Comparator.LE, "9.1", Status.NOT_MET),
        (Comparator.LT, "9.0", Status.NOT_MET),
        (Comparator.LT, "8.9", Status.MET),
        (Comparator.GE, "9.0", Status.MET),
        (Comparator.GE, "8.9", Status.NOT_MET),
        (Comparator.GT, "9.0", Status.NOT_MET),
        (Comparator.EQ, "9.00", Status.MET),
    ],
)
def test_the_limit_itself_is_met_only_where_the_comparator_includes_it(comparator, value, status):
    row, _ = joined(target("9.0", comparator), measured(value))
    assert row.status is status
    assert row.gap == Decimal(value) - Decimal("9.0")


def test_nothing_known_of_a_place_is_no_target_and_no_figure():
    row, _ = joined()
    assert (row.status, row.target_reason, row.measured_reason) == (
        Status.NO_TARGET,
        "no_target",
        "no_figure",
    )


@pytest.mark.parametrize(
    "absence", [Absence.BLANK, Absence.DASH, Absence.NOT_REPORTED, Absence.TEXT]
)
def test_a_target_without_a_number_keeps_its_own_reason(absence):
    row, _ = joined(target(None, absence=absence), measured("1"))
    assert row.status is Status.NO_TARGET
    assert row.target_reason == absence
    assert row.target is None


def test_a_target_without_a_measurement():
    row, _ = joined(target("9"), measured(None, absence=Absence.NOT_COVERED))
    assert row.status is Status.NO_MEASUREMENT
    assert row.measured_reason == "not_covered"
    assert row.gap is None


def test_that_no_national_station_stands_there_is_no_reason_but_on_a_map_of_national_stations():
    none = measured(None, absence=Absence.NO_STATION)
    row, _ = joined(target("9"), none)
    assert (row.status, row.measured_reason) == (Status.NO_MEASUREMENT, "no_regional_data")
    assert row.reason is not None
    assert row.reason.zh == "暂无数据（未提供区控数据）"
    row, _ = joined(target("9"), none, network="national")
    assert (row.status, row.measured_reason) == (Status.NO_MEASUREMENT, "no_station")
    # a value of the region's own station is a value
    row, _ = joined(target("9"), none, measured("8", source="regional"))
    assert (row.status, row.measured) == (Status.MET, 8)


def test_a_task_of_zero_is_no_task_and_a_cap_of_zero_is_a_cap():
    zero = target("0", Comparator.GE), measured("0")
    assert joined(*zero, of=indicator("quantity", "higher"))[0].status is Status.NO_TASK
    zero = target("0"), measured("1")
    assert joined(*zero, of=indicator("cap", "lower"))[0].status is Status.NOT_MET


@pytest.mark.parametrize("kind", ["stock", "supervised", "frequency", None])
def test_what_is_no_target_is_never_judged(kind):
    row, _ = joined(target("9"), measured("1"), of=indicator(kind, "lower"))
    assert row.status is Status.NOT_JUDGED
    assert row.gap is None
    assert row.target == 9


def test_a_target_that_does_not_say_above_or_below_is_not_judged():
    assert joined(target("9", None), measured("1"))[0].status is Status.NOT_JUDGED


def test_a_relative_target_has_no_number_to_be_held_against():
    goal = target(None, Comparator.LT, absence=Absence.RELATIVE, baseline_period="2020")
    assert joined(goal)[0].status is Status.NO_MEASUREMENT
    assert joined(goal, measured("1"))[0].status is Status.NOT_COMPARABLE


def test_a_summer_campaign_is_no_part_of_the_year_so_far():
    row, _ = joined(
        target("9"),
        measured("8", period="2021-07-19/2021-07-29"),
        compare=Compare(accept=("partial_year",)),
    )
    assert row.status is Status.NO_MEASUREMENT


def test_another_year_only_where_accepted_and_said():
    old = measured("8", period="2019")
    assert joined(target("9"), old)[0].status is Status.NO_MEASUREMENT
    row, _ = joined(target("9"), old, compare=Compare(accept=("other_year",)))
    assert row.status is Status.MET
    assert row.qualifiers[0].zh == "2019年数据"


@pytest.mark.parametrize("basis", [Basis.THIRD_PARTY, Basis.MONITOR_REALTIME, Basis.SATELLITE])
def test_unofficial_values_are_off_until_a_layer_switches_them_on_with_a_notice(basis):
    value = measured("8", basis=basis)
    assert joined(target("9"), value)[0].status is Status.NO_MEASUREMENT
    row, _ = joined(target("9"), value, accept_basis=(basis,))
    assert row.measured == 8
    assert row.status is (Status.NOT_JUDGED if basis == Basis.SATELLITE else Status.MET)
    assert "不作考核依据" in row.qualifiers[0].zh


def test_an_indicative_mean_is_no_measurement():
    row, _ = joined(target("9"), measured("8", quality=Quality.INDICATIVE))
    assert row.measured_reason == "too_few_data"
    assert row.status is not Status.MET


def test_an_indicative_mean_is_drawn_where_the_layer_asks_and_judged_nowhere():
    half = measured("8", quality=Quality.INDICATIVE, note="有效日310天（须324天）")
    row, _ = joined(target("9"), half, accept_quality=("indicative",))
    assert (row.measured, row.gap, row.indicative) == (Decimal(8), Decimal(-1), True)
    assert row.status is Status.NOT_COMPARABLE
    assert row.reason.zh == "有效数据不足，不作达标判断"
    assert [q.zh for q in row.qualifiers] == ["有效数据不足，仅供参考", "有效日310天（须324天）"]


def test_the_counts_of_an_indicative_mean_stand_with_its_absence():
    row, _ = joined(measured("8", quality=Quality.INDICATIVE, note="有效日310天（须324天）"))
    assert (row.measured, row.measured_reason, row.indicative) == (None, "too_few_data", False)
    assert [q.zh for q in row.qualifiers] == ["有效日310天（须324天）"]


def test_2019_beside_a_target_of_2021_says_2019_and_never_that_it_was_met():
    old = measured("8", period="2019", quality=Quality.INDICATIVE, dust=Dust.INCLUDED)
    spec = {"accept_quality": ("indicative",)}
    accept = Compare(accept=("other_year", "dust_unknown"))
    assert joined(target("9"), old, **spec)[0].measured is None
    row, _ = joined(target("9"), old, compare=accept, **spec)
    assert row.measured == Decimal(8)
    assert "2019年数据" in [q.zh for q in row.qualifiers]
    assert row.status is Status.NOT_COMPARABLE


def test_the_value_of_a_year_never_stands_in_for_a_month():
    accept = Compare(accept=("other_year",))
    layer = LayerSpec(
        id="l", indicator="x", periods=("2019-03",), regions=("r",), views=("status",),
        compare=accept,
    )  # fmt: skip
    known = Indicators({"x": indicator()})
    rows, _ = join_layers([layer], [REGION], [measured("8", period="2019")], known)
    assert rows[0].measured is None


def test_where_no_station_stood_all_year_none_stood_in_a_month_of_it():
    spec: dict[str, Any] = {"id": "l", "indicator": "x", "regions": ("r",), "views": ("measured",)}
    layer = LayerSpec(periods=("2021-03", "2022-03"), **spec)
    known = Indicators({"x": indicator()})
    none = measured(None, absence=Absence.NO_STATION)
    few = measured(None, absence=Absence.TOO_FEW_DATA, place="2")
    rows, _ = join_layers([layer], [REGION], [none, few], known)
    reasons = {(row.place, row.period): row.measured_reason for row in rows}
    assert reasons == {
        ("1", "2021-03"): "no_regional_data",
        ("1", "2022-03"): "no_figure",
        ("2", "2021-03"): "no_figure",
        ("2", "2022-03"): "no_figure",
    }


def test_a_prefectures_value_never_fills_a_county():
    row, _ = joined(target("9"), measured("8", place="9", level=Level.PREFECTURE))
    assert row.status is Status.NO_MEASUREMENT


def test_two_sources_are_a_fault_until_the_layer_names_the_winner():
    pair = target("9", source="a"), target("7", source="b")
    _, faults = joined(*pair)
    assert "a, b" in faults[0].said.en
    row, faults = joined(*pair, sources=SourceOrder(target=("b",)))
    assert (row.target, faults) == (7, [])


def test_within_one_source_the_table_wins_unless_the_layer_says_text():
    pair = (
        target("8.2", locator=Locator("item 13")),
        target("10.21", locator=Locator("table 1; row 19")),
    )
    assert joined(*pair)[0].target == Decimal("10.21")
    assert joined(*pair, sources=SourceOrder(within="text"))[0].target == Decimal("8.2")


PLACES = Places(
    {
        code: Place(code, Text(name, name), others, "9", level)
        for code, name, others, level in [
            ("1", "甲县", ("甲",), Level.COUNTY),
            ("2", "甲市", ("甲",), Level.COUNTY),
            ("9", "甲州", (), Level.PREFECTURE),
        ]
    }
)
SOURCES = {"s": Source(id="s", title=Text("源", "S"), place="9")}


def test_names_are_matched_and_what_fits_none_is_a_fault_with_its_place():
    figures = [
        measured("1", place="", place_written="甲县", id="a"),
        measured("2", place="", place_written="州直", id="b"),
        measured("3", place="", place_written="甲", id="c"),
        measured("4", place="", place_written="甲县城", id="d"),
    ]
    origins = {"c": (Path("t.csv"), 7), "d": (Path("t.csv"), 8)}
    matched = match_places(figures, PLACES, SOURCES, origins)
    assert [(f.place, f.level) for f in matched.figures] == [
        ("1", Level.COUNTY),
        ("9", Level.PREFECTURE),
    ]
    assert [f.id for f in matched.unmatched] == ["c", "d"]
    ambiguous, unknown = (fault.said.zh for fault in matched.faults)
    assert "t.csv：第7行" in ambiguous
    assert "甲县（1）、甲市（2）" in ambiguous
    assert "最接近的是：甲县" in unknown


def test_of_the_places_that_are_asked_only_a_misspelt_one_is_a_fault():
    known = {"1": "阜康市", "2": "伊宁县", "3": "伊宁市"}
    places = Places({c: Place(c, Text(n, n), (), "9", Level.COUNTY) for c, n in known.items()})
    names = {"a": "", "b": "城关镇", "c": "阜慷市", "d": "州东部3县市", "e": "伊宁县"}
    figures = [
        measured("1", place="", place_written=name, id=key, confirm=("place",))
        for key, name in names.items()
    ]
    matched = match_places(figures, places, SOURCES, {})
    assert [f.id for f in matched.unmatched] == list(names)
    (fault,) = matched.faults
    assert (fault.code, fault.facts["found"]) == ("place_unknown", "阜慷市")


def test_candidates_of_one_name_are_told_apart_by_full_names_that_fit():
    def place(code, name, prefecture, level=Level.COUNTY):
        return Place(code, Text(name, name), (), prefecture, level)

    cities = [place(c, n, c, Level.PREFECTURE) for c, n in (("10", "东市"), ("20", "西市"))]
    districts = [place("11", "桥西区", "10"), place("21", "桥西区", "20")]
    places = Places({p.code: p for p in (*cities, *districts)})
    asked = match_places([measured("1", place="", place_written="桥西区")], places, SOURCES, {})
    assert "东市桥西区（11）、西市桥西区（21）" in asked.faults[0].said.zh
    full = match_places([measured("1", place="", place_written="西市桥西区")], places, SOURCES, {})
    assert [f.place for f in full.figures] == ["21"]


def test_a_name_that_fits_no_place_is_one_line_whatever_number_of_rows_has_it():
    figures = [measured("1", place="", place_written="丙县", id=f"x{n}") for n in range(30)]
    origins = {f"x{n}": (Path("t.csv"), n + 2) for n in range(30)}
    (fault,) = match_places(figures, PLACES, SOURCES, origins).faults
    assert "t.csv：第2行" in fault.said.zh
    assert "29" in fault.said.zh


def test_a_code_that_lost_its_digits_in_a_document_is_named_as_one():
    broken = [measured("1", place="", place_written="6.53E+05", locator=Locator("cell A3"))]
    (fault,) = match_places(broken, PLACES, SOURCES, {}).faults
    assert fault.code == "code_broken"


def test_a_value_beats_the_explanation_why_there_was_none():
    none = measured(None, absence=Absence.NO_STATION, source="list")
    row, faults = joined(target("9"), none, measured("8", source="bureau"))
    assert (row.status, row.measured, faults) == (Status.MET, 8, [])


def test_a_part_year_is_not_hidden_by_the_explanation_of_the_year():
    none = measured(None, absence=Absence.NO_STATION, source="list")
    part = measured("8", source="b", **PART)
    row, faults = joined(target("9"), none, part, compare=PART_OF_YEAR)
    assert (row.status, row.measured, faults) == (Status.NOT_DUE, 8, [])


def test_a_month_is_no_year_so_far():
    january = measured("8", period="2021-01")
    row, _ = joined(target("9"), january, compare=Compare(accept=("partial_year",)))
    assert row.status is Status.NO_MEASUREMENT


def test_the_latest_cut_off_is_drawn():
    june = measured("50", period="2021-01-01/2021-06-30")
    november = measured("30", period="2021-01-01/2021-11-30")
    accepted = Compare(accept=("partial_year",))
    for pair in ((june, november), (november, june)):
        assert joined(target("60"), *pair, compare=accepted)[0].measured == 30


def test_two_absences_of_two_sources_need_no_winner():
    pair = [measured(None, absence=Absence.BLANK, source=s) for s in "ab"]
    assert joined(target("9"), *pair)[1] == []


def test_rows_that_say_the_same_thing_again_are_duplicates():
    once = measured("8", id="a")
    origins = {"a": ("t.csv", 2), "b": ("t.csv", 3)}
    assert len(find_duplicates([once, measured("9", id="b")], origins)) == 1
    assert len(find_duplicates([once, measured("8", id="b")], origins)) == 1
    assert find_duplicates([once, measured("9", id="b", revision="1")], origins) == []
    assert find_duplicates([once, measured("9", id="b", locator=Locator("page 4"))], origins) == []
    assert find_duplicates([once, measured("9", id="b", place="2")], origins) == []


def test_values_with_and_without_dust_days_need_a_choice_and_follow_it():
    both = (
        measured("43.1", id="a", dust=Dust.INCLUDED),
        measured("40.0", id="b", dust=Dust.DEDUCTED),
    )
    for order in (both, both[::-1]):
        _, faults = joined(*order)
        assert [fault.code for fault in faults] == ["dust_both"]
        for wins, value in (
            (SourceOrder(dust="included"), "43.1"),
            (SourceOrder(dust="deducted"), "40.0"),
        ):
            row, faults = joined(*order, sources=wins)
            assert (str(row.measured), faults) == (value, [])
    row, _ = joined(both[1])
    assert "已扣除沙尘天气" in [qualifier.zh for qualifier in row.qualifiers]


def test_what_a_person_has_yet_to_confirm_has_no_number_and_is_never_judged():
    figures = hold_unconfirmed([target("9.0", confirm=("role",)), measured("8.0")])
    assert [str(f.absence or f.value) for f in figures] == ["unconfirmed", "8.0"]
    row, faults = joined(*figures)
    assert (row.status, row.target_reason) == (Status.NO_TARGET, Absence.UNCONFIRMED)
    assert (row.target, faults) == (None, [])
