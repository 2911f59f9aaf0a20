"""Tables that offices lay out oddly; all synthetic, every value worked out by hand."""

import pytest

from tests.read.office_files import write_docx

CHANGJI, FUKANG, QITAI, WHOLE = "652301", "652302", "652325", "652300"
REPORT = "昌吉州2021年1-9月环境空气质量通报"
NINE = "2021-01/2021-09"


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def told(figures):
    """Return what each figure is of, its place and its number, or why it has none."""
    return [
        (f.indicator or f.indicator_written, f.place or f.place_written, _number(f))
        for f in figures
    ]


def _number(figure):
    return str(figure.value if figure.absence is None else figure.absence)


def changes(figures):
    return [
        (f.indicator, f.place, _number(f), str(f.change), f.change_unit, f.baseline_period)
        for f in figures
    ]


# ---- labels that only say that there is a number ----
@pytest.mark.parametrize(
    ("group", "below", "indicator", "unit"),
    [
        ("PM2.5平均浓度", "浓度（微克/立方米）", "pm25", "微克/立方米"),
        ("PM2.5平均浓度", "数值", "pm25", "微克/立方米"),
        ("优良天数比率", "比率（%）", "good_day_ratio", "%"),
        ("造林", "面积（亩）", "afforestation", "万亩"),
        ("造林", "本期（万亩）", "afforestation", "万亩"),
        ("造林", "户数", "造林 户数", ""),
        ("造林", "数量（株）", "造林 数量（株）", "株"),
    ],
)
def test_a_label_below_an_indicators_names_its_number_or_another_thing(
    read, group, below, indicator, unit
):
    beside = "草原改良（万亩）"
    over = read(table(f"县市|{group}|{beside}", f"|{below}|{beside}", "昌吉市|5|7"))
    left = read(table("指标|类别|昌吉市|阜康市", f"{group}|{below}|5|6", f"{beside}||7|8"))
    for figure in (over[0], left[0]):
        assert (figure.indicator or figure.indicator_written, figure.unit) == (indicator, unit)
        assert figure.place == CHANGJI


def test_units_below_places_tell_indicators_apart(read):
    figures = read(
        table(
            "指标|昌吉市||阜康市|",
            "|户数（户）|面积（万平方米）|户数（户）|面积（万平方米）",
            "电采暖|1|2|3|4",
        )
    )
    assert told(figures) == [
        ("electric_heating_households", CHANGJI, "1"),
        ("electric_heating_area", CHANGJI, "2"),
        ("electric_heating_households", FUKANG, "3"),
        ("electric_heating_area", FUKANG, "4"),
    ]


def test_of_what_adds_up_since_an_unsaid_month_the_period_is_asked(read):
    text = table("县市|造林||草原改良|", "|本期|累计|本期|累计", "昌吉市|1|2|3|4")
    figures = read(f"2021年9月完成情况 单位：万亩\n\n{text}", title=REPORT)
    assert [(f.indicator, f.period, str(f.value), f.confirm) for f in figures] == [
        ("afforestation", "2021-09", "1", ()),
        ("afforestation", "2021-01/2021-09", "2", ("period",)),
        ("grassland_improvement", "2021-09", "3", ()),
        ("grassland_improvement", "2021-01/2021-09", "4", ("period",)),
    ]


