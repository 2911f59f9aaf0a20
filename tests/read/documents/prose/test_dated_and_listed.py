"""A year or a place is carried only where the text is of it; lists, signs and bars are read."""

import pytest

REPORT = "2021年昌吉州大气污染防治工作总结"
CHANGJI, FUKANG, TEKES = "652301", "652302", "654027"
RATIO = "good_day_ratio"
SAID = "阜康市PM2.5平均浓度为35微克/立方米"


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        (
            ("阜康市空气质量", f"列入2021年名单。{SAID}。", "2021年12月30日"),
            ("carried", "only_year"),
        ),
        (("阜康市2021年冬季空气质量", f"{SAID}。"), ("carried", "only_year")),
        (("阜康市空气质量", f"列入2021年名单。{SAID}。"), ("assumed", "years")),
        (("阜康市空气质量", f"列入2021年名单。{SAID}。", "2022年3月1日"), ("assumed", "years")),
    ],
)
def test_the_only_year_is_the_texts_where_it_is_dated_in_it(told, known_by, lines, known):
    assert known_by(told(*lines), "period") == known


@pytest.mark.parametrize(
    ("second", "place"),
    [
        ("本年PM2.5平均浓度为35微克/立方米。", TEKES),
        ("本年PM2.5平均浓度为35微克/立方米。伊犁州予以肯定。", TEKES),
        ("学习昭苏县做法。本年PM2.5平均浓度为35微克/立方米。", ""),
    ],
)
def test_a_text_that_opens_with_one_place_alone_is_that_places(told, known_by, second, place):
    reading = told("2021年，特克斯县持续用力，效果明显。", second)
    (figure,) = reading.figures
    assert (figure.place, "place" in figure.confirm) == (place, not place)
    if place:
        assert known_by(reading, "place") == ("carried", "only_place")


def test_a_list_takes_names_that_the_workspace_does_not_know(told):
    (*figures,) = told(
        REPORT, "优良天数比率依次为：昌吉市（81%）、博州（79%）、阜康市（76%）。"
    ).figures
    rows = [(f.place, f.place_written, f.indicator, str(f.value)) for f in figures]
    assert rows == [
        (CHANGJI, "昌吉市", RATIO, "81"),
        ("", "博州", RATIO, "79"),
        (FUKANG, "阜康市", RATIO, "76"),
    ]
    assert ["place" in f.confirm for f in figures] == [False, True, False]


def test_half_width_signs_say_what_full_width_ones_do(told):
    text = "昌吉市PM2.5平均浓度为41微克/立方米，优良天数比率为81%；造林1,024亩。"
    half = text.translate(str.maketrans("，；", ",;"))
    rows = [
        [(f.place, f.indicator, str(f.value), f.confirm) for f in told(REPORT, line).figures]
        for line in (text, half)
    ]
    assert rows[0] == rows[1]
    assert [row[2] for row in rows[0]] == ["41", "81", "0.1024"]


BARS = """| 县市 | 2021年目标 | | 2021年实际 | |
| | 优良天数（%） | PM2.5 | 优良天数（%） | PM2.5 |
| 昌吉市 | 80 | 45 | 81 | 44 |
| 阜康市 | 82 | 42 | 79 | 43 |"""


def test_a_table_in_bars_may_have_two_rows_of_headers(told):
    reading = told(REPORT, "", *BARS.splitlines())
    rows = {(f.place, f.indicator, str(f.role), str(f.value)) for f in reading.figures}
    assert rows == {
        (place, indicator, role, value)
        for place, aims, results in ((CHANGJI, "80 45", "81 44"), (FUKANG, "82 42", "79 43"))
        for role, values in (("target", aims), ("measured", results))
        for indicator, value in zip((RATIO, "pm25"), values.split(), strict=True)
    }
