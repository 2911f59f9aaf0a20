"""Numbers of what the catalogue does not know are kept with the words that they count."""

import pytest

from tests.read.asked import asked_of

REPORT = "昌吉州2021年大气污染防治工作总结"
CHANGJI, FUKANG, QITAI, ALL = "652301", "652302", "652325", "652300"


def rows_of(figures):
    return [(f.indicator or f.indicator_written, f.place, str(f.value), f.unit) for f in figures]


PHRASES = [
    # what is counted stands before the number, or behind it
    ("阜康市召开会议12次。", [("召开会议", FUKANG, "12", "次")]),
    ("阜康市完成27台燃气锅炉低氮改造。", [("完成燃气锅炉低氮改造", FUKANG, "27", "台")]),
    ("88家涉气企业安装在线设备。", [("涉气企业安装在线设备", ALL, "88", "家")]),
    (
        "开展检查120家次，发现问题35个，罚款41.5万元。",
        [
            ("检查", ALL, "120", "家次"),
            ("发现问题", ALL, "35", "个"),
            ("罚款", ALL, "41.5", "万元"),
        ],
    ),
    (
        "投入资金2856万元提升改造2家配煤中心。",
        [
            ("投入资金", ALL, "2856", "万元"),
            ("提升改造配煤中心", ALL, "2", "家"),
        ],
    ),
    # the size in a name is no figure
    ("拆除20台65蒸吨/小时以下燃煤锅炉。", [("拆除65蒸吨/小时以下燃煤锅炉", ALL, "20", "台")]),
    ("设立7个24小时固定点位。", [("设立24小时固定点位", ALL, "7", "个")]),
    # places: one each, a part of the whole, and the whole again behind a semicolon
    (
        "昌吉市、阜康市、奇台县分别建设充电桩20个、30个、40个。",
        [
            ("建设充电桩", CHANGJI, "20", "个"),
            ("建设充电桩", FUKANG, "30", "个"),
            ("建设充电桩", QITAI, "40", "个"),
        ],
    ),
    (
        "全州新建充电站120座，其中昌吉市30座、阜康市20座；拆除小煤炉45台。",
        [
            ("新建充电站", ALL, "120", "座"),
            ("新建充电站", CHANGJI, "30", "座"),
            ("新建充电站", FUKANG, "20", "座"),
            ("拆除小煤炉", ALL, "45", "台"),
        ],
    ),
    # several things, a number each
    (
        "昌吉市SO2、PM10年均浓度分别为9微克/立方米、98微克/立方米。",
        [
            ("so2", CHANGJI, "9", "微克/立方米"),
            ("pm10", CHANGJI, "98", "微克/立方米"),
        ],
    ),
    (
        "昌吉市PM2.5、PM10年均浓度分别为45、85微克/立方米。",
        [("pm25", CHANGJI, "45", "微克/立方米"), ("pm10", CHANGJI, "85", "微克/立方米")],
    ),
    # a bracket that names the parts, and the whole again behind it
    (
        "淘汰旧炉46台（昌吉市20台、阜康市16台），投入资金500万元。",
        [
            ("淘汰旧炉", ALL, "46", "台"),
            ("淘汰旧炉", CHANGJI, "20", "台"),
            ("淘汰旧炉", FUKANG, "16", "台"),
            ("投入资金", ALL, "500", "万元"),
        ],
    ),
    # beside an indicator that is known, and in a unit that is not its own
    (
        "阜康市PM2.5浓度为45微克/立方米、PM10浓度为85微克/立方米。",
        [
            ("pm25", FUKANG, "45", "微克/立方米"),
            ("pm10", FUKANG, "85", "微克/立方米"),
        ],
    ),
    (
        "昌吉市PM2.5日均浓度最高达到350微克/立方米。",
        [
            ("PM2.5日均浓度最高", CHANGJI, "350", "微克/立方米"),
        ],
    ),
    ("昌吉市消费煤炭500万吨标准煤。", [("消费煤炭", CHANGJI, "500", "万吨标准煤")]),
]


@pytest.mark.parametrize(("sentence", "expected"), PHRASES)
def test_phrases(read, sentence, expected):
    assert rows_of(read(sentence, title=REPORT)) == expected


def test_parts_are_marked(read):
    figures = read(
        "召开会议12次，其中：专题会议6次、调度会议3次，现场会议3次；检查5次。", title=REPORT
    )
    assert [(f.indicator_written, str(f.value), f.remarks.zh) for f in figures] == [
        ("召开会议", "12", ""),
        ("专题会议", "6", "其中"),
        ("调度会议", "3", "其中"),
        ("现场会议", "3", "其中"),
        ("检查", "5", ""),
    ]