# ---- changes ----
@pytest.mark.parametrize(
    ("head", "written", "unit"),
    [
        ("同比（%）", "-3", "%"),
        ("同比下降（%）", "3", "%"),
        ("与上年同期相比（%）", "-3", "%"),
        ("PM2.5浓度同比变化（%）", "-3", "%"),
        ("浓度较2020年同期升降", "-3", "微克/立方米"),
        ("较2020年同期（百分点）", "-3", "个百分点"),
        ("同比", "-3%", "%"),
    ],
)
def test_a_change_stands_on_the_value_beside_or_above_it(read, head, written, unit):
    rows = ("县市|PM2.5（微克/立方米）|" + head, f"昌吉市|45|{written}", "阜康市|48|—")
    turned = ("指标|昌吉市|阜康市", "PM2.5（微克/立方米）|45|48", f"{head}|{written}|—")
    for text in (table(*rows), table(*turned)):
        assert changes(read(text, title=REPORT)) == [
            ("pm25", CHANGJI, "45", "-3", unit, "2020-01/2020-09"),
            ("pm25", FUKANG, "48", "None", "", ""),
        ]


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        ("2021年|2020年|变幅（%）", ("-10", "2020"), ("None", "")),
        ("2021年|2020年|同比（%）", ("-10", "2020"), ("None", "")),
        ("完成值|目标值|较上年（%）", ("-10", "2020"), ("None", "")),
        ("完成值|目标值|变幅（%）", ("None", ""), ("None", "")),  # against what?
    ],
)
def test_a_change_is_the_newest_values_and_not_the_targets(read, heads, first, second):
    figures = read(
        table("县市|PM2.5（微克/立方米）||", f"|{heads}", "昌吉市|45|50|-10"),
        title="昌吉州2021年环境空气质量通报",
    )
    assert [(str(f.change), f.baseline_period) for f in figures] == [first, second]
    assert [str(f.value) for f in figures] == ["45", "50"]


def test_a_change_without_a_value_is_no_figure(read):
    figures = read(table("县市|造林（万亩）|变幅（%）", "昌吉市|5|-10"))
    assert changes(figures) == [("afforestation", CHANGJI, "5", "None", "", "")]
    figures = read(table("县市|同比（%）|造林（万亩）", "昌吉市|-3|5"))
    assert changes(figures) == [("afforestation", CHANGJI, "5", "None", "", "")]


# ---- parts of a whole ----
def test_a_part_of_the_same_indicator_is_another(read):
    rows = ("造林（万亩）|3|4", "其中：人工造林|1|2", "其中：草原改良（万亩）|1|1")
    assert told(read(table("指标|昌吉市|阜康市", *rows))) == [
        ("afforestation", CHANGJI, "3"),
        ("afforestation", FUKANG, "4"),
        ("其中：人工造林", CHANGJI, "1"),
        ("其中：人工造林", FUKANG, "2"),
        ("grassland_improvement", CHANGJI, "1"),
        ("grassland_improvement", FUKANG, "1"),
    ]


def test_among_them_may_head_places_and_stand_before_one(read):
    over = table("指标|单位|全州|其中|", "|||昌吉市|阜康市", "造林|万亩|6|1|2")
    down = table("县市|造林（万亩）", "全州|6", "其中：昌吉市|1", "阜康市|2")
    alone = table("县市|造林（万亩）", "全州|6", "其中|", "昌吉市|1", "阜康市|2")
    for text in (over, down, alone):
        assert told(read(text)) == [
            ("afforestation", WHOLE, "6"),
            ("afforestation", CHANGJI, "1"),
            ("afforestation", FUKANG, "2"),
        ]


# ---- lists of tasks ----
def test_a_list_names_the_place_once_and_its_numbers_with_units(read):
    figures = read(
        table(
            "县市|任务|数量|完成时限",
            "昌吉市|老旧柴油货车|32辆|2021年9月底",
            "同上|造林|5000亩|11月底前",
            "某某园区|造林|0.6万亩|年底前",
        )
    )
    assert [(*spot, f.period) for spot, f in zip(told(figures), figures, strict=True)] == [
        ("diesel_trucks", CHANGJI, "32", NINE),
        ("afforestation", CHANGJI, "0.5", "2021-01/2021-11"),
        ("afforestation", "某某园区", "0.6", "2021"),
    ]


def test_the_place_may_come_last_and_the_task_be_the_number(read):
    figures = read(table("任务|工作量|单位|责任县市", "造林|1|万亩|昌吉市", "电采暖|3|户|阜康市"))
    assert told(figures) == [
        ("afforestation", CHANGJI, "1"),
        ("electric_heating_households", FUKANG, "3"),
    ]
    figures = read(
        table("指标名称|计量单位|目标任务|完成情况", "造林|万亩|2|1.9"),
        title="2021年大气污染防治行动计划",
        place="昌吉市",
    )
    assert [(str(f.role), str(f.value)) for f in figures] == [("target", "2"), ("measured", "1.9")]


