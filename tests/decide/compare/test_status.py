"""What a target and a result come to, and what is never a verdict."""

from decimal import Decimal

import pytest

from aqmap.model.figures import Basis, Comparator, Dust, State
from aqmap.model.joined import Status
from aqmap.words import text
from aqmap.workspace.layers import Compare, Rounding, SourceOrder
from tests.decide.compare.joined_rows import (
    PART,
    PART_OF_YEAR,
    indicator,
    joined,
    measured,
    target,
)

# ---- a part of the year, and a unit's own report ----


def test_a_part_year_is_no_year_unless_the_layer_accepts_it_and_then_it_is_said():
    row, _ = joined(target("9"), measured("8", **PART))
    assert row.status is Status.NOT_COMPARABLE
    assert row.measured is None
    row, _ = joined(target("9"), measured("8", **PART), compare=PART_OF_YEAR)
    assert (row.status, row.measured, row.gap) == (Status.NOT_DUE, 8, -1)
    assert [q.zh for q in row.qualifiers] == ["截至12月15日"]


@pytest.mark.parametrize("value", ["8", "9", "10"])
@pytest.mark.parametrize(
    ("direction", "comparator", "accumulates"),
    [
        ("lower", Comparator.LE, False),  # a mean can still rise or fall
        ("lower", Comparator.LE, True),  # over its cap or not: the year is not over
        ("higher", Comparator.GE, True),
    ],
)
def test_before_the_deadline_nothing_is_met_and_nothing_is_failed(
    direction, comparator, accumulates, value
):
    row, _ = joined(
        target("9", comparator),
        measured(value, **PART),
        of=indicator("quality", direction, accumulates=accumulates),
        compare=PART_OF_YEAR,
    )
    assert row.status is Status.NOT_DUE
    assert row.gap == Decimal(value) - 9


def test_a_year_with_a_cut_off_in_it_is_a_part_of_the_year():
    november = measured("8", as_of="2021-11-25")
    assert joined(target("9"), november)[0].status is Status.NOT_COMPARABLE
    row, _ = joined(target("9"), november, compare=PART_OF_YEAR)
    assert row.status is Status.NOT_DUE
    assert [q.zh for q in row.qualifiers] == ["截至11月25日"]
    assert joined(target("9"), measured("8", as_of="2021-12-31"))[0].status is Status.MET


@pytest.mark.parametrize(
    ("value", "source", "qualifiers"),
    [
        ("8", "bureau", ["自报"]),
        ("8", "s", ["自报", "来源自报完成其所列目标"]),  # where the target stands, too
        ("10", "s", ["自报"]),
    ],
)
def test_a_units_own_report_is_shown_as_its_claim_and_never_a_verdict(value, source, qualifiers):
    own = measured(value, basis=Basis.REPORT, source=source)
    row, _ = joined(target("9"), own)
    assert (row.status, row.measured, row.gap) == (Status.REPORTED, int(value), int(value) - 9)
    assert [q.zh for q in row.qualifiers] == qualifiers
    assert joined(target("9"), measured(value))[0].status in (Status.MET, Status.NOT_MET)


def test_a_part_year_that_is_a_units_own_report_says_both():
    own = measured("8", basis=Basis.REPORT, source="bureau", **PART)
    row, _ = joined(target("9"), own, compare=PART_OF_YEAR)
    assert row.status is Status.NOT_DUE
    assert [q.zh for q in row.qualifiers] == ["截至12月15日", "自报"]


# ---- sand-dust days ----


@pytest.mark.parametrize(
    ("goal", "actual", "accept", "status"),
    [
        (Dust.INCLUDED, Dust.INCLUDED, (), Status.MET),
        (Dust.INCLUDED, Dust.DEDUCTED, ("dust_unknown",), Status.NOT_COMPARABLE),
        (Dust.UNKNOWN, Dust.INCLUDED, (), Status.NOT_COMPARABLE),
        (Dust.UNKNOWN, Dust.UNKNOWN, ("dust_unknown",), Status.MET),
    ],
)
def test_dust_must_agree(goal, actual, accept, status):
    pair = target("9", dust=goal), measured("8", dust=actual, source="bureau")
    row, _ = joined(*pair, of=indicator(air=True), compare=Compare(accept=accept))
    assert row.status is status


