"""Sentences of reports, all synthetic: what was reached, compared and aimed at."""

import pytest

from aqmap.model.figures import Basis, Role
from tests.read.asked import asked, stated

REPORT = "昌吉州2021年大气污染防治工作总结"
PM, RATIO, DAYS = "pm25", "good_day_ratio", "heavy_pollution_days"
CHANGJI, FUKANG, QITAI = "652301", "652302", "652325"


def rows_of(figures):
    return [(f.indicator, f.place, f.comparator, str(f.value)) for f in figures]


def test_a_reports_numbers_are_measured(read):
    figures = read("昌吉市和阜康市PM2.5平均浓度分别为50和48微克/立方米。", title=REPORT)
    assert rows_of(figures) == [(PM, CHANGJI, None, "50"), (PM, FUKANG, None, "48")]
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


def test_a_baseline_before_its_place_asks_for_it(read):
    figures = read(
        "与2020年PM2.5浓度55微克/立方米相比，昌吉市PM2.5浓度为50微克/立方米。", title=REPORT
    )
    assert rows_of(stated(figures)) == [(PM, CHANGJI, None, "50")]
    assert asked(figures) == [("55微克/立方米", "place")]


def test_a_target_that_a_report_names(read):
    figures = read("昌吉州下达昌吉市造林5万亩，完成造林6万亩。", title=REPORT)
    assert [(f.role, str(f.value), f.remarks.zh) for f in figures] == [
        ("target", "5", "昌吉州下达"),
        ("measured", "6", ""),
    ]


def test_a_cut_off_is_kept(read):
    (figure,) = read("截至2021年12月15日，昌吉市重污染天数为27天。", title=REPORT)
    assert (figure.period, figure.as_of) == ("2021-01-01/2021-12-15", "2021-12-15")


def test_a_rounded_number_says_so(read):
    (figure,) = read("昌吉市淘汰老旧柴油货车500余辆。", title=REPORT)
    assert (str(figure.value), figure.remarks.zh, figure.value_written) == (
        "500",
        "约数",
        "500余辆",
    )


MEASURED = [
    ("截至2021年11月30日，奇台县重污染天数为9天。", "2021-01-01/2021-11-30", "2021-11-30"),
    ("截止2021年11月30日，奇台县重污染天数9天。", "2021-01-01/2021-11-30", "2021-11-30"),
    ("2021年1-11月，奇台县重污染天数为9天。", "2021-01/2021-11", "2021-11-30"),
    ("2021年1月至11月奇台县重污染天数为9天。", "2021-01/2021-11", "2021-11-30"),
    ("2021年，奇台县重污染天数为9天。", "2021", ""),
    ("到2021年底，奇台县重污染天数为9天。", "2021", ""),
    ("12月份，奇台县重污染天数为9天。", "2021-12", ""),
    ("截至10月底，奇台县重污染天数为9天。", "2021-01/2021-10", "2021-10-31"),
]


@pytest.mark.parametrize(("sentence", "period", "as_of"), MEASURED)
def test_periods_of_a_report(read, sentence, period, as_of):
    (figure,) = read(sentence, title=REPORT)
    assert (figure.role, figure.period, figure.as_of) == (Role.MEASURED, period, as_of)
    assert (figure.indicator, figure.place, str(figure.value)) == (DAYS, QITAI, "9")


def test_a_comparison_with_another_years_value(read):
    now, then = read(
        "奇台县PM2.5平均浓度36微克/立方米，与2019年PM2.5平均浓度40微克/立方米相比，下降10%。",
        title=REPORT,
    )
    assert (now.role, str(now.value), now.baseline_period) == ("measured", "36", "2019")
    assert (str(now.change), now.change_unit) == ("-10", "%")
    assert (then.role, str(then.value), then.period) == ("baseline", "40", "2019")


@pytest.mark.parametrize(
    ("said_so", "base"),
    [
        ("2021年，昌吉市优良天数比率76.5%，同比提高1个百分点。", "2020"),
        ("昌吉市优良天数比率76.5%，比上年提高1个百分点。", "2020"),
        ("1-10月，昌吉市优良天数比率76.5%，同比提高1个百分点。", "2020-01/2020-10"),
        (
            "截至2021年11月30日，昌吉市优良天数比率76.5%，较去年同期提高1个百分点。",
            "2020-01-01/2020-11-30",
        ),
    ],
)
def test_the_year_before_is_the_same_part_of_it(read, said_so, base):
    (figure,) = read(said_so, title=REPORT)
    assert (str(figure.value), str(figure.change), figure.baseline_period) == ("76.5", "1", base)


def test_from_and_to(read):
    then, now = read("重污染天数由2020年的35天减少至28天，减少7天。", title=REPORT)
    assert (then.role, then.period, str(then.value)) == (Role.BASELINE, "2020", "35")
    assert (now.role, str(now.value), str(now.change), now.baseline_period) == (
        Role.MEASURED,
        "28",
        "-7",
        "2020",
    )


def test_a_change_alone_is_a_figure_without_a_number(read):
    (figure,) = read("阜康市重污染天数比2020年减少5天。", title=REPORT)
    assert (figure.role, figure.absence, str(figure.change)) == ("measured", "relative", "-5")


