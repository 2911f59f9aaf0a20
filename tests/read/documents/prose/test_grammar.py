"""Clauses → statements: which pattern a clause fits, and what it states; all synthetic."""

import pytest

from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import Kind, Token


def stated(clause):
    """Return the places, the indicator and the values of each of a clause's statements."""
    return [
        (
            [place.text for place in statement.places],
            statement.indicator.text if statement.indicator else "",
            [value.text for value in statement.values],
        )
        for statement in clause.statements
    ]


PATTERNS = [
    (
        "numbers behind their indicator",
        "昌吉市、阜康市优良天数比率分别达到80%、82%以上",
        [(["昌吉市", "阜康市"], "优良天数比率", ["80%", "82%"])],
    ),
    (
        "numbers before their indicator",
        "完成256台常压燃煤小锅炉",
        [([], "常压燃煤小锅炉", ["256台"])],
    ),
    (
        "a number an indicator",
        "昌吉市优良天数比率和PM2.5平均浓度分别为80%、50微克/立方米",
        [
            (["昌吉市"], "优良天数比率", ["80%"]),
            (["昌吉市"], "PM2.5平均浓度", ["50微克/立方米"]),
        ],
    ),
    (
        "from an old number to a new",
        "昌吉市优良天数比率由2020年的80%提高到85%",
        [(["昌吉市"], "优良天数比率", ["85%"])],
    ),
    (
        "a part in the midst",
        "减少平房区特别是昌吉市8.7万户燃烧",
        [(["昌吉市"], "平房区", ["8.7万户"])],
    ),
    (
        "places behind their indicator",
        "造林昌吉市5万亩",
        [(["昌吉市"], "造林", ["5万亩"])],
    ),
    ("places alone", "阜康市达到82%", [(["阜康市"], "", ["82%"])]),
    (
        "better than another year",
        "昌吉市PM2.5平均浓度低于2020年",
        [(["昌吉市"], "PM2.5平均浓度", ["低于2020年"])],
    ),
    (
        "a change of an old number",
        "昌吉市PM2.5平均浓度较2020年的50微克/立方米下降5%",
        [(["昌吉市"], "PM2.5平均浓度", ["下降5%"])],
    ),
    ("a change", "PM2.5平均浓度较2020年下降5%", [([], "PM2.5平均浓度", ["下降5%"])]),
    ("numbers alone", "确保达到80%", [([], "", ["80%"])]),
]


@pytest.mark.parametrize(("pattern", "sentence", "statements"), PATTERNS, ids=lambda c: str(c)[:30])
def test_a_clause_fits_one_pattern_and_states(clauses, pattern, sentence, statements):
    (clause,) = clauses(sentence)
    assert clause.readable
    assert {statement.pattern for statement in clause.statements} == {pattern}
    assert stated(clause) == statements


def test_a_clause_may_hold_several_statements(clauses):
    (clause,) = clauses("造林昌吉市5万亩、阜康市3万亩")
    assert [s.pattern for s in clause.statements] == [
        "places behind their indicator",
        "places alone",
    ]
    assert stated(clause) == [(["昌吉市"], "造林", ["5万亩"]), (["阜康市"], "", ["3万亩"])]


def test_a_number_that_another_starts_from_is_not_among_the_values(clauses):
    (clause,) = clauses("昌吉市优良天数比率由2020年的80%提高到85%")
    (statement,) = clause.statements
    assert (statement.old.text, statement.old_period) == ("80%", "2020")
    assert "80%" not in statement.text
    assert Kind.PERIOD not in [token.kind for token in statement.tokens]


def test_singling_out_makes_a_part(clauses):
    whole, part = clauses("造林5万亩，其中昌吉市2万亩")
    assert [s.part for s in (*whole.statements, *part.statements)] == [False, True]


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
def test_a_clause_that_is_not_covered_from_end_to_end_states_nothing(clauses, sentence):
    (clause,) = clauses(sentence)
    assert not clause.readable
    assert clause.statements == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "优良天数比率、PM2.5平均浓度和造林分别为80%、50微克/立方米",
        "昌吉市、阜康市优良天数比率和PM2.5平均浓度分别为80%、50微克/立方米",
    ],
)
def test_indicators_without_a_number_each_for_one_place_state_nothing(clauses, sentence):
    (clause,) = clauses(sentence)
    assert stated(clause) == []


def test_commas_part_clauses_but_not_the_numbers_of_a_row(clauses):
    first, second = clauses("昌吉市、阜康市优良天数比率分别达到80%，82%，造林5万亩")
    assert stated(first) == [(["昌吉市", "阜康市"], "优良天数比率", ["80%", "82%"])]
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
    assert stated(clause) == [(["昌吉市"], "造林", ["5万亩"])]


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
