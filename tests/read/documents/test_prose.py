"""Sentences, all synthetic: what they state is read, and what they leave open is not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.figures import Absence, Basis, Role

REPORT = "昌吉州2021年大气污染防治工作总结"
PM, RATIO, DAYS = "pm25", "good_day_ratio", "heavy_pollution_days"
CHANGJI, FUKANG, QITAI, ALL = "652301", "652302", "652325", "652300"


def said(figures):
    return [(f.indicator, f.place, f.comparator, str(f.value)) for f in figures]


TARGETS = [
    ("昌吉市优良天数比率不低于80%。", [(RATIO, CHANGJI, "ge", "80")]),
    ("昌吉市优良天数比率力争达到80%。", [(RATIO, CHANGJI, "ge", "80")]),
    ("昌吉市优良天数比率提高到80%以上。", [(RATIO, CHANGJI, "ge", "80")]),
    ("昌吉市PM2.5平均浓度不得高于50微克/立方米。", [(PM, CHANGJI, "le", "50")]),
    ("昌吉市PM2.5平均浓度低于50微克/立方米。", [(PM, CHANGJI, "lt", "50")]),
    ("昌吉市PM2.5平均浓度降至50微克/立方米。", [(PM, CHANGJI, "le", "50")]),
    ("昌吉市PM2.5平均浓度达到50微克/立方米。", [(PM, CHANGJI, "le", "50")]),
    ("昌吉市 PM₂.₅ 平均浓度控制在 50 μg/m³ 以内。", [(PM, CHANGJI, "le", "50")]),
    ("昌吉市ＰＭ２．５浓度控制在５０微克／立方米以内。", [(PM, CHANGJI, "le", "50")]),
    ("昌吉州阜康市造林5万亩。", [("afforestation", FUKANG, "ge", "5")]),
    ("全州造林1,234.5万亩。", [("afforestation", ALL, "ge", "1234.5")]),
    ("煤炭消费总量控制在5000万吨以内。", [("coal_cap", ALL, "le", "5000")]),
    ("完成256台常压燃煤小锅炉整治。", [("small_boilers", ALL, "ge", "256")]),
    ("昌吉市建成区35蒸吨以下燃煤锅炉3台全部拆除。", [("urban_boilers", CHANGJI, "ge", "3")]),
    ("推进错峰生产，昌吉市错峰生产企业8个。", [("staggered_production", CHANGJI, None, "8")]),
    ("减少平房区特别是昌吉市8.7万户燃烧。", [("bungalow_households", CHANGJI, None, "8.7")]),
    (
        "昌吉市、阜康市优良天数比率分别达到80%和82%以上。",
        [(RATIO, CHANGJI, "ge", "80"), (RATIO, FUKANG, "ge", "82")],
    ),
    (
        "昌吉市、阜康市PM2.5平均浓度分别控制在50、48微克/立方米以内。",
        [(PM, CHANGJI, "le", "50"), (PM, FUKANG, "le", "48")],
    ),
    (
        "昌吉市和阜康市优良天数比率达到80%以上，PM2.5平均浓度控制在50微克/立方米以下。",
        [
            (RATIO, CHANGJI, "ge", "80"),
            (RATIO, FUKANG, "ge", "80"),
            (PM, CHANGJI, "le", "50"),
            (PM, FUKANG, "le", "50"),
        ],
    ),
    (
        "昌吉市优良天数比率达到80%以上，阜康市达到82%以上，奇台县不低于90%。",
        [(RATIO, CHANGJI, "ge", "80"), (RATIO, FUKANG, "ge", "82"), (RATIO, QITAI, "ge", "90")],
    ),
    (
        "昌吉市造林5万亩、阜康市2万亩。",
        [("afforestation", CHANGJI, "ge", "5"), ("afforestation", FUKANG, "ge", "2")],
    ),
    (
        "全州造林8万亩（其中昌吉市2万亩，阜康市1万亩）。",
        [
            ("afforestation", ALL, "ge", "8"),
            ("afforestation", CHANGJI, "ge", "2"),
            ("afforestation", FUKANG, "ge", "1"),
        ],
    ),
    (
        "昌吉市、阜康市各淘汰老旧柴油货车50辆。",
        [("diesel_trucks", CHANGJI, "ge", "50"), ("diesel_trucks", FUKANG, "ge", "50")],
    ),
    (
        "昌吉市电采暖面积20万平方米、气采暖面积3万平方米。",
        [("electric_heating_area", CHANGJI, "ge", "20"), ("gas_heating_area", CHANGJI, "ge", "3")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_targets(read, sentence, expected):
    figures = read(sentence)
    assert said(figures) == expected
    assert {(f.role, f.basis, f.period) for f in figures} == {(Role.TARGET, Basis.PLAN, "2021")}


OPEN = [
    # numbers that do not come out even
    "昌吉市、阜康市、奇台县PM2.5平均浓度分别控制在50、48微克/立方米以内。",
    "昌吉市PM2.5平均浓度分别控制在50、48微克/立方米以内。",
    "昌吉市、阜康市PM2.5平均浓度分别控制在50微克/立方米以内。",
    "昌吉市、阜康市共淘汰老旧柴油货车50辆。",
    "昌吉市优良天数比率和PM2.5平均浓度分别达到80%、50微克/立方米。",
    "昌吉市PM2.5和PM10平均浓度分别控制在50、100微克/立方米以下。",
    # another statistic, another thing, another unit
    "昌吉市PM2.5日均浓度不高于50微克/立方米。",
    "昌吉市PM2.5小时浓度不高于50微克/立方米。",
    "昌吉市PM2.5平均浓度达到国家二级标准（35微克/立方米）。",
    "昌吉市优良天数比率提高2个百分点。",
    "昌吉市减少重污染天数5天。",
    "昌吉市造林面积增加5万亩。",
    "昌吉市造林5000亩。",
    "昌吉市非道路柴油货车淘汰50辆次。",
    # a number that is none, or no single one
    "昌吉市PM2.5平均浓度控制在五十微克/立方米以下。",
    "昌吉市PM2.5平均浓度控制在50-55微克/立方米。",
    "昌吉市PM2.5平均浓度控制在50至55微克/立方米。",
    "昌吉市PM2.5平均浓度控制在50微克/立方米左右。",
    "昌吉市PM2.5平均浓度不低于30微克/立方米且不高于50微克/立方米。",
    "昌吉市PM2.5平均浓度不低于50微克/立方米以下。",
    # a place that is none, or no single one
    "除昌吉市外，各县市PM2.5平均浓度控制在40微克/立方米以内。",
    "其他县市PM2.5平均浓度控制在40微克/立方米以内。",
    "昌吉造林5万亩。",
    "昌吉市新市区造林5万亩。",
    "昌吉市滨湖镇造林5万亩。",
    "滨湖镇造林5万亩。",
    "昌吉市某局要加大力度，PM2.5平均浓度控制在50微克/立方米以内。",
    "昌吉市（含某开发区）PM2.5平均浓度控制在50微克/立方米以内。",
    "昌吉市要加大力度。PM2.5平均浓度控制在50微克/立方米以内。",
    "（一）昌吉市\n1.PM2.5平均浓度控制在50微克/立方米以内。",
    "设市城市机械化清扫率达到68%以上、县城达到52%以上。",
    # a period that cannot be told
    "上半年，昌吉市完成造林5万亩。",
    "5月底前昌吉市完成造林5万亩。",
    "“十四五”期间，昌吉市造林5万亩。",
    "2018—2020年，昌吉市造林5万亩。",
    "2021年2月31日前，昌吉市造林5万亩。",
    "采暖季昌吉市PM2.5平均浓度控制在80微克/立方米以内。",
    # what a plan tells of the past
    "目前，昌吉市已完成造林5万亩。",
    "截至2020年底，昌吉市造林5万亩。",
]


@pytest.mark.parametrize("text", OPEN)
def test_what_is_left_open_gives_no_figure(read, text):
    with pytest.raises(TableError, match="no figure was found"):
        read(text)


def test_another_verb_counts_another_thing(read):
    figures = read("昌吉市淘汰老旧柴油货车50辆，阜康市新增30辆。")
    assert said(figures) == [("diesel_trucks", CHANGJI, "ge", "50")]


def test_after_a_part_the_whole_is_not_assumed(read):
    figures = read("全州造林8万亩，其中昌吉市2万亩，草原改良3万亩。")
    assert [f.indicator for f in figures] == ["afforestation"] * 2


def test_offices_and_titles_are_left_out(read):
    figures = read("造林8万亩（牵头单位：昌吉市林草局；配合单位：阜康市林草局）。")
    assert said(figures) == [("afforestation", ALL, "ge", "8")]


def test_what_a_number_includes_is_its_note(read):
    figures = read("煤炭总量控制：昌吉市500万吨（含某开发区），阜康市300万吨。")
    assert [(f.place, f.note) for f in figures] == [(CHANGJI, "含某开发区"), (FUKANG, "")]


def test_part_of_a_place_is_its_note(read):
    (figure,) = read("昌吉市城区道路机扫率80%以上。")
    assert (figure.place, figure.note, figure.value_written) == (CHANGJI, "城区", "80%以上")


RELATIVE = [
    ("昌吉市PM2.5平均浓度控制在2020年平均浓度以下。", PM, "le", "控制在2020年平均浓度以下"),
    ("昌吉市PM2.5平均浓度低于2020年。", PM, "lt", "低于2020年"),
    ("昌吉市PM2.5平均浓度优于2020年水平。", PM, "lt", "优于2020年"),
    ("昌吉市优良天数比率优于2020年。", RATIO, "gt", "优于2020年"),
    ("昌吉市优良天数比率不低于2020年。", RATIO, "ge", "不低于2020年"),
]


@pytest.mark.parametrize(("sentence", "indicator", "comparator", "written"), RELATIVE)
def test_targets_relative_to_another_year(read, sentence, indicator, comparator, written):
    (figure,) = read(sentence)
    assert (figure.indicator, figure.comparator, figure.value) == (indicator, comparator, None)
    assert (figure.absence, figure.baseline_period) == (Absence.RELATIVE, "2020")
    assert figure.value_written == written


def test_a_target_stated_as_a_change(read):
    (figure,) = read("昌吉市PM2.5平均浓度较2020年下降5%以上。")
    assert (figure.role, figure.comparator, figure.absence) == ("target", "le", "relative")
    assert (str(figure.change), figure.change_unit, figure.baseline_period) == ("-5", "%", "2020")


PERIODS = [
    ("到2025年，昌吉市造林5万亩。", "2025"),
    ("2021年底前昌吉市造林5万亩。", "2021"),
    ("2021年9月底前，昌吉市造林5万亩。", "2021-01/2021-09"),
    ("2021年上半年，昌吉市造林5万亩。", "2021-01/2021-06"),
    ("2021年前三季度，昌吉市造林5万亩。", "2021-01/2021-09"),
    ("2021年1-11月，昌吉市造林5万亩。", "2021-01/2021-11"),
    ("昌吉市2021年3月造林5万亩。", "2021-03"),
    ("2021年1月1日至12月15日，昌吉市造林5万亩。", "2021-01-01/2021-12-15"),
]


@pytest.mark.parametrize(("sentence", "period"), PERIODS)
def test_periods(read, sentence, period):
    assert [f.period for f in read(sentence)] == [period]


def test_a_deadline_does_not_reach_the_next_sentence(read):
    figures = read("2021年9月底前，昌吉市造林5万亩。阜康市造林3万亩。")
    assert [f.place for f in figures] == [CHANGJI]


def test_an_earlier_year_in_a_plan_is_a_baseline(read):
    (figure,) = read("2020年，昌吉市PM2.5平均浓度为55微克/立方米。")
    assert (figure.role, figure.period, figure.comparator) == (Role.BASELINE, "2020", None)


# ---- reports ----
def test_a_reports_numbers_are_measured(read):
    figures = read("昌吉市和阜康市PM2.5平均浓度分别为50和48微克/立方米。", title=REPORT)
    assert said(figures) == [(PM, CHANGJI, None, "50"), (PM, FUKANG, None, "48")]
    assert {(f.role, f.basis, f.dust) for f in figures} == {
        (Role.MEASURED, Basis.REPORT, "unknown")
    }


def test_changes_stand_on_the_figures_they_are_stated_of(read):
    figures = read(
        "昌吉市和阜康市PM2.5平均浓度分别为50和48微克/立方米，较2020年分别下降5%和6%。",
        title=REPORT,
    )
    changes = [(str(f.change), f.change_unit, f.baseline_period) for f in figures]
    assert changes == [("-5", "%", "2020"), ("-6", "%", "2020")]


def test_a_comparison_gives_baselines_and_ends(read):
    figures = read(
        "昌吉市PM2.5浓度为50微克/立方米，与2018年PM2.5浓度60微克/立方米相比，下降10微克/立方米。",
        title=REPORT,
    )
    assert [(f.role, f.period, str(f.value)) for f in figures] == [
        ("measured", "2021", "50"),
        ("baseline", "2018", "60"),
    ]
    assert (str(figures[0].change), figures[0].change_unit) == ("-10", "微克/立方米")


def test_a_comparison_that_never_ends_gives_no_baseline(read):
    figures = read("昌吉市PM2.5浓度为50微克/立方米，与2018年PM2.5浓度60微克/立方米。", title=REPORT)
    assert [f.role for f in figures] == [Role.MEASURED]


def test_a_baseline_before_its_place_is_left_out(read):
    figures = read(
        "与2020年PM2.5浓度55微克/立方米相比，昌吉市PM2.5浓度为50微克/立方米。", title=REPORT
    )
    assert said(figures) == [(PM, CHANGJI, None, "50")]


def test_a_change_against_an_unnamed_year_is_left_out(read):
    (figure,) = read("昌吉市优良天数比率76.5%，同比提高1个百分点。", title=REPORT)
    assert (str(figure.value), figure.change) == ("76.5", None)


def test_a_target_that_a_report_names(read):
    figures = read("昌吉州下达昌吉市造林5万亩，完成造林6万亩。", title=REPORT)
    assert [(f.role, str(f.value), f.note) for f in figures] == [
        ("target", "5", "昌吉州下达"),
        ("measured", "6", ""),
    ]


def test_a_cut_off_is_kept(read):
    (figure,) = read("截至2021年12月15日，昌吉市重污染天数为27天。", title=REPORT)
    assert (figure.period, figure.as_of) == ("2021-01-01/2021-12-15", "2021-12-15")


def test_a_rounded_number_says_so(read):
    (figure,) = read("昌吉市淘汰老旧柴油货车500余辆。", title=REPORT)
    assert (str(figure.value), figure.note, figure.value_written) == ("500", "约数", "500余辆")


NOT_REACHED = [
    "计划2022年昌吉市PM2.5平均浓度控制在45微克/立方米以内。",
    "昌吉市优良天数比率应达到80%，实际为78%。",
    "下一步，昌吉市造林5万亩。",
    "2022年1月，昌吉市PM2.5平均浓度80微克/立方米。",
    "昌吉市造林任务5万亩。",
    "昌吉市累计造林50万亩。",
    "昌吉市优良天数比率达到80%以上。",
    "昌吉市重污染天数未超过46天。",
    "昌吉市PM2.5日均浓度最高达到350微克/立方米。",
    "1-11月，昌吉市PM2.5平均浓度为50微克/立方米。",
    "2016年采暖期，昌吉市PM2.5平均浓度为50微克/立方米。",
]


@pytest.mark.parametrize("text", NOT_REACHED)
def test_what_a_report_does_not_state_as_reached_gives_no_figure(read, text):
    with pytest.raises(TableError, match="no figure was found"):
        read(text, title=REPORT)


# ---- the document's own place, year and kind ----
def test_own_words_mean_the_documents_place_or_its_prefecture(read):
    title = "2021年阜康市大气污染防治行动计划"
    figures = read("全州造林4万亩。全市造林2万亩。", title=title, place="阜康市")
    assert said(figures) == [
        ("afforestation", ALL, "ge", "4"),
        ("afforestation", FUKANG, "ge", "2"),
    ]


def test_a_word_that_fits_no_such_place_means_none(read):
    with pytest.raises(TableError, match="no figure"):
        read("全市造林2万亩。")


def test_the_title_names_the_place_if_no_one_declares_it(read):
    (figure,) = read("造林2万亩。", title="2021年阜康市大气污染防治行动计划", place="")
    assert figure.place == FUKANG


def test_the_titles_place_settles_names_that_others_share(read):
    figures = read("米泉造林1万亩。昌吉市造林2万亩。", title="2021年昌吉州行动计划", place="")
    assert [f.place for f in figures] == ["650109", CHANGJI]


def test_without_a_place_of_its_own_a_document_needs_them_written(read):
    figures = read("造林2万亩。昌吉市造林1万亩。", title="2021年行动计划", place="")
    assert said(figures) == [("afforestation", CHANGJI, "ge", "1")]


def test_a_document_without_a_year_is_a_fault(read):
    with pytest.raises(TableError, match="names no year"):
        read("昌吉市造林2万亩。", title="大气污染防治行动计划")


WORDS = st.sampled_from(
    [
        *("昌吉市", "阜康市", "昌吉", "全州", "各县市", "其中", "PM2.5平均浓度", "优良天数比率"),
        *("造林", "分别", "达到", "控制在", "不低于", "以上", "以内", "、", "和", "，", "；", "。"),
        *("50微克/立方米", "80%", "5万亩", "48", "2021年", "2020年", "较2020年", "下降5%", "相比"),
        *("高于2020年", "完成", "均", "（", "）", "（含甲）", "某", "下达", "目标值", "\n", " "),
    ]
)


@given(words=st.lists(WORDS, min_size=1, max_size=14))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_row_of_words_is_read_or_left_and_nothing_is_made_up(read, words):
    text = "".join(words)
    for title in (REPORT, "2021年昌吉州大气污染防治行动计划"):
        try:
            figures = read(text, title=title)
        except TableError as problem:
            assert [fault.code for fault in problem.faults] == ["no_figures"]
            continue
        for figure in figures:
            assert (figure.value is None) == (figure.absence == Absence.RELATIVE)
            assert figure.place
            assert figure.indicator
            assert figure.value is None or str(figure.value) in text
            assert figure.role == Role.TARGET or figure.comparator is None


def test_a_page_without_a_full_stop_is_no_sentence(read):
    with pytest.raises(TableError, match="no figure was found"):
        read("昌吉市造林5万亩，" * 200 + "。阜康市造林3万亩。")