def test_what_ought_to_be_and_what_is(read):
    figures = read("昌吉市优良天数比率应达到80%，实际为78%。", title=REPORT)
    assert [(f.role, str(f.value)) for f in figures] == [("target", "80"), ("measured", "78")]


def test_a_bound_is_kept_as_one(read):
    (figure,) = read("昌吉市优良天数比率达到80%以上。", title=REPORT)
    assert (figure.role, figure.comparator, figure.value_written) == ("measured", "ge", "80%以上")


def test_the_next_years_plan_in_a_report_is_a_target(read):
    (figure,) = read("计划2022年昌吉市PM2.5平均浓度控制在45微克/立方米以内。", title=REPORT)
    assert (figure.role, figure.period, figure.comparator) == (Role.TARGET, "2022", "le")


@pytest.mark.parametrize(
    ("words", "dust"),
    [("（扣除沙尘影响）", "deducted"), ("（含沙尘天气）", "included"), ("", "unknown")],
)
def test_sand_dust_days_are_said(read, words, dust):
    (figure,) = read(f"昌吉市PM2.5平均浓度为50微克/立方米{words}。", title=REPORT)
    assert figure.dust == dust


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("昌吉市PM2.5平均浓度为50微克/立方米（实况）。", ["actual"]),
        ("按标况计算，昌吉市PM2.5平均浓度为55微克/立方米。", ["standard"]),
        (
            "按实况计算，昌吉市PM2.5平均浓度50微克/立方米；昌吉市PM10平均浓度90微克/立方米。",
            ["actual", None],
        ),
        ("昌吉市PM2.5平均浓度为50微克/立方米。", [None]),
        ("空气质量实况：昌吉市PM2.5平均浓度为50微克/立方米。", [None]),
    ],
)
def test_the_state_of_the_air_is_said(read, sentence, states):
    assert [figure.state for figure in read(sentence, title=REPORT)] == states


def test_a_cut_off_that_opens_a_sentence_holds_for_the_next(read):
    figures = read("截至2021年11月30日，重污染天数为9天。造林3万亩。", title=REPORT)
    assert [f.period for f in stated(figures)] == ["2021-01-01/2021-11-30"] * 2


def test_behind_a_cut_off_in_the_midst_the_next_sentence_is_open(read):
    figures = read("重污染天数截至2021年11月30日为9天。造林3万亩。", title=REPORT)
    assert [f.indicator for f in stated(figures)] == [DAYS]
    assert asked(figures) == [("3万亩", "period")]


def test_another_years_value_before_the_change_is_its_baseline(read):
    then, now = read(
        "1-11月，昌吉市PM2.5平均浓度为62微克/立方米，较2019年同期的71微克/立方米下降12.7%。",
        title=REPORT,
    )[::-1]
    assert (then.role, then.period, str(then.value)) == ("baseline", "2019-01/2019-11", "71")
    assert (str(now.change), now.baseline_period) == ("-12.7", "2019-01/2019-11")


def test_what_is_planned_behind_the_number_is_due_then(read):
    figures = read("昌吉市、阜康市剩余7台、5台旧炉计划于2022年9月底前完成替代。", title=REPORT)
    assert [(f.place, f.role, f.period, str(f.value)) for f in figures] == [
        (CHANGJI, Role.TARGET, "2022-01/2022-09", "7"),
        (FUKANG, Role.TARGET, "2022-01/2022-09", "5"),
    ]


def test_a_heading_that_looks_ahead_makes_targets(read):
    figures = read("一、问题与目标\n到2021年底，优良天数比率不低于80%。", title=REPORT)
    assert [(f.role, f.comparator, str(f.value)) for f in figures] == [("target", "ge", "80")]


def test_a_cut_off_at_the_head_of_a_notice_on_progress_holds_for_all_of_it(read):
    figures = read(
        "各县市人民政府：\n截至2021年10月25日，优良天数比率81.3%。\n"
        "累计完成煤改电7510户，占年度任务6200户的121.1%。其中，昌吉市2810户、阜康市2000户。\n"
        "今年以来，奇台县完成造林1.15万亩，完成率95.8%。\n10月当月淘汰老旧柴油货车35辆，累计412辆。",
        title="关于昌吉州10月份重点工作进展情况的通报",
    )
    until = "2021-01-01/2021-10-25"
    assert [
        (f.indicator or f.indicator_written, f.place, str(f.value), f.period)
        for f in stated(figures)
    ] == [
        (RATIO, "652300", "81.3", until),
        ("electric_heating_households", "652300", "7510", until),
        ("electric_heating_households", "652300", "6200", "2021"),
        ("完成率", "652300", "121.1", until),
        ("electric_heating_households", CHANGJI, "2810", until),
        ("electric_heating_households", FUKANG, "2000", until),
        ("afforestation", QITAI, "1.15", until),
        ("完成率", QITAI, "95.8", until),
    ]
    assert asked(figures) == [("35辆", "place"), ("412辆", "place;period")]  # 奇台县's, or 昌吉州's
    assert [n for n, f in enumerate(figures) if f.role == Role.TARGET] == [2]


def test_more_and_fewer_than_another_year_are_changes(read):
    (figure,) = read("奇台县重污染天数为9天，比2020年少5天。", title=REPORT)
    assert (str(figure.value), str(figure.change), figure.baseline_period) == ("9", "-5", "2020")
