"""Sentences that leave open what a number is of ask it, or give none; all synthetic."""

import pytest

from aqmap.errors import TableError
from aqmap.model.transcript import Known
from tests.read.asked import asked, stated

PLAN = "2021年昌吉州大气污染防治行动计划"
REPORT = "昌吉州2021年大气污染防治工作总结"

# The sentence, what of it is asked, and what is proposed first; the number itself stands.
ASKED = [
    # numbers that do not come out even
    (
        "昌吉市、阜康市、奇台县PM2.5平均浓度分别控制在50、48微克/立方米以内。",
        "place",
        ["652301", "652301"],
    ),
    ("昌吉市PM2.5平均浓度分别控制在50、48微克/立方米以内。", "place", ["652301", "652301"]),
    ("昌吉市、阜康市PM2.5平均浓度分别控制在50微克/立方米以内。", "place", ["652301"]),
    ("昌吉市、阜康市共淘汰老旧柴油货车50辆。", "place", ["652301"]),
    ("昌吉市、阜康市、奇台县造林5万亩、6万亩。", "place", ["652301", "652301"]),
    # a place that is none, or no single one
    ("除昌吉市外，各县市PM2.5平均浓度控制在40微克/立方米以内。", "place", ["652301"]),
    ("其他县市PM2.5平均浓度控制在40微克/立方米以内。", "place", ["652300"]),
    ("昌吉造林5万亩。", "place", ["652301"]),
    ("昌吉市新市区造林5万亩。", "place", ["652301"]),
    ("昌吉市滨湖镇造林5万亩。", "place", ["652301"]),
    ("滨湖镇造林5万亩。", "place", ["652300"]),
    ("昌吉市及所属园区造林5万亩。", "place", ["652301"]),
    ("乌昌石区域优良天数比率达到80%以上。", "place", ["652300"]),
    (
        "昌吉市某局要加大力度，PM2.5平均浓度控制在50微克/立方米以内。",
        "place",
        ["652301"],
    ),
    (
        "昌吉市要加大力度。PM2.5平均浓度控制在50微克/立方米以内。",
        "place",
        ["652301"],
    ),
    # a period that cannot be told
    ("“十四五”期间，昌吉市造林5万亩。", "period", ["2021"]),
    ("2018—2020年度，昌吉市造林5万亩。", "period", ["2021"]),
    ("2021年2月31日前，昌吉市造林5万亩。", "period", ["2021"]),
    ("采暖季昌吉市PM2.5平均浓度控制在80微克/立方米以内。", "period", ["2021"]),
    ("奇台县每年造林5万亩。", "period", ["2021"]),
    ("昌吉市2021年、2022年优良天数比率分别达到80%、82%、85%。", "period;role", ["2021"] * 3),
    # what a plan tells of the past
    ("目前，昌吉市已完成造林5万亩。", "period", ["2021"]),
    ("截至2020年底，昌吉市造林5万亩。", "period;role", ["measured"]),
]


@pytest.fixture
def asked_of(read_whole, tmp_path):
    """Return what is asked of each figure of a sentence, and what is proposed first."""

    def asked_first(text, title):
        path = tmp_path / "合成 文件.txt"
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
        reading = read_whole(path, "昌吉州")
        reasons = reading.transcript.reasons
        assumed = [
            [reason for reason in reasons[figure.id] if reason.known == Known.ASSUMED]
            for figure in reading.figures
        ]
        return [
            (";".join(figure.confirm), next(r.proposals[0] for r in reasons if r.proposals))
            for figure, reasons in zip(reading.figures, assumed, strict=True)
        ]

    return asked_first


@pytest.mark.parametrize(("text", "field", "proposals"), ASKED)
def test_what_is_open_is_asked(asked_of, text, field, proposals):
    assert asked_of(text, PLAN) == [(field, proposed) for proposed in proposals]


def test_a_name_of_two_places_proposes_both(read_whole, tmp_path):
    path = tmp_path / "合成 文件.txt"
    path.write_text(f"{REPORT}\n\n昌吉重污染天数9天。\n", encoding="utf-8")
    reading = read_whole(path, "昌吉州")
    (figure,) = reading.figures
    (place,) = [r for r in reading.transcript.reasons[figure.id] if r.field == "place"]
    assert (figure.place, figure.place_written) == ("", "昌吉")
    assert set(place.proposals) == {"652300", "652301"}