# ---- several tables in one grid ----
def test_tables_side_by_side(read):
    figures = read(
        table(
            "序号|县市|任务（亩）|序号|县市|任务（亩）",
            "1|昌吉市|10000|3|奇台县|30000",
            "2|阜康市|20000|||",
        ),
        title="2021年造林任务表",
    )
    assert told(figures) == [
        ("afforestation", CHANGJI, "1"),
        ("afforestation", FUKANG, "2"),
        ("afforestation", QITAI, "3"),
    ]
    figures = read(
        table("指标|数值|指标|数值", "PM2.5|45|造林（万亩）|1", "草原改良（万亩）|2||"),
        title="昌吉市2021年大气污染防治目标表",
        place="昌吉市",
    )
    assert told(figures) == [
        ("pm25", CHANGJI, "45"),
        ("grassland_improvement", CHANGJI, "2"),
        ("afforestation", CHANGJI, "1"),
    ]


def test_a_place_may_stand_in_each_but_not_twice_for_one_thing(read):
    head = "县市|造林|县市|草原改良"
    figures = read("单位：万亩\n\n" + table(head, "昌吉市|1|昌吉市|2"))
    assert told(figures) == [
        ("afforestation", CHANGJI, "1"),
        ("grassland_improvement", CHANGJI, "2"),
    ]
    figures = read(table("县市|造林（万亩）|县市|造林（万亩）", "昌吉市|1|昌吉市|2"))
    assert [(*told([f])[0], f.confirm) for f in figures] == [
        ("afforestation", CHANGJI, "1", ("place",)),
        ("afforestation", CHANGJI, "2", ("place",)),
    ]


def test_tables_one_below_the_other(read):
    other_header = table(
        "县市|造林（万亩）", "昌吉市|1", "阜康市|2", "县市|草原改良（万亩）", "昌吉市|3", "阜康市|4"
    )
    other_title = table(
        *("表1 造林任务|", "县市|数量（万亩）", "昌吉市|1", "阜康市|2"),
        *("表2 草原改良任务|", "县市|数量（万亩）", "昌吉市|3", "阜康市|4"),
    )
    for text in (other_header, other_title):
        assert told(read(text)) == [
            ("afforestation", CHANGJI, "1"),
            ("afforestation", FUKANG, "2"),
            ("grassland_improvement", CHANGJI, "3"),
            ("grassland_improvement", FUKANG, "4"),
        ]


# ---- places ----
def test_a_place_that_no_one_knows_is_never_the_whole(read):
    figures = read(table("县市|造林（万亩）", "昌吉市|1", "某某园区|5", "东部|", "阜康市|2"))
    assert told(figures) == [
        ("afforestation", CHANGJI, "1"),
        ("afforestation", "某某园区", "5"),
        ("afforestation", FUKANG, "2"),
    ]


# ---- words that span years; the year before ----
@pytest.mark.parametrize("span", ["历年", "近年监测结果", "历史数据"])
def test_a_word_over_years_says_nothing_of_its_own(read, span):
    rows = (f"指标|{span}||2021年", "|2019年|2020年|2021年", "PM2.5平均浓度|49|46|44")
    figures = read(table(*rows), title="2021年昌吉市环境质量通报", place="昌吉市")
    assert [(f.indicator, f.period, str(f.value)) for f in figures] == [
        ("pm25", "2019", "49"),
        ("pm25", "2020", "46"),
        ("pm25", "2021", "44"),
    ]


def test_a_part_over_years_stays_another_thing(read):
    rows = ("指标|开发区||全市", "|2019年|2020年|2020年", "PM2.5平均浓度|49|46|44")
    figures = read(table(*rows), title="2021年昌吉市环境质量通报", place="昌吉市")
    assert "49" not in [str(f.value) for f in figures if f.place == CHANGJI and f.indicator]


def test_the_year_before_is_the_same_part_of_it(read):
    rows = ("县市|电采暖（户）|", "|完成|去年同期", "昌吉市|5|4")
    title = "昌吉州2021年1-9月重点任务进展通报"
    assert [(f.period, str(f.value)) for f in read(table(*rows), title=title)] == [
        (NINE, "5"),
        ("2020-01/2020-09", "4"),
    ]


