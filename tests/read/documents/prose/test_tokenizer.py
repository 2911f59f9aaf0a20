"""Sentences → tokens: kind, text, value and place in the sentence; all sentences are synthetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.model.figures import Comparator
from aqmap.read.documents.prose.tokens import Kind


def kinds(sentence):
    return [(token.kind, token.text) for token in sentence.tokens]


def test_a_target_is_a_row_of_tokens_without_gaps(tokenize):
    sentence = tokenize("昌吉市PM2.5平均浓度控制在50微克/立方米以内。")
    assert [(t.kind, t.text, t.start, t.end) for t in sentence.tokens] == [
        (Kind.PLACE, "昌吉市", 0, 3),
        (Kind.INDICATOR, "PM2.5平均浓度", 3, 12),
        (Kind.COMPARATOR, "控制在", 12, 15),
        (Kind.QUANTITY, "50微克/立方米", 15, 23),
        (Kind.SUFFIX, "以内", 23, 25),
    ]
    place, indicator, comparator, quantity, suffix = sentence.tokens
    assert place.place.code == "652301"
    assert indicator.indicator.id == "pm25"
    assert (quantity.value, quantity.unit, quantity.about) == (Decimal(50), "微克/立方米", False)
    assert comparator.comparator == suffix.comparator == Comparator.LE


@pytest.mark.parametrize(
    ("written", "value", "unit", "about"),
    [
        ("1,234.5万亩", "1234.5", "万亩", False),
        ("82%", "82", "%", False),
        ("５０微克／立方米", "50", "微克/立方米", False),
        ("约3800余户", "3800", "户", True),
        ("近500台左右", "500", "台", True),
        ("35蒸吨/小时", "35", "蒸吨/小时", False),
        ("3000多辆", "3000", "辆", True),
    ],
)
def test_a_quantity_has_its_value_and_unit(tokenize, written, value, unit, about):
    (token,) = tokenize(written).tokens
    assert (token.kind, token.text) == (Kind.QUANTITY, written)
    assert (token.value, token.unit, token.about) == (Decimal(value), unit, about)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [("下降5%", "-5", "%"), ("提高2.4个百分点", "2.4", "个百分点"), ("减少12天", "-12", "天")],
)
def test_a_change_has_its_sign(tokenize, written, value, unit):
    (token,) = tokenize(written).tokens
    assert (token.kind, token.value, token.unit) == (Kind.CHANGE, Decimal(value), unit)


@pytest.mark.parametrize(
    ("written", "kind", "period"),
    [
        ("2021年", Kind.PERIOD, "2021"),
        ("2021年9月底前", Kind.PERIOD, "2021-01/2021-09"),
        ("较2020年", Kind.BASE, "2020"),
        ("较2020年同期", Kind.BASE, "=2020"),
        ("同比", Kind.BASE, "-1"),
        ("环比", Kind.BASE, "-0-1"),
    ],
)
def test_a_period_is_one_of_its_own_or_what_a_change_is_stated_against(
    tokenize, written, kind, period
):
    (token,) = tokenize(written).tokens
    assert (token.kind, token.period) == (kind, period)


def test_better_than_another_year_is_no_number(tokenize):
    *_, comparison = tokenize("昌吉市PM2.5平均浓度低于2020年。").tokens
    assert (comparison.kind, comparison.text) == (Kind.RELATIVE, "低于2020年")
    assert (comparison.period, comparison.comparator) == ("2020", Comparator.LT)
    assert comparison.value is None


@pytest.mark.parametrize(
    ("sentence", "token"),
    [
        ("第3次会议", (Kind.UNKNOWN, "第3次", "ordinal")),
        ("6号文件", (Kind.UNKNOWN, "6号文件", "number")),
        ("80%-85%", (Kind.UNKNOWN, "80%-85%", "range")),
        ("超额2万亩", (Kind.UNKNOWN, "2万亩", "excess")),
    ],
)
def test_digits_that_count_nothing_have_their_reason(tokenize, sentence, token):
    assert token in [(t.kind, t.text, t.reason) for t in tokenize(sentence).tokens]


def test_titles_and_offices_are_a_break_and_not_read(tokenize):
    sentence = tokenize("造林5万亩《2021年方案》（责任单位：阜康市）。")
    assert sentence.plain == "造林5万亩" + "，" * 9 + "，" * 10 + "。"
    assert kinds(sentence) == [
        (Kind.INDICATOR, "造林"),
        (Kind.QUANTITY, "5万亩"),
        (Kind.BREAK, "《2021年方案》（责任单位：阜康市）"),
    ]


def test_a_prefecture_before_its_county_is_left_out(tokenize):
    first = tokenize("昌吉州阜康市造林5万亩。").tokens[0]
    assert (first.text, first.start, first.place.code) == ("阜康市", 3, "652302")
    alone = tokenize("昌吉州造林5万亩。").tokens[0]
    assert (alone.text, alone.place.code) == ("昌吉州", "652300")


def test_a_place_without_a_code_is_a_kind_of_its_own(tokenize):
    first = tokenize("各乡镇造林5万亩。").tokens[0]
    assert (first.kind, first.place) == (Kind.UNCODED_PLACE, None)


def test_the_town_of_a_county_is_a_part_of_it(tokenize):
    assert kinds(tokenize("呼图壁县县城"))[1] == (Kind.PLACE_PART, "县城")


def test_a_number_in_brackets_behind_its_place_stands_without_them(tokenize):
    assert kinds(tokenize("昌吉市（97.8%），")) == [
        (Kind.PLACE, "昌吉市"),
        (Kind.QUANTITY, "97.8%"),
        (Kind.BREAK, "，"),
    ]


def test_a_number_that_another_starts_from_is_marked(tokenize):
    assert kinds(tokenize("15天减少到10天")) == [
        (Kind.FROM, ""),
        (Kind.QUANTITY, "15天"),
        (Kind.REACHES, "减少到"),
        (Kind.QUANTITY, "10天"),
    ]


def test_what_is_no_known_word_is_a_token_too(tokenize):
    assert kinds(tokenize("聘请环保卫士12名。")) == [
        (Kind.UNKNOWN, "聘请环保卫士"),
        (Kind.QUANTITY, "12名"),
    ]


PIECES = [
    *(
        "昌吉市",
        "阜康市",
        "昌吉州",
        "全州",
        "各县市",
        "PM2.5平均浓度",
        "优良天数比率",
        "造林",
        "县城",
    ),
    *("5", "0.8", "1,234.5", "2020", "50微克/立方米", "80%", "300户", "3万亩", "15天", "６０%"),
    *(
        "下降",
        "提高",
        "2021年",
        "9月底前",
        "较2020年",
        "同比",
        "第3次",
        "6号",
        "12-15",
        "1. ",
        "十五",
    ),
    *(
        "由",
        "减少到",
        "达到",
        "不低于",
        "以上",
        "分别",
        "其中",
        "的",
        "和",
        "目标",
        "（",
        "）",
        "《",
    ),
    *("》", "，", "、", "；", "：", "。", " ", "“", "”", "A", "℃", "环保卫士"),
]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(sentence=SENTENCES)
def test_tokens_stand_in_order_apart_and_in_the_text(tokenize, sentence):
    tokens = tokenize(sentence).tokens
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start for end, token in zip(ends, tokens, strict=False))
    assert all(token.start <= token.end <= len(sentence) for token in tokens)
    assert [token.text for token in tokens] == [sentence[t.start : t.end] for t in tokens]


@given(sentence=SENTENCES)
def test_no_digit_is_lost_but_those_that_number_a_clause(tokenize, sentence):
    read = tokenize(sentence)
    assert len(read.plain) == len(sentence)
    digits = {n for n, sign in enumerate(read.plain) if sign.isdecimal()}
    held = {n for token in read.tokens for n in range(token.start, token.end)}
    assert digits <= held


@pytest.mark.parametrize("digit", ["1", "１", "①", "٣"])
def test_a_run_of_more_digits_than_a_number_has_is_one_token_that_counts_nothing(tokenize, digit):
    tokens = tokenize(f"第{digit * 41}台").tokens
    (run,) = [token for token in tokens if token.reason == "too_many_digits"]
    assert (run.kind, run.start, run.end) == (Kind.UNKNOWN, 1, 42)
    assert not any(token.kind in (Kind.QUANTITY, Kind.NUMBER) for token in tokens)
    fewer = tokenize(f"第{digit * 40}台").tokens
    assert not any(token.reason == "too_many_digits" for token in fewer)


def test_blanks_around_a_number_belong_to_it_as_before(tokenize):
    numbers = [
        t for t in tokenize("淘汰   5   台、约  6 台、 7台").tokens if t.kind == Kind.QUANTITY
    ]
    assert [(t.text.strip(), t.value, t.about) for t in numbers] == [
        ("5   台", Decimal(5), False),
        ("约  6 台", Decimal(6), True),
        ("7台", Decimal(7), False),
    ]


@pytest.mark.parametrize(
    "written", ["nan", "NaN", "inf", "Infinity", "∞", "无穷大", "1e309", "2.5E+400"]
)
def test_what_is_no_finite_number_is_named_and_counts_nothing(tokenize, written):
    tokens = tokenize(f"昌吉市淘汰{written}台").tokens
    (token,) = [t for t in tokens if t.reason == "not_finite"]
    assert (token.kind, token.text) == (Kind.UNKNOWN, written)
    assert not any(t.kind in (Kind.QUANTITY, Kind.NUMBER) for t in tokens)


@pytest.mark.parametrize("word", ["info", "financing", "Nanjing", "finance", "infrastructure"])
def test_words_that_only_hold_those_letters_are_words(tokenize, word):
    assert not any(t.reason == "not_finite" for t in tokenize(f"昌吉市{word}建设5台").tokens)