OPEN = [
    # another statistic, another thing, another unit
    "昌吉市PM2.5平均浓度达到国家二级标准（35微克/立方米）。",
    # a number that is none, or no single one
    "昌吉市PM2.5平均浓度控制在五十微克/立方米以下。",
    f"昌吉市造林{'9' * 120}万亩。",
    "昌吉市PM2.5平均浓度控制在50-55微克/立方米。",
    "昌吉市PM2.5平均浓度控制在50至55微克/立方米。",
    "昌吉市PM2.5平均浓度不低于50微克/立方米以下。",
]


NO_FIGURES = [
    # numbers of documents, dates, slogans, standards, meetings, sizes
    "木垒县转发昌州政办发〔2021〕6号文件。",
    "奇台县于2021年3月15日印发方案。",
    "工地“六个百分之百”监管全覆盖。",
    "阜康市推广国六车辆。",
    "阜康市拆除35蒸吨以下燃煤锅炉。",
    "阜康市拆除建成区35蒸吨以下燃煤锅炉。",
    # titles and offices
    "按照《阜康市造林5万亩实施方案》抓好落实。",
    "抓好造林任务（责任单位：阜康市造林5万亩）。",
    # no one knows which
    "奇台县造林5万亩或6万亩。",
    # what is not asked for
    "奇台县不再要求造林5万亩。",
    "若奇台县造林5万亩，由州财政补助。",
    "奇台县取消造林5万亩。",
]


ALARMS = [
    "昌吉市PM2.5浓度超过150微克/立方米，停工停产。",
    "昌吉市PM2.5浓度150微克/立方米以上停工停产。",
    "昌吉市重污染天数不低于10天。",
    "优良天数比率低于80%，派出督导组。",
    "优良天数比率80%以下。",
    "昌吉市优良天数比率低于2020年。",
    "昌吉市PM2.5平均浓度较2020年上升5%。",
    "道路机扫率达到80%的，列入示范。",
    "道路机扫率达到80%，得5分。",
    "造林完成5万亩，加1.5分。",
    "PM2.5浓度达到150微克/立方米，启动红色预警。",
    "重污染天数达到46天，对昌吉市予以通报。",
]


@pytest.mark.parametrize("text", [*OPEN, *NO_FIGURES, *ALARMS])
def test_no_target_is_made_of_it(read, text):
    with pytest.raises(TableError, match="no figure was found"):
        read(text)


ASKED_OF_A_REPORT = [
    ("2022年1月，昌吉市PM2.5平均浓度80微克/立方米。", "period;role", "target"),
    ("昌吉市PM2.5平均浓度控制在80微克/立方米以内。", "role", "target"),
    ("下一步，昌吉市造林5万亩。", "period", "2021"),
    ("昌吉市累计造林50万亩。", "period", "2021"),
    ("2016年采暖期，昌吉市PM2.5平均浓度为50微克/立方米。", "period", "2021"),
    ("石河子以西某地PM2.5浓度为50微克/立方米。", "place", "659001"),
]


@pytest.mark.parametrize(("text", "field", "proposed"), ASKED_OF_A_REPORT)
def test_what_a_report_leaves_open_is_asked(asked_of, text, field, proposed):
    assert asked_of(text, REPORT) == [(field, proposed)]


def test_no_result_is_made_of_a_bound_that_was_kept(read):
    with pytest.raises(TableError, match="no figure was found"):
        read("昌吉市重污染天数未超过46天。", title=REPORT)


LEFT_OPEN = [
    # of which places, what is missing, of how many; what the number may count, and where
    ("昌吉市、阜康市等县市优良天数比率达到80%以上。", "80%", "优良天数比率", ""),
    ("阜康市未完成造林5万亩。", "5万亩", "未完成造林", "652302"),
    ("昌吉市等地新建充电桩20个。", "20个", "新建充电桩", ""),
    ("全县还有旧炉40台未拆。", "40台", "还有旧炉", ""),
]


@pytest.mark.parametrize(("text", "number", "counted", "place"), LEFT_OPEN)
def test_all_is_asked_of_a_number_that_no_rule_reads(read, text, number, counted, place):
    (figure,) = read(text, title=REPORT)
    assert (figure.value_written, figure.indicator_written) == (number, counted)
    assert figure.place == place
    assert {"indicator", "period", "role"} <= set(figure.confirm)
    assert ("place" in figure.confirm) == (not place)