# ---- tables that go on; groups with a unit; changes beside no value ----
HEAD = "县市|造林（万亩）|道路机扫率（%）"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("续表", [HEAD, "阜康市|3|71"]),
        ("（续）", ["阜康市|3|71"]),
        ("附表1（续表）", ["阜康市|3|71"]),
        ("续上表", ["不认识的县|4|72", "阜康市|3|71"]),
    ],
)
def test_a_line_between_says_that_a_table_goes_on(read_whole, tmp_path, line, rest):
    parts = [[row.split("|") for row in rows] for rows in ([HEAD, "昌吉市|2|70"], rest)]
    title = "2021年昌吉州大气污染防治任务分解表"
    path = write_docx(tmp_path / "合成.docx", [title, parts[0], line, parts[1]])
    figures = [f for f in read_whole(path, "昌吉州").figures if f.place]
    assert sorted(told(figures)) == [
        ("afforestation", CHANGJI, "2"),
        ("afforestation", FUKANG, "3"),
        ("road_sweeping_rate", CHANGJI, "70"),
        ("road_sweeping_rate", FUKANG, "71"),
    ]
    spots = {f.value_written: f.locator.split("; ") for f in figures}
    assert spots["2"][0] == "table 1"
    assert (spots["3"][0], spots["3"][-1]) == ("table 2", f"cell B{len(rest)}")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("续表", ["阜康市|3"]),  # another width
        ("续表", ["县市|草原改良（万亩）|造林（万亩）", "阜康市|3|4"]),  # another header
        ("附注", ["阜康市|3|71"]),
    ],
)
def test_what_fits_no_header_is_not_put_to_the_table_before(read_whole, tmp_path, line, rest):
    parts = [[row.split("|") for row in rows] for rows in ([HEAD, "昌吉市|2|70"], rest)]
    title = "2021年昌吉州大气污染防治任务分解表"
    path = write_docx(tmp_path / "合成.docx", [title, parts[0], line, parts[1]])
    wrong = [("afforestation", FUKANG, "3"), ("road_sweeping_rate", FUKANG, "4")]
    assert not set(told(read_whole(path, "昌吉州").figures)) & set(wrong)


def test_a_groups_unit_is_that_of_its_rows_until_the_next_group(read):
    rows = (
        "指标|昌吉市|阜康市",
        "一、清洁供暖（户）||",
        "电采暖|2|3",
        "气采暖（万平方米）|4|5",
        "造林|6|7",
        "二、其他||",
        "电采暖|8|9",
    )
    assert [(f.indicator, f.unit) for f in read(table(*rows)) if f.place == CHANGJI] == [
        ("electric_heating_households", "户"),
        ("gas_heating_area", "万平方米"),
        ("afforestation", "万亩"),
        ("", ""),
    ]


def test_a_numbered_groups_unit_is_that_of_its_rows(read):
    rows = ("序号|指标|昌吉市", "一|清洁供暖（户）|", "1|电采暖|2", "二|电采暖|4")
    assert [(f.indicator, str(f.value)) for f in read(table(*rows))] == [
        ("electric_heating_households", "2"),
        ("", "4"),
    ]


@pytest.mark.parametrize(
    ("label", "change", "unit"),
    [
        ("PM2.5平均浓度较2020年下降（%）", "-5", "%"),
        ("PM2.5平均浓度比2020年上升（微克/立方米）", "5", "微克/立方米"),
    ],
)
def test_a_change_beside_no_value_is_a_change_and_no_level(read, label, change, unit):
    figures = read(table("指标|昌吉市|阜康市", f"{label}|5|6", "造林（万亩）|1|2"))
    assert changes([f for f in figures if f.place == CHANGJI]) == [
        ("afforestation", CHANGJI, "1", "None", "", ""),
        ("pm25", CHANGJI, "relative", change, unit, "2020"),
    ]


@pytest.mark.parametrize("label", ["PM2.5平均浓度变幅（%）", "优良天数比率较2020年提高（%）"])
def test_a_change_against_no_year_or_of_a_share_in_percent_is_none(read, label):
    figures = read(table("指标|昌吉市|阜康市", f"{label}|5|6", "造林（万亩）|1|2"))
    assert {f.indicator for f in figures} == {"afforestation"}