@pytest.mark.parametrize("goal", [None, *Dust])
@pytest.mark.parametrize("actual", [None, *Dust])
def test_dust_is_nothing_to_what_is_not_of_the_air(goal, actual):
    pair = target("9", dust=goal), measured("8", dust=actual, source="bureau")
    row, _ = joined(*pair)
    assert (row.status, row.qualifiers) in [
        (Status.MET, ()),
        (Status.MET, (text("dust.deducted"),)),  # what the source says of its own number stays
    ]


@pytest.mark.parametrize(
    ("goal", "actual", "status"),
    [
        (Dust.UNKNOWN, Dust.UNKNOWN, Status.MET),
        (Dust.UNKNOWN, Dust.INCLUDED, Status.MET),
        (None, Dust.UNKNOWN, Status.MET),
        (Dust.INCLUDED, Dust.DEDUCTED, Status.NOT_COMPARABLE),  # one document can say two things
    ],
)
def test_a_target_and_a_result_of_one_document_compare_and_what_is_open_is_said(
    goal, actual, status
):
    pair = target("9", dust=goal), measured("8", dust=actual)
    row, _ = joined(*pair, of=indicator(air=True))
    assert row.status is status
    assert any("沙尘天气" in q.zh for q in row.qualifiers)


# ---- where rounding decides ----


@pytest.mark.parametrize(
    ("limit", "comparator", "value", "status", "both"),
    [
        ("35", Comparator.LE, "35.4", Status.NOT_JUDGED, "未修约35.4，修约后35，"),
        ("35", Comparator.LE, "35.5", Status.NOT_MET, ""),  # half to even: 36
        ("36", Comparator.LE, "36.5", Status.NOT_JUDGED, "未修约36.5，修约后36，"),
        ("35", Comparator.LE, "35.04", Status.NOT_JUDGED, "未修约35.04，修约后35，"),
        ("35.0", Comparator.LE, "35.04", Status.NOT_JUDGED, "未修约35.04，修约后35.0，"),
        ("35.0", Comparator.LE, "35.4", Status.NOT_MET, ""),
        ("35", Comparator.LT, "34.6", Status.NOT_JUDGED, "未修约34.6，修约后35，"),
        ("85", Comparator.GE, "84.6", Status.NOT_JUDGED, "未修约84.6，修约后85，"),
        ("85", Comparator.GE, "84.4", Status.NOT_MET, ""),
        ("85", Comparator.GE, "85.4", Status.MET, ""),
        ("35", Comparator.LE, "35", Status.MET, ""),
    ],
)
def test_rounding_that_decides_and_is_not_declared_is_not_judged_and_both_values_are_said(
    limit, comparator, value, status, both
):
    row, _ = joined(target(limit, comparator), measured(value))
    assert row.status is status
    assert (both in row.reason.zh) if both else row.reason is None


@pytest.mark.parametrize("fields", [{"kind": "quantity"}, {"kind": "cap"}, {"counts": True}])
def test_amounts_and_things_that_are_counted_are_held_as_they_are(fields):
    row, _ = joined(target("5"), measured("5.4"), of=indicator(**fields))
    assert row.status is Status.NOT_MET


@pytest.mark.parametrize(
    ("decimals", "judged", "value", "status", "qualifiers"),
    [
        (0, "rounded", "35.4", Status.MET, ["按修约值35评判"]),
        (1, "rounded", "35.04", Status.MET, ["按修约值35.0评判"]),
        (1, "rounded", "35.4", Status.NOT_MET, []),
        (0, "exact", "35.4", Status.NOT_MET, []),
        (-1, "rounded", "35", Status.NOT_MET, ["按修约值40评判"]),
    ],
)
def test_declared_rounding_decides(decimals, judged, value, status, qualifiers):
    rule = Rounding(decimals=decimals, judged=judged, source="s")
    row, _ = joined(target("35"), measured(value), compare=Compare(rounding=rule))
    assert (row.status, [q.zh for q in row.qualifiers]) == (status, qualifiers)


def test_a_claim_that_rests_on_rounding_is_no_claim():
    row, _ = joined(target("35"), measured("34.9", basis=Basis.REPORT))
    assert "来源自报完成其所列目标" in [q.zh for q in row.qualifiers]
    row, _ = joined(target("35", Comparator.LT), measured("34.9", basis=Basis.REPORT))
    assert (row.status, [q.zh for q in row.qualifiers]) == (Status.REPORTED, ["自报"])