def test_what_only_the_sentences_around_suggest_is_asked_along(read):
    """The place is asked; the month is of the sentence before it."""
    text = "2021年5月，昌吉市PM2.5平均浓度为41微克/立方米。某开发区优良天数为29天。"
    first, second = read(text, title=REPORT)
    assert (first.confirm, second.period) == ((), "2021-05")
    assert asked([second]) == [("29天", "place;period")]


def test_a_page_without_a_full_stop_is_no_sentence(read):
    figures = read("昌吉市造林5万亩，" * 200 + "。阜康市造林3万亩。")
    assert asked(figures) == [("3万亩", "period")]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("昌吉市造林1.2万亩、阜康市0.8万亩，共2万亩。", ["1.2", "0.8"]),
        ("昌吉市重污染天数15天减少到10天。", ["10"]),
        ("造林2万亩。奇台县较上年多完成500户电采暖。", ["2"]),
        ("造林2万亩。比2020年多造林500亩。", ["2"]),
        ("造林2万亩。与昌吉市相比，阜康市PM2.5平均浓度低5微克/立方米。", ["2"]),
    ],
)
def test_sums_starts_and_differences_are_no_values(read, text, taken):
    assert [str(f.value) for f in stated(read(text, title=REPORT))] == taken


def test_a_part_of_a_place_is_not_the_place(read):
    text = "完成农村清洁取暖昌吉市5000户、阜康市3000户，其中昌吉市城区1200户。"
    rows = [(f.indicator, str(f.value), f.remarks.zh) for f in read(text, title=REPORT)]
    assert rows == [
        ("rural_clean_heating", "5000", ""),
        ("rural_clean_heating", "3000", ""),
        ("", "1200", "城区"),
    ]


def test_counties_behind_a_part_count_what_the_whole_counts(read):
    figures = read("召开推进会12次，其中州级6次、昌吉市6次。", title=REPORT)
    assert [f.indicator_written for f in figures] == ["召开推进会", "州级", "召开推进会"]


def test_what_goes_along_with_a_doubted_number_is_asked_too(read):
    """Only the heading speaks of the last number, and its verb speaks against it for the first."""
    text = (
        "一、目标\n\n2021年1—9月，昌吉市PM2.5平均浓度为41微克/立方米，同比下降7%，"
        "优良天数比例86.2%，基础仍不稳固。\n\n昌吉市优良天数比例达到80%以上。"
    )
    figures = read(text)
    assert asked(figures) == [("41微克/立方米", "period;role"), ("86.2%", "period;role")]
    assert [f.value_written for f in stated(figures)] == ["80%以上"]


@pytest.mark.parametrize(
    "forecast",
    [
        "预计2021年全年昌吉市PM2.5平均浓度为47微克/立方米左右。",
        "预测昌吉市2021年优良天数比例为83%。",
    ],
)
def test_a_forecast_of_the_air_is_no_target(read, forecast):
    (figure,) = read(forecast, title=REPORT)
    assert "role" in figure.confirm


def test_a_county_towns_rate_is_not_the_countys(read):
    figures = read("2021年，奇台县县城清洁取暖率达到60%，全县清洁取暖率52%。", title=REPORT)
    assert [f.indicator for f in figures] == ["urban_clean_heating_rate", "clean_heating_rate"]


def test_a_deadline_of_work_may_be_the_years_task_and_a_rates_is_that_day(read):
    figures = read("2021年9月底前，昌吉市造林5万亩，优良天数比率达到80%。")
    assert asked(figures) == [("5万亩", "period")]
    assert {f.period for f in figures} == {"2021-01/2021-09"}


def test_without_a_title_that_says_it_a_bounded_rate_may_be_aimed_at(read):
    (figure,) = read("昌吉市优良天数比例达到80%以上。", title="昌吉市2017年大气污染防治")
    assert (figure.confirm, asked([figure])) == (("role",), [("80%以上", "role")])
    (figure,) = read("昌吉市优良天数比例达到80%以上。", title="昌吉市环境保护局2017年工作安排")
    assert (str(figure.role), figure.confirm) == ("target", ())
