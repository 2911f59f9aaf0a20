"""What bulletins and plans plainly say, kind by kind, in both regions; all of it synthetic."""

import pytest

ILI, CHANGJI = "伊犁州", "昌吉州"
BULLETIN = "2024年9月环境空气质量状况"
YEARLY = "2024年环境空气质量公报"
PLAN = "2025年大气污染防治工作方案"


def told(figures):
    """Return what each figure says, in a line: what, where, how much, and what of its change."""
    return [
        " ".join(
            filter(
                None,
                (
                    *(f.indicator or f.indicator_written, f.place),
                    *((f.comparator or "") + (str(f.value) if f.value is not None else "-"),),
                    *(f.unit, f.role[0], f.period),
                    f"{f.change:+}{f.change_unit}" if f.change is not None else "",
                ),
            )
        )
        for f in figures
    ]


KINDS = {
    "plans without 年均": [
        (
            *(PLAN, CHANGJI),
            "2025年，呼图壁县细颗粒物（PM2.5）浓度控制在44.5微克/立方米以内，玛纳斯县不高于46微克/立方米。",
            [
                "pm25 652323 le44.5 微克/立方米 t 2025",
                "pm25 652324 le46 微克/立方米 t 2025",
            ],
        ),
        (
            *(PLAN, ILI),
            "2025年，霍城县可吸入颗粒物（PM10）浓度均值≤52μg/m3，昭苏县PM2.5浓度≤12ug/m³。",
            [
                "pm10 654023 le52 微克/立方米 t 2025",
                "pm25 654026 le12 微克/立方米 t 2025",
            ],
        ),
    ],
    "means of a month": [
        (
            *(BULLETIN, ILI),
            "2024年9月，巩留县PM2.5月平均浓度为14微克/立方米，PM10月均浓度为31微克每立方米。",
            [
                "pm25 654024 14 微克/立方米 m 2024-09",
                "pm10 654024 31 微克/立方米 m 2024-09",
            ],
        ),
        (
            *(BULLETIN, CHANGJI),
            "2024年9月，木垒县细颗粒物平均浓度为11微克/立方米，一氧化碳浓度均值0.4毫克/立方米。",
            [
                "pm25 652328 11 微克/立方米 m 2024-09",
                "co 652328 0.4 毫克/立方米 m 2024-09",
            ],
        ),
    ],
    "shares and numbers of good days": [
        (
            *(YEARLY, CHANGJI),
            "2024年，奇台县空气质量优良比为83.6%，吉木萨尔县空气质量达标天数比例为79.8%。",
            [
                "good_day_ratio 652325 83.6 % m 2024",
                "good_day_ratio 652327 79.8 % m 2024",
            ],
        ),
        (
            *(YEARLY, ILI),
            "2024年，特克斯县共监测366天，其中优良361天，优良率98.6%。",
            [
                "监测天数 654027 366 天 m 2024",
                "优良天数 654027 361 天 m 2024",
                "good_day_ratio 654027 98.6 % m 2024",
            ],
        ),
    ],
    "lists with a count": [
        (
            *(BULLETIN, CHANGJI),
            "2024年9月，昌吉市、玛纳斯县和木垒县3县市优良天数比例分别为86.7%、83.3%和100%。",
            [
                "good_day_ratio 652301 86.7 % m 2024-09",
                "good_day_ratio 652324 83.3 % m 2024-09",
                "good_day_ratio 652328 100 % m 2024-09",
            ],
        ),
        (
            *(BULLETIN, ILI),
            "2024年9月，尼勒克县、新源县两县PM2.5平均浓度分别为13微克/立方米和17微克/立方米。",
            [
                "pm25 654028 13 微克/立方米 m 2024-09",
                "pm25 654025 17 微克/立方米 m 2024-09",
            ],
        ),
    ],
    "name after name without a verb": [
        (
            *(BULLETIN, ILI),
            "2024年9月，伊宁县二氧化氮（NO2）21微克/立方米，同比改善4.5%；"
            "可吸入颗粒物（PM10）48微克/立方米，同比恶化2.1%。",
            [
                "no2 654021 21 微克/立方米 m 2024-09 -4.5%",
                "pm10 654021 48 微克/立方米 m 2024-09 +2.1%",
            ],
        ),
        (
            *(BULLETIN, CHANGJI),
            "2024年9月，阜康市SO2 7微克/立方米，同比持平；PM2.5 19微克/立方米，同比下降5.0%。",
            [
                "so2 652302 7 微克/立方米 m 2024-09 +0%",
                "pm25 652302 19 微克/立方米 m 2024-09 -5.0%",
            ],
        ),
    ],
    "six pollutants in one list": [
        (
            *(YEARLY, ILI),
            "2024年，伊宁市PM2.5、PM10、二氧化硫、二氧化氮、臭氧日最大8小时平均第90百分位数和"
            "一氧化碳24小时平均第95百分位数浓度分别为33、58、9、27、121微克/立方米和2.6毫克/立方米。",
            [
                "pm25 654002 33 微克/立方米 m 2024",
                "pm10 654002 58 微克/立方米 m 2024",
                "so2 654002 9 微克/立方米 m 2024",
                "no2 654002 27 微克/立方米 m 2024",
                "o3 654002 121 微克/立方米 m 2024",
                "co 654002 2.6 毫克/立方米 m 2024",
            ],
        ),
        (
            *(YEARLY, CHANGJI),
            "2024年，奇台县细颗粒物（PM2.5）、臭氧8小时（O3-8h）和一氧化碳的平均浓度分别为"
            "35微克/立方米、119微克/立方米和1.4毫克/立方米。",
            [
                "pm25 652325 35 微克/立方米 m 2024",
                "o3 652325 119 微克/立方米 m 2024",
                "co 652325 1.4 毫克/立方米 m 2024",
            ],
        ),
    ],
    "from and to": [
        (
            *(YEARLY, CHANGJI),
            "2024年，呼图壁县优良天数比率由2020年的71.3%上升为79.5%。",
            [
                "good_day_ratio 652323 71.3 % b 2020",
                "good_day_ratio 652323 79.5 % m 2024",
            ],
        ),
        (
            *(YEARLY, ILI),
            "2024年，霍城县PM2.5年均浓度从2020年的36微克/立方米降至29微克/立方米。",
            [
                "pm25 654023 36 微克/立方米 b 2020",
                "pm25 654023 29 微克/立方米 m 2024",
            ],
        ),
    ],
    "tasks and what was done": [
        (
            *("2024年大气污染防治工作总结", CHANGJI),
            "2024年，木垒县散煤替代任务1.8万吨完成1.5万吨，完成率为83.3%。",
            [
                "散煤替代 652328 ge1.8 万吨 t 2024",
                "散煤替代 652328 1.5 万吨 m 2024",
                "完成率 652328 83.3 % m 2024",
            ],
        ),
        (
            *("2024年大气污染防治工作总结", ILI),
            "2024年，新源县老旧车辆淘汰任务260辆，已完成271辆。",
            [
                "老旧车辆淘汰 654025 ge260 辆 t 2024",
                "老旧车辆淘汰 654025 271 辆 m 2024",
            ],
        ),
    ],
    "the year so far": [
        (
            *(YEARLY, ILI),
            "截至6月，昭苏县优良天数比例为99.4%。",
            ["good_day_ratio 654026 99.4 % m 2024-01/2024-06"],
        ),
        (
            *(YEARLY, CHANGJI),
            "自2024年1月1日至10月31日，玛纳斯县PM2.5平均浓度为37微克/立方米。",
            ["pm25 652324 37 微克/立方米 m 2024-01-01/2024-10-31"],
        ),
    ],
    "a share of the days": [
        (
            *(YEARLY, ILI),
            "2024年，尼勒克县优良天数359天，占全年的98.1%。",
            ["优良天数 654028 359 天 m 2024", "good_day_ratio 654028 98.1 % m 2024"],
        ),
        (
            *(YEARLY, CHANGJI),
            "2024年，昌吉市优良天数226天，占比61.7%；重污染天数31天。",
            [
                "优良天数 652301 226 天 m 2024",
                "good_day_ratio 652301 61.7 % m 2024",
                "heavy_pollution_days 652301 31 天 m 2024",
            ],
        ),
    ],
    "changes of several things": [
        (
            *(PLAN, CHANGJI),
            "2025年，奇台县二氧化硫、氮氧化物排放总量比2020年分别下降8%和11%以上。",
            ["二氧化硫排放总量 652325 le- t 2025 -8%", "氮氧化物排放总量 652325 le- t 2025 -11%"],
        ),
        (
            *(YEARLY, ILI),
            "2024年，新源县有效监测362天，达标天数355天，达标率98.1%，"
            "O3浓度（日最大8小时平均第90百分位数）为116μg/m3。",
            [
                "监测天数 654025 362 天 m 2024",
                "达标天数 654025 355 天 m 2024",
                "good_day_ratio 654025 98.1 % m 2024",
                "o3 654025 116 微克/立方米 m 2024",
            ],
        ),
    ],
    "days of the days": [
        (
            *(BULLETIN, CHANGJI),
            "2024年9月，阜康市优良天数占全月有效天数的93.3%，首要污染物为臭氧8小时。",
            ["good_day_ratio 652302 93.3 % m 2024-09"],
        ),
        (
            *(YEARLY, ILI),
            "2024年，昭苏县一级（优）212天、二级（良）153天。",
            ["一级（优）天数 654026 212 天 m 2024", "二级（良）天数 654026 153 天 m 2024"],
        ),
    ],
    "against the month before, and a year long before": [
        (
            *(BULLETIN, ILI),
            "9月，伊宁市优良率由上月的87.1%升至96.7%。",
            ["good_day_ratio 654002 87.1 % b 2024-08", "good_day_ratio 654002 96.7 % m 2024-09"],
        ),
        (
            *(YEARLY, CHANGJI),
            "2024年，昌吉市PM2.5年均浓度48微克/立方米，较疫情前的2019年下降11.1%。",
            ["pm25 652301 48 微克/立方米 m 2024 -11.1%"],
        ),
    ],
    "a result beside its target": [
        (
            *(YEARLY, CHANGJI),
            "2024年，阜康市PM2.5平均浓度为37微克/立方米，距年度目标（40微克/立方米）有3微克/立方米余量。",
            ["pm25 652302 37 微克/立方米 m 2024", "pm25 652302 le40 微克/立方米 t 2024"],
        ),
        (
            *(YEARLY, ILI),
            "2024年，霍城县优良天数比例为86.1%，与目标值85.5%相比高0.6个百分点。",
            ["good_day_ratio 654023 86.1 % m 2024", "good_day_ratio 654023 ge85.5 % t 2024"],
        ),
    ],
    "beside a standard's limit": [
        (
            *(YEARLY, ILI),
            "2024年，伊宁县PM2.5年均浓度34微克/立方米，符合国家二级标准限值35微克/立方米。",
            ["pm25 654021 34 微克/立方米 m 2024"],
        ),
        (
            *(YEARLY, CHANGJI),
            "2024年，木垒县PM10平均浓度39微克/立方米，低于国家二级标准（70微克/立方米）。",
            ["pm10 652328 39 微克/立方米 m 2024"],
        ),
    ],
    "changes of days and points": [
        (
            *(YEARLY, CHANGJI),
            "2024年，吉木萨尔县优良天数281天，优良天数比例76.8%，较上年同期增加9天。",
            [
                "优良天数 652327 281 天 m 2024 +9天",
                "good_day_ratio 652327 76.8 % m 2024",
            ],
        ),
        (
            *(YEARLY, ILI),
            "2024年，察布查尔县优良天数比例为87.4%，较上年同期上升3.2个百分点。",
            ["good_day_ratio 654022 87.4 % m 2024 +3.2个百分点"],
        ),
    ],
    "bounds": [
        (
            *(PLAN, ILI),
            "2025年，伊宁市优良天数比率达到80%以上，重污染天数不多于8天，PM2.5浓度力争控制在34微克/立方米左右。",
            [
                "good_day_ratio 654002 ge80 % t 2025",
                "heavy_pollution_days 654002 le8 天 t 2025",
                "pm25 654002 le34 微克/立方米 t 2025",
            ],
        ),
        (
            *(PLAN, CHANGJI),
            "2025年，昌吉市优良天数比率不少于76%，PM10浓度低于82微克/立方米，SO2浓度控制在8微克/立方米以下。",
            [
                "good_day_ratio 652301 ge76 % t 2025",
                "pm10 652301 lt82 微克/立方米 t 2025",
                "so2 652301 le8 微克/立方米 t 2025",
            ],
        ),
    ],
}
CASES = [(kind, *case) for kind, cases in KINDS.items() for case in cases]