@pytest.mark.parametrize(
    ("included", "deducted", "status"),
    [("36", "34", Status.NOT_JUDGED), ("34", "33", Status.MET), ("39", "36", Status.NOT_MET)],
)
@pytest.mark.parametrize("drawn", ["included", "deducted"])
@pytest.mark.parametrize("goal", [None, Dust.UNKNOWN])
def test_dust_days_that_decide_and_are_not_declared_are_not_judged(
    included, deducted, status, drawn, goal
):
    pair = (
        measured(included, dust=Dust.INCLUDED, source="b"),
        measured(deducted, dust=Dust.DEDUCTED, source="b"),
    )
    spec = {"of": indicator(air=True), "sources": SourceOrder(dust=drawn)}
    row, _ = joined(target("35", dust=goal), *pair, **spec)
    assert row.status is status
    if status is Status.NOT_JUDGED:
        assert "含沙尘36，扣除后34" in row.reason.zh
    row, _ = joined(target("35", dust=Dust(drawn)), *pair, **spec)  # declared, it decides
    drawn_value = Decimal(included if drawn == "included" else deducted)
    assert row.status is (Status.MET if drawn_value <= 35 else Status.NOT_MET)


@pytest.mark.parametrize(
    ("goal", "actual", "status"),
    [
        (None, None, Status.MET),
        (State.ACTUAL, State.ACTUAL, Status.MET),
        (State.STANDARD, State.ACTUAL, Status.NOT_COMPARABLE),
        (State.STANDARD, None, Status.NOT_COMPARABLE),
        (None, State.ACTUAL, Status.NOT_COMPARABLE),
    ],
)
def test_the_state_of_the_air_must_agree(goal, actual, status):
    pair = target("9", state=goal), measured("8", state=actual, source="bureau")
    row, _ = joined(*pair, of=indicator(air=True))
    assert row.status is status
    row, _ = joined(*pair)  # of no concentration
    assert row.status is Status.MET


@pytest.mark.parametrize(("goal", "actual"), [(None, State.ACTUAL), (State.STANDARD, None)])
def test_what_leaves_the_state_open_is_compared_where_a_layer_or_its_document_lets_it(goal, actual):
    pair = target("9", state=goal), measured("8", state=actual, source="bureau")
    accept = Compare(accept=("state_unknown",))
    row, _ = joined(*pair, of=indicator(air=True), compare=accept)
    assert row.status is Status.MET
    assert "按实况还是标况未说明" in [q.zh for q in row.qualifiers]
    row, _ = joined(target("9", state=goal), measured("8", state=actual), of=indicator(air=True))
    assert row.status is Status.MET


@pytest.mark.parametrize(
    ("actual", "standard", "status"),
    [("34", "38", Status.NOT_JUDGED), ("30", "33", Status.MET), ("36", "40", Status.NOT_MET)],
)
@pytest.mark.parametrize("drawn", ["actual", "standard"])
def test_a_state_that_decides_and_is_not_declared_is_not_judged(actual, standard, status, drawn):
    pair = (
        measured(actual, state=State.ACTUAL, source="b"),
        measured(standard, state=State.STANDARD, source="b"),
    )
    spec = {"of": indicator(air=True), "sources": SourceOrder(state=drawn)}
    row, _ = joined(target("35"), *pair, **spec)
    assert row.status is status
    if status is Status.NOT_JUDGED:
        assert "实况34，标况38" in row.reason.zh
    row, _ = joined(target("35", state=State(drawn)), *pair, **spec)  # declared, it decides
    drawn_value = Decimal(actual if drawn == "actual" else standard)
    assert row.status is (Status.MET if drawn_value <= 35 else Status.NOT_MET)


@pytest.mark.parametrize(("aimed", "done"), [("约数", ""), ("", "约数"), ("含兵团；约数", "约数")])
def test_an_approximate_number_is_no_verdict(aimed, done):
    row, _ = joined(target("300", note=aimed), measured("300", note=done))
    assert (row.status, row.reason.zh) == (Status.NOT_JUDGED, "约数，不作评判")


@pytest.mark.parametrize(
    ("judged", "gap", "status"), [("rounded", "0", Status.MET), ("exact", "0.4", Status.NOT_MET)]
)
def test_the_gap_is_that_of_the_value_that_is_judged(judged, gap, status):
    rule = Rounding(decimals=0, judged=judged, source="某办法")
    row, _ = joined(target("35"), measured("35.4"), compare=Compare(rounding=rule))
    assert (row.status, row.gap) == (status, Decimal(gap))