def test_a_part_of_a_known_indicator_is_not_that_indicator(read):
    whole, part = read("造林8万亩，其中人工造林2万亩。", title=REPORT)
    assert (whole.indicator, part.indicator, part.indicator_written) == (
        "afforestation",
        "",
        "人工造林",
    )
    assert (part.part, part.remarks.zh) == (True, "其中")


def test_changes_of_what_is_unknown(read):
    figures = read(
        "1-10月，昌吉市、阜康市达标天数分别为231天、225天，同比分别增加5天、8天。", title=REPORT
    )
    assert [(f.place, str(f.value), str(f.change), f.baseline_period) for f in figures] == [
        (CHANGJI, "231", "5", "2020-01/2020-10"),
        (FUKANG, "225", "8", "2020-01/2020-10"),
    ]


def test_parts_in_two_units_are_of_two_things(read):
    figures = read(
        "新增供热面积120万平方米、供热户数8000户，其中昌吉市40万平方米、3000户。", title=REPORT
    )
    assert rows_of(figures) == [
        ("新增供热面积", ALL, "120", "万平方米"),
        ("供热户数", ALL, "8000", "户"),
        ("新增供热面积", CHANGJI, "40", "万平方米"),
        ("供热户数", CHANGJI, "3000", "户"),
    ]


def test_a_known_indicator_is_carried_over_a_share(read):
    figures = read("完成造林5.2万亩，占任务的104%；其中昌吉市完成0.8万亩。", title=REPORT)
    assert rows_of(figures) == [
        ("afforestation", ALL, "5.2", "万亩"),
        ("完成率", ALL, "104", "%"),
        ("afforestation", CHANGJI, "0.8", "万亩"),
    ]


def test_a_sum_of_years_is_not_the_years_and_its_part_of_this_year_is(read):
    since, this = read("昌吉市累计完成煤改电21563户，其中2021年完成3665户。", title=REPORT)
    assert (since.indicator, since.indicator_written, since.remarks.zh) == ("", "煤改电", "累计")
    assert (this.indicator, str(this.value)) == ("electric_heating_households", "3665")


def test_a_noun_that_ends_in_a_rise_is_no_change(read):
    assert rows_of(read("整治提升200家。", title=REPORT)) == [("整治提升", ALL, "200", "家")]


def test_a_plans_numbers_are_targets_that_their_verbs_bound(read):
    figures = read("公交车新能源化率不低于85%，安排资金3000万元。")
    assert [(f.role, f.comparator) for f in figures] == [("target", "ge"), ("target", None)]


def test_a_sum_since_no_one_knows_when_says_so(read):
    (figure,) = read("累计新建充电桩20个。", title=REPORT)
    assert (str(figure.value), figure.remarks.zh) == ("20", "累计")


ASKED = [
    ("各有关县市新建充电桩20个。", "place", "有关县市"),
    ("滨湖镇新建充电桩20个。", "place", "滨湖镇"),
    ("昌吉市及所属园区新建充电桩20个。", "place", "昌吉市及所属园区"),
    ("昌吉市、阜康市共新建充电桩20个。", "place", "昌吉市、阜康市"),
    ("“十三五”期间新建充电桩20个。", "period", "昌吉回族自治州"),
]


@pytest.mark.parametrize(("sentence", "confirm", "place"), ASKED)
def test_what_is_said_of_no_known_place_or_period_is_asked(read, sentence, confirm, place):
    (figure,) = read(sentence, title=REPORT)
    assert (figure.indicator_written, str(figure.value)) == ("新建充电桩", "20")
    assert (asked_of(figure), figure.place_written) == ((confirm,), place)


LEFT = [
    "每个乡镇新建充电桩20个。",
    "按照8个方面、“六个100%”、1+3+N的要求，第39次会议印发伊州政办发〔2021〕6号文件。",
    "执行GB 13271-2014标准，联系电话0994-2345678。",
    "排放浓度执行不高于50毫克/立方米的限值。",
]


@pytest.mark.parametrize("sentence", LEFT)
def test_what_counts_nothing_is_left(read, sentence):
    figures = read(f"{sentence}\n召开会议1次。", title=REPORT)
    assert [f.indicator_written for f in figures] == ["召开会议"]