@pytest.mark.parametrize(
    ("title", "place", "sentence", "expected"),
    [case[1:] for case in CASES],
    ids=[f"{case[0]}, {('Ili', 'Changji')[case[2] == CHANGJI]}" for case in CASES],
)
def test_what_is_plainly_said_is_read(read, title, place, sentence, expected):
    assert told(read(sentence, title=f"{place}{title}", place=place)) == expected


def test_a_statistic_that_the_document_does_not_say_is_noted(read):
    figures = read(
        "2024年，奇台县臭氧8小时119微克/立方米，CO-95per为1.4毫克/立方米。",
        title=f"{CHANGJI}{YEARLY}",
    )
    assert [(f.indicator, f.note) for f in figures] == [("o3", "未写第90百分位数"), ("co", "")]


BRACKETS = [
    ("优良天数占比92.0%（308天）。", [("good_day_ratio", "92.0%"), ("", "308天")]),
    (
        "全州完成电采暖500户（4.2万平方米）。",
        [("electric_heating_households", "500户"), ("electric_heating_area", "4.2万平方米")],
    ),
    ("淘汰燃煤锅炉5台（62蒸吨）。", [("", "5台"), ("", "62蒸吨")]),  # what it is of is asked
]


@pytest.mark.parametrize(("sentence", "expected"), BRACKETS)
def test_a_number_alone_in_brackets_is_of_the_thing_before_in_its_unit(read, sentence, expected):
    figures = read(sentence, title="2021年昌吉州大气污染防治工作总结")
    assert [(f.indicator, f.value_written) for f in figures] == expected


def test_a_rank_among_others_is_not_of_their_place(read):
    figures = read(
        "优良天数比率92.0%，位居全州前列；PM2.5平均浓度20微克/立方米。",
        title="2021年木垒县空气质量公报",
        place="木垒县",
    )
    assert [(f.place, f.confirm) for f in figures] == [("652328", ()), ("652328", ())]
