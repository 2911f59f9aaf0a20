"""Changes beside values, lists of tasks, numbered columns; all synthetic."""

import pytest


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def test_a_change_beside_a_value_stands_on_it(read):
    report = "昌吉州2021年1-9月环境空气质量通报"
    text = table(
        "县市|PM2.5平均浓度||优良天数比率|较2019年同期（百分点）",
        "|浓度（微克/立方米）|同比（%）|比率（%）|",
        "昌吉市|45|-4.3|77.3|2.2",
        "阜康市|43.5|-|79.1|0",
    )
    told = [
        (f.indicator, f.place, str(f.value), str(f.change), f.change_unit, f.baseline_period)
        for f in read(text, title=report)
    ]
    assert told == [
        ("pm25", "652301", "45", "-4.3", "%", "2020-01/2020-09"),
        ("pm25", "652302", "43.5", "None", "", ""),
        ("good_day_ratio", "652301", "77.3", "2.2", "个百分点", "2019-01/2019-09"),
        ("good_day_ratio", "652302", "79.1", "0", "个百分点", "2019-01/2019-09"),
    ]


def test_a_list_of_tasks_with_their_deadlines(read):
    text = table(
        "序号|县市|任务内容|数量|单位|完成时限|责任单位",
        "1|昌吉市|老旧柴油货车|150|辆|2021年11月底前|某局",
        "2|阜康市|造林|5000|亩|2021年底前|某局",
        "3|阜康市|充电桩建设|24|个|长期|某局",
    )
    told = [
        (f.indicator or f.indicator_written, f.place, str(f.value), f.unit, f.period)
        for f in read(text)
    ]
    assert told == [
        ("diesel_trucks", "652301", "150", "辆", "2021-01/2021-11"),
        ("afforestation", "652302", "0.5", "万亩", "2021"),
        ("充电桩建设", "652302", "24", "个", "2021"),
    ]


def test_numbered_columns_and_the_one_that_only_heads_others(read):
    text = table(
        "序号|1|2|2.1|2.2",
        "指标任务|造林（万亩）|清洁供暖|电采暖（户）|电采暖（万平方米）",
        "昌吉市|1|-|10|2",
        "全州合计|3||30|6",
    )
    assert [(f.indicator, f.place, str(f.value)) for f in read(text)] == [
        ("afforestation", "652301", "1"),
        ("afforestation", "652300", "3"),
        ("electric_heating_households", "652301", "10"),
        ("electric_heating_households", "652300", "30"),
        ("electric_heating_area", "652301", "2"),
        ("electric_heating_area", "652300", "6"),
    ]


def test_a_cut_off_in_the_title_holds_for_what_was_done_and_not_for_the_task(read):
    text = table("县市|造林（万亩）|", "|年度任务|累计完成", "昌吉市|3|2.8", "合计|6|4.8")
    figures = read(f"2021年昌吉州重点任务进展情况表（截至10月25日）\n{text}")
    told = [(str(f.role), f.place, str(f.value), f.period, f.as_of) for f in figures]
    until = "2021-01-01/2021-10-25"
    assert told == [
        ("target", "652301", "3", "2021", ""),
        ("target", "652300", "6", "2021", ""),
        ("measured", "652301", "2.8", until, "2021-10-25"),
        ("measured", "652300", "4.8", until, "2021-10-25"),
    ]


def test_a_bulletins_table_of_pollutants_with_their_limits(read_path, tmp_path):
    path = tmp_path / "合成.html"
    rows = (("PM2.5（微克/立方米）", 49, 44, -10.2, 35), ("PM10（微克/立方米）", 88, 83, -5.7, 70))
    head = "".join(
        f"<td>{name}</td>"
        for name in ("污染物", "2021年", "2022年", "同比变化（%）", "二级标准限值")
    )
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    path.write_text(
        f"<h1>呼图壁县2022年环境状况公报</h1><table><tr>{head}</tr>{body}</table>", encoding="utf-8"
    )
    figures = read_path(path, "呼图壁县")
    assert [
        (f.indicator or f.indicator_written, f.period, str(f.value), f.change and float(f.change))
        for f in figures
    ] == [
        ("pm25", "2021", "49", None),
        ("pm25", "2022", "44", -10.2),
        ("pm10", "2021", "88", None),
        ("pm10", "2022", "83", -5.7),
    ]


def test_a_sentence_above_a_table_is_no_title_of_it(read_path, tmp_path):
    path = tmp_path / "合成.txt"
    path.write_text(
        "昌吉州2022年大气污染防治行动计划\n\n2021年，全州完成造林2万亩。\n\n附件1\n\n各县市造林分解表\n\n"
        "县市\t造林（万亩）\n昌吉市\t1.2\n阜康市\t0.8\n",
        encoding="utf-8",
    )
    told = [(f.period, f.role.value) for f in read_path(path) if f.locator.startswith("table")]
    assert told == [("2022", "target")] * 2


