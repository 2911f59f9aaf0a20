"""Sentences, all synthetic: what they state is read, and what they leave open is not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Basis, Role
from tests.read.asked import asked, stated

REPORT = "昌吉州2021年大气污染防治工作总结"
PM, RATIO, DAYS = "pm25", "good_day_ratio", "heavy_pollution_days"
CHANGJI, FUKANG, QITAI, ALL = "652301", "652302", "652325", "652300"


def rows_of(figures):
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
    assert rows_of(figures) == expected
    assert {(f.role, f.basis, f.period) for f in figures} == {(Role.TARGET, Basis.PLAN, "2021")}


def test_another_verb_counts_another_thing(read):
    scrapped, added = read("昌吉市淘汰老旧柴油货车50辆，阜康市新增30辆。")
    assert (scrapped.indicator, str(scrapped.value)) == ("diesel_trucks", "50")
    assert (added.indicator, added.indicator_written, added.place) == (
        "",
        "新增老旧柴油货车",
        FUKANG,
    )


def test_after_a_part_the_whole_is_not_assumed(read):
    figures = read("全州造林8万亩，其中昌吉市2万亩，草原改良3万亩。")
    assert [f.indicator for f in stated(figures)] == ["afforestation"] * 2
    assert asked(figures) == [("3万亩", "place;role")]


def test_offices_and_titles_are_left_out(read):
    figures = read("造林8万亩（牵头单位：昌吉市林草局；配合单位：阜康市林草局）。")
    assert rows_of(figures) == [("afforestation", ALL, "ge", "8")]


def test_what_a_number_includes_is_its_scope(read):
    figures = read("煤炭总量控制：昌吉市500万吨（含某开发区），阜康市300万吨。")
    assert [(f.place, f.scope) for f in figures] == [(CHANGJI, "含某开发区"), (FUKANG, "")]


def test_part_of_a_place_is_its_note(read):
    (figure,) = read("昌吉市城区道路机扫率80%以上。")
    assert (figure.place, figure.remarks.zh, figure.value_written) == (CHANGJI, "城区", "80%以上")


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


def test_kinds_of_place_are_the_prefectures(read):
    figures = read("设市城市道路机扫率达到71%以上、县城55%以上，各县市优良天数比率均达到85%以上。")
    assert [(f.place, f.place_written, f.comparator, str(f.value)) for f in figures] == [
        (ALL, "设市城市", "ge", "71"),
        (ALL, "县城", "ge", "55"),
        (ALL, "各县市", "ge", "85"),
    ]


def test_a_heading_that_is_a_place_holds_for_what_stands_below_it(read):
    figures = read(
        "（一）昌吉市\n1.PM2.5平均浓度控制在50微克/立方米以内。\n（二）昌吉市某局\n1.造林5万亩。\n"
        "（三）奇台县：\n造林3万亩。"
    )
    told = [(PM, CHANGJI, "le", "50"), ("afforestation", QITAI, "ge", "3")]
    assert rows_of(stated(figures)) == told
    assert asked(figures) == [("5万亩", "place")]  # 昌吉市某局


def test_a_kind_behind_a_county_is_a_part_of_it(read):
    (figure,) = read("呼图壁县县城道路机扫率达到52%以上。")
    assert (figure.place, figure.remarks.zh, str(figure.value)) == ("652323", "县城", "52")


def test_a_change_beside_a_number_stands_on_it(read):
    (figure,) = read("PM2.5平均浓度控制在35微克/立方米以内，较2020年下降5%。")
    assert (str(figure.value), str(figure.change), figure.baseline_period) == ("35", "-5", "2020")


def test_a_change_against_no_year_keeps_that_open(read):
    (figure,) = read("昌吉市优良天数比率提高2个百分点。")
    assert (figure.absence, str(figure.change), figure.change_unit) == ("relative", "2", "个百分点")
    assert figure.baseline_period == ""


def test_about_is_said(read):
    (figure,) = read("昌吉市PM2.5平均浓度控制在50微克/立方米左右。")
    assert (str(figure.value), figure.remarks.zh) == ("50", "约数")


PERIODS = [
    ("到2025年，昌吉市造林5万亩。", "2025"),
    ("2021年底前昌吉市造林5万亩。", "2021"),
    ("2021年9月底前，昌吉市造林5万亩。", "2021-01/2021-09"),
    ("2021年上半年，昌吉市造林5万亩。", "2021-01/2021-06"),
    ("2021年前三季度，昌吉市造林5万亩。", "2021-01/2021-09"),
    ("2021年1-11月，昌吉市造林5万亩。", "2021-01/2021-11"),
    ("昌吉市2021年3月造林5万亩。", "2021-03"),
    ("2021年1月1日至12月15日，昌吉市造林5万亩。", "2021-01-01/2021-12-15"),
    ("2021年6月30日前，昌吉市造林5万亩。", "2021-01-01/2021-06-30"),
    ("2021年12月底前，昌吉市造林5万亩。", "2021"),
    # the year is the document's
    ("上半年，昌吉市完成造林5万亩。", "2021-01/2021-06"),
    ("5月底前昌吉市完成造林5万亩。", "2021-01/2021-05"),
    ("前三季度，昌吉市完成造林5万亩。", "2021-01/2021-09"),
]


@pytest.mark.parametrize(("sentence", "period"), PERIODS)
def test_periods(read, sentence, period):
    assert [f.period for f in read(sentence)] == [period]


def test_a_deadline_does_not_reach_the_next_sentence(read):
    figures = read("2021年9月底前，昌吉市造林5万亩。阜康市造林3万亩。")
    assert [f.period for f in figures] == ["2021-01/2021-09", "2021"]


def test_behind_another_year_the_next_sentence_is_open(read):
    figures = read("到2025年，昌吉市造林5万亩。阜康市造林3万亩。")
    assert [f.place for f in stated(figures)] == [CHANGJI]
    assert asked(figures) == [("3万亩", "period")]


def test_where_a_rise_begins_is_asked_of_its_year(read):
    figures = read("昌吉市优良天数比率从75%提高到80%。")
    assert rows_of(stated(figures)) == [(RATIO, CHANGJI, "ge", "80")]
    assert [f.role for f in figures] == [Role.BASELINE, Role.TARGET]
    assert asked(figures) == [("75%", "period")]


def test_an_earlier_year_in_a_plan_is_a_baseline(read):
    (figure,) = read("2020年，昌吉市PM2.5平均浓度为55微克/立方米。")
    assert (figure.role, figure.period, figure.comparator) == (Role.BASELINE, "2020", None)


# ---- the document's own place, year and kind ----
def test_own_words_mean_the_documents_place_or_its_prefecture(read):
    title = "2021年阜康市大气污染防治行动计划"
    figures = read("全州造林4万亩。全市造林2万亩。", title=title, place="阜康市")
    assert rows_of(figures) == [
        ("afforestation", ALL, "ge", "4"),
        ("afforestation", FUKANG, "ge", "2"),
    ]


def test_a_word_that_fits_no_such_place_means_none(read):
    (figure,) = read("全市造林2万亩。")
    assert (figure.place, figure.place_written, figure.confirm) == ("", "全市", ("place",))


def test_the_title_names_the_place_if_no_one_declares_it(read):
    (figure,) = read("造林2万亩。", title="2021年阜康市大气污染防治行动计划", place="")
    assert figure.place == FUKANG


def test_the_titles_place_settles_names_that_others_share(read):
    figures = read("米泉造林1万亩。昌吉市造林2万亩。", title="2021年昌吉州行动计划", place="")
    assert [f.place for f in figures] == ["650109", CHANGJI]


def test_without_a_place_of_its_own_a_document_needs_them_written(read):
    figures = read("造林2万亩。昌吉市造林1万亩。", title="2021年行动计划", place="")
    assert rows_of(stated(figures)) == [("afforestation", CHANGJI, "ge", "1")]
    assert asked(figures) == [("2万亩", "place")]


def test_a_document_without_a_year_leaves_it_open_and_asks(read):
    (figure,) = read("昌吉市造林2万亩。", title="大气污染防治行动计划")
    assert (figure.period, str(figure.value)) == ("XXXX", "2")
    assert "period" in figure.confirm


def test_a_day_without_a_year_is_kept_and_only_its_year_is_open(read):
    (figure,) = read("截至6月30日，昌吉市完成造林2万亩。", title="造林工作情况通报")
    assert (figure.period, figure.as_of) == ("XXXX-01-01/XXXX-06-30", "XXXX-06-30")


# ---- more counties, in the words of other offices ----
MANAS, HUTUBI, JIMSAR, MORI = "652324", "652323", "652327", "652328"
OTHER_TARGETS = [
    (
        "昌吉市、阜康市、奇台县优良天数比率分别达到78%、79%、88%以上。",
        [(RATIO, CHANGJI, "ge", "78"), (RATIO, FUKANG, "ge", "79"), (RATIO, QITAI, "ge", "88")],
    ),
    (
        "呼图壁县、玛纳斯县优良天数比率分别不低于80%、82%，细颗粒物浓度分别不超过45、44微克/立方米。",
        [
            (RATIO, HUTUBI, "ge", "80"),
            (RATIO, MANAS, "ge", "82"),
            (PM, HUTUBI, "le", "45"),
            (PM, MANAS, "le", "44"),
        ],
    ),
    (
        "吉木萨尔县、木垒县细颗粒物浓度均控制在30微克/立方米以内。",
        [(PM, JIMSAR, "le", "30"), (PM, MORI, "le", "30")],
    ),
    ("玛纳斯县重污染天数不超过12天。", [(DAYS, MANAS, "le", "12")]),
    ("力争呼图壁县城市清洁取暖率达到85%。", [("urban_clean_heating_rate", HUTUBI, "ge", "85")]),
    ("到2021年底，奇台县秸秆综合利用率达到90%以上。", [("straw_use_rate", QITAI, "ge", "90")]),
    (
        "全州淘汰落后产能12个，其中玛纳斯县5个、奇台县7个。",
        [
            ("outdated_capacity", ALL, "ge", "12"),
            ("outdated_capacity", MANAS, "ge", "5"),
            ("outdated_capacity", QITAI, "ge", "7"),
        ],
    ),
    (
        "奇台县机动车淘汰100辆（其中柴油货车淘汰20辆）。",
        [("vehicles_scrapped", QITAI, "ge", "100"), ("diesel_trucks", QITAI, "ge", "20")],
    ),
    ("昌吉市优良天数比率力争达到82%以上，启用新设备。", [(RATIO, CHANGJI, "ge", "82")]),
    ("奇台县PM2.5浓度下降到30微克/立方米以下。", [(PM, QITAI, "le", "30")]),
    ("木垒县新增清洁能源车辆不少于50辆。", [("clean_vehicles", MORI, "ge", "50")]),
    ("优良天数比率达到85%（同比提高2个百分点）。", [(RATIO, ALL, "ge", "85")]),
    # several indicators, a number each
    (
        "昌吉市优良天数比率和PM2.5平均浓度分别达到80%、50微克/立方米。",
        [(RATIO, CHANGJI, "ge", "80"), (PM, CHANGJI, "le", "50")],
    ),
    # a comma inside a row of numbers
    (
        "昌吉市、阜康市、奇台县优良天数比率达到80%，82%，85%以上。",
        [(RATIO, CHANGJI, "ge", "80"), (RATIO, FUKANG, "ge", "82"), (RATIO, QITAI, "ge", "85")],
    ),
    # other scales of the unit, exactly
    ("昌吉市造林5000亩。", [("afforestation", CHANGJI, "ge", "0.5")]),
    ("昌吉市造林0.5亿亩。", [("afforestation", CHANGJI, "ge", "5000")]),
    (
        "全州完成煤改电1.2万户、煤改气5000户。",
        [
            ("electric_heating_households", ALL, "ge", "12000"),
            ("gas_heating_households", ALL, "ge", "5000"),
        ],
    ),
    # words around that say nothing else
    ("努力实现昌吉市环境空气质量优良天数比例不低于80%。", [(RATIO, CHANGJI, "ge", "80")]),
    ("昌吉市PM2.5平均浓度≤50微克/立方米。", [(PM, CHANGJI, "le", "50")]),
]


@pytest.mark.parametrize(("sentence", "expected"), OTHER_TARGETS)
def test_targets_of_other_counties(read, sentence, expected):
    assert rows_of(read(sentence)) == expected


def test_a_prefectures_plan_of_ili(read):
    figures = read(
        "新源县、昭苏县优良天数比率分别达到91%、95%以上，州直造林6万亩，其中尼勒克县0.4万亩。",
        title="2022年伊犁州直大气污染防治工作方案",
        place="伊犁州直",
    )
    assert rows_of(figures) == [
        (RATIO, "654025", "ge", "91"),
        (RATIO, "654026", "ge", "95"),
        ("afforestation", "654000", "ge", "6"),
        ("afforestation", "654028", "ge", "0.4"),
    ]
    assert {f.period for f in figures} == {"2022"}


def test_a_fall_against_a_named_year_is_a_target_of_a_plan(read):
    (figure,) = read("玛纳斯县重污染天数较2017年下降15%。")
    assert (figure.comparator, figure.absence, figure.value) == ("le", Absence.RELATIVE, None)
    assert (str(figure.change), figure.change_unit, figure.baseline_period) == ("-15", "%", "2017")


def test_falls_of_two_places_are_told_apart(read):
    figures = read("昌吉市、阜康市重污染天数较2020年分别减少10天、5天。")
    assert [(f.place, str(f.change)) for f in figures] == [(CHANGJI, "-10"), (FUKANG, "-5")]


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
            assert [fault.code for fault in problem.faults] == ["no_figures_said"]
            continue
        for figure in figures:
            assert (figure.value is None) == (figure.absence == Absence.RELATIVE)
            assert bool(figure.place) != ("place" in figure.confirm)
            assert figure.indicator or len(figure.indicator_written) > 1
            assert figure.value_written[:2] in text.replace(" ", "")
            assert figure.value is None or figure.unit in text or figure.indicator
            assert (
                figure.remarks.zh == "约数"
                or figure.role != Role.BASELINE
                or "20" in text
                or figure.confirm
            )
