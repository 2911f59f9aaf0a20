"""Clauses → claims: which rule a clause fits, and what that claims; all synthetic."""

import pytest

from aqmap.read.documents.prose.claim_rules import CLAIM_RULES, Claimed
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import Kind, Token


def claimed(clause):
    """Return what a clause claims, as the rows of the rules write it."""
    return tuple(
        Claimed(
            "、".join(place.text for place in claim.places),
            claim.written,
            "、".join(
                number.text + (suffix.text if suffix else "")
                for number, suffix in zip(claim.numbers, claim.suffixes, strict=True)
            ),
            claim.old.text if claim.old else "",
            claim.old_period,
            claim.part,
        )
        for claim in clause.claims
    )


@pytest.mark.parametrize("rule", CLAIM_RULES, ids=lambda rule: rule.name)
def test_the_example_of_a_rule_claims_what_its_row_says_by_that_rule(clauses, rule):
    (clause,) = clauses(rule.example)
    assert clause.readable
    assert {claim.rule for claim in clause.claims} == {rule.name}
    assert claimed(clause) == rule.claimed


def test_a_clause_may_claim_several_things(clauses):
    (clause,) = clauses("造林昌吉市5万亩、阜康市3万亩")
    assert [c.rule for c in clause.claims] == [
        "places behind their indicator",
        "places alone",
    ]
    assert claimed(clause) == (Claimed("昌吉市", "造林", "5万亩"), Claimed("阜康市", "", "3万亩"))


def test_a_number_that_another_starts_from_is_not_said_of_the_new_one(clauses):
    (clause,) = clauses("昌吉市优良天数比率由2020年的80%提高到85%")
    (claim,) = clause.claims
    assert "80%" not in claim.text
    assert claim.of_kind(Kind.PERIOD) == []


def test_singling_out_makes_a_part(clauses):
    whole, part = clauses("造林5万亩，其中昌吉市2万亩")
    assert [claim.part for claim in (*whole.claims, *part.claims)] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "聘请环保卫士12名",  # a word that the vocabulary does not know
        "各乡镇造林5万亩",  # a place that no code stands for
        "昌吉市造林5万亩的",  # a condition
        "100%完成",  # a number of nothing
        "达到80%",  # nothing leads to it
    ],
)
def test_a_clause_that_is_not_covered_from_end_to_end_claims_nothing(clauses, sentence):
    (clause,) = clauses(sentence)
    assert not clause.readable
    assert clause.claims == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "优良天数比率、PM2.5平均浓度和造林分别为80%、50微克/立方米",
        "昌吉市、阜康市优良天数比率和PM2.5平均浓度分别为80%、50微克/立方米",
    ],
)
def test_indicators_without_a_number_each_for_one_place_claim_nothing(clauses, sentence):
    (clause,) = clauses(sentence)
    assert claimed(clause) == ()


def test_commas_part_clauses_but_not_the_numbers_of_a_row(clauses):
    first, second = clauses("昌吉市、阜康市优良天数比率分别达到80%，82%，造林5万亩")
    assert claimed(first) == (Claimed("昌吉市、阜康市", "优良天数比率", "80%、82%"),)
    assert (second.opened, second.text) == ("，", "造林5万亩")


def test_a_clause_without_a_number_speaks_of_its_place_and_indicator(clauses):
    (clause,) = clauses("昌吉市造林工作")
    assert clause.readable
    assert [place.text for place in clause.places] == ["昌吉市"]
    assert clause.indicator.text == "造林"


def test_a_comparison_is_opened_and_ended(clauses):
    compared, change = clauses("与2020年相比，PM2.5平均浓度下降5%")
    assert (compared.base, compared.compared) == ("2020", True)
    assert (change.base, change.compared) == ("", False)


def test_who_hands_a_target_down_is_none_of_its_places(clauses):
    (clause,) = clauses("昌吉州下达昌吉市造林5万亩")
    assert clause.giver == "昌吉州"
    assert claimed(clause) == (Claimed("昌吉市", "造林", "5万亩"),)


def row(*kinds):
    return row_of(Token(kind, 0, 0, "") for kind in kinds)


def test_a_pattern_is_written_in_the_names_of_kinds():
    pattern = token_pattern("(places: PLACE (AND PLACE)*) REACHES? (value: QUANTITY)")
    two = row(Kind.PLACE, Kind.AND, Kind.PLACE, Kind.QUANTITY)
    match = pattern.fullmatch(two)
    assert (match.span("places"), match.span("value")) == ((0, 3), (3, 4))
    assert not pattern.fullmatch(row(Kind.PLACE, Kind.PLACE, Kind.QUANTITY))
    assert not pattern.fullmatch(row(Kind.PLACE, Kind.REACHES, Kind.NUMBER))


@pytest.mark.parametrize("kind", Kind)
def test_a_name_stands_for_its_kind_alone(kind):
    pattern = token_pattern(kind.name)
    assert [other for other in Kind if pattern.fullmatch(row(other))] == [kind]


def test_a_name_that_is_no_kind_is_refused():
    with pytest.raises(KeyError, match="PLAICE"):
        token_pattern("PLAICE QUANTITY")


def test_looking_ahead_and_repeating_mean_what_they_mean_in_regular_expressions():
    pattern = token_pattern("BASE (?! QUANTITY|NUMBER) (FILLER|ACTION)*")
    assert pattern.fullmatch(row(Kind.BASE, Kind.FILLER, Kind.ACTION))
    assert not pattern.match(row(Kind.BASE, Kind.NUMBER))