def test_what_stands_behind_a_county_says_whether_it_is_its_task(read):
    text = table(
        "县市|类别|电采暖（户）|造林（公顷）",
        "昌吉市|任务|50|200",
        "|完成|40|150",
        "阜康市|任务|60|300",
        "|完成|60|310",
    )
    assert [(f.indicator, f.place, str(f.role), str(f.value_written)) for f in read(text)] == [
        ("electric_heating_households", "652301", "target", "50"),
        ("afforestation", "652301", "target", "200"),
        ("electric_heating_households", "652301", "measured", "40"),
        ("afforestation", "652301", "measured", "150"),
        ("electric_heating_households", "652302", "target", "60"),
        ("afforestation", "652302", "target", "300"),
        ("electric_heating_households", "652302", "measured", "60"),
        ("afforestation", "652302", "measured", "310"),
    ]


def test_a_mean_of_the_rows_above_is_of_no_place_but_one_of_the_prefecture_is(read):
    text = table("县市|PM2.5（微克/立方米）", "昌吉市|45", "阜康市|43", "平均|44", "全州平均|44")
    found = read(text, title="昌吉州2021年1-9月环境空气质量")
    assert [(f.place, str(f.value)) for f in found] == [
        ("652301", "45"),
        ("652302", "43"),
        ("652300", "44"),
    ]


@pytest.mark.parametrize(
    ("title", "period", "role"),
    [
        ("昌吉州2021年1-9月环境空气质量", "2021-01/2021-09", "measured"),
        ("2021年1-9月昌吉州各县市空气质量监测结果", "2021-01/2021-09", "measured"),
        ("昌吉州2021年上半年空气质量情况表", "2021-01/2021-06", "measured"),
        ("昌吉州2021年6月环境空气质量排名", "2021-06", "measured"),
        ("昌吉州2021年空气质量改善目标", "2021", "target"),
        ("昌吉州2021年空气质量改善行动方案", "2021", "target"),
        ("昌吉州2021年空气质量改善工作要点", "2021", "target"),
    ],
)
def test_the_title_says_whether_a_table_was_measured(read, title, period, role):
    (found,) = read(table("县市|PM2.5（微克/立方米）", "昌吉市|45"), title=title)
    assert (found.period, str(found.role)) == (period, role)


def test_rates_and_ranks_beside_tasks_are_no_figures_and_no_columns_headed_alike(read):
    text = table(
        "县市|年度任务|已完成|完成率|未完成|排名",
        "昌吉市|3500|3010|86%|490|2",
        "阜康市|1200|1200|100%|0|1",
    )
    found = read(f"昌吉州2021年冬季电采暖任务进展情况统计表\n（2021年度）\n单位：户\n{text}")
    assert {f.indicator for f in found} == {"electric_heating_households"}
    assert sorted((f.place, str(f.role), str(f.value)) for f in found) == [
        ("652301", "measured", "3010"),
        ("652301", "target", "3500"),
        ("652302", "measured", "1200"),
        ("652302", "target", "1200"),
    ]


def test_the_name_of_the_worst_pollutant_is_no_broken_number(read):
    text = table(
        "排名|县市|PM2.5|优良率|首要污染物", "1|昌吉市|22|90.3%|O3", "2|阜康市|23|88.1%|PM10"
    )
    found = read(text, title="昌吉州2021年8月环境空气质量排名")
    assert [(f.place, f.indicator, f.period, str(f.value)) for f in found] == [
        ("652301", "pm25", "2021-08", "22"),
        ("652302", "pm25", "2021-08", "23"),
        ("652301", "good_day_ratio", "2021-08", "90.3"),
        ("652302", "good_day_ratio", "2021-08", "88.1"),
    ]


@pytest.mark.parametrize("corner", ["县市", "县 市", "地区", "指标"])
def test_a_corner_may_be_of_the_places_beside_it(read, corner):
    text = table(
        f"{corner}|奇台县|阜康市|玛纳斯县",
        "PM2.5（微克/立方米）|21|34|40",
        "优良天数（天）|29|25|24",
    )
    rows = [(f.indicator or f.indicator_written, f.place, str(f.value)) for f in read(text)]
    assert rows == [
        ("pm25", "652325", "21"),
        ("pm25", "652302", "34"),
        ("pm25", "652324", "40"),
        ("优良天数（天）", "652325", "29"),
        ("优良天数（天）", "652302", "25"),
        ("优良天数（天）", "652324", "24"),
    ]


def test_lines_of_which_only_some_end_in_a_bar_are_one_table(read):
    text = "县市 | 奇台县 | 阜康市 |\nPM2.5（微克/立方米） | 21 | 34\nSO2（微克/立方米） | 6 | 8 |"
    rows = [(f.indicator, f.place, str(f.value)) for f in read(text)]
    assert rows == [
        ("pm25", "652325", "21"),
        ("pm25", "652302", "34"),
        ("so2", "652325", "6"),
        ("so2", "652302", "8"),
    ]
