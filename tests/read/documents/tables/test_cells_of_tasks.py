"""Cells of lists of tasks that tell, count, or part a number among places; synthetic."""

import pytest


def told(reading):
    return [
        (
            f.place_written,
            f.indicator or f.indicator_written,
            f.value_written,
            str(f.role),
            f.period,
        )
        for f in reading.figures
    ]


@pytest.mark.parametrize("place", ["新源县", "木垒县"])
def test_a_short_cell_tells_several_tasks_without_a_comma(read_lines, place):
    reading = read_lines(
        f"{place}2024年大气污染防治重点任务清单",
        "",
        "序号|类别|具体内容|责任单位",
        "1|国土绿化|植树造林2.6万亩、草原改良12.5万亩|县林草局",
        "2|锅炉|拆除县城建成区35蒸吨以下燃煤锅炉3台|县市场监管局",
        "3|监管|联合检查站点分布见附图|县住建局",
    )
    assert [(f.indicator, f.value_written, f.confirm) for f in reading.figures] == [
        ("afforestation", "2.6万亩", ()),
        ("grassland_improvement", "12.5万亩", ()),
        ("urban_boilers", "3台", ()),
    ]


def test_a_list_at_a_cells_end_parts_the_number_before_it(read_lines):
    reading = read_lines(
        "新源县2024年工作任务清单",
        "",
        "序号|类别|具体内容",
        "1|散煤治理|完成农村清洁取暖86户，其中那拉提镇24户、其余乡镇62户",
    )
    whole, *parts = reading.figures
    assert (whole.place, whole.part, whole.confirm) == ("654025", False, ())
    assert [(f.place_written, str(f.value), f.indicator, f.part, f.confirm) for f in parts] == [
        ("那拉提镇", "24", "rural_clean_heating", True, ("place",)),
        ("其余乡镇", "62", "rural_clean_heating", True, ("place",)),
    ]
    cell = reading.transcript.passages[-1].rows[-1][-1]
    assert [cell.text[m.start : m.end] for m in cell.marks if m.figures] == [
        "86户",
        "那拉提镇24户",
        "其余乡镇62户",
    ]


def test_a_cell_that_only_counts_is_of_what_its_row_is_named_after(read_lines):
    reading = read_lines(
        "奇台县2023年重点任务进展情况",
        "",
        "序号|重点任务|年度目标|进展情况",
        "1|燃煤锅炉淘汰|淘汰8台|已淘汰7台",
        "2|新能源公交|15辆|截至10月底完成12辆，完成率80%",
    )
    assert told(reading) == [
        ("奇台县", "燃煤锅炉淘汰", "8台", "target", "2023"),
        ("奇台县", "燃煤锅炉淘汰", "7台", "measured", "2023"),
        ("奇台县", "新能源公交", "15辆", "target", "2023"),
        ("奇台县", "新能源公交", "12辆", "measured", "2023-01/2023-10"),
    ]


def test_the_deadline_of_a_row_is_the_tasks_and_asked_where_it_may_be_the_years(read_lines):
    reading = read_lines(
        "昌吉市2022年行动方案",
        "",
        "任务|单位|目标|完成数|完成时限",
        "煤改电|户|120|80|2022年10月底前",
        "造林|万亩|3|2|2022年底前",
    )
    assert [(str(f.value), f.period) for f in reading.figures if "period" not in f.confirm] == [
        ("80", "2022"),
        ("3", "2022"),
        ("2", "2022"),
    ]
    (task,) = [f for f in reading.figures if str(f.value) == "120"]
    reasons = {r.field: r for r in reading.transcript.reasons[task.id]}
    assert task.period == "2022-01/2022-10"
    assert (reasons["period"].by, reasons["period"].proposals) == (
        "due",
        ("2022-01/2022-10", "2022"),
    )


def test_of_several_units_a_columns_words_take_the_one_that_names_them(read_file, tmp_path):
    path = tmp_path / "合成.html"
    path.write_text(
        "<meta charset=utf-8><title>伊犁州直2025年清洁取暖进展情况的通报</title>"
        "<p>附表　各县市进展（截至9月20日，单位：户、%）</p><table>"
        "<tr><td rowspan=2>县市<td colspan=2>年度任务<td>累计完工<td>已开工<td rowspan=2>完工率"
        "<tr><td>电采暖<td>气采暖<td>电采暖<td>电采暖"
        "<tr><td>新源县<td>2400<td>1000<td>1992<td>2100<td>83.0</table>",
        encoding="utf-8",
    )
    reading = read_file(path)
    assert [(f.indicator or f.indicator_written, f.value_written) for f in reading.figures] == [
        ("electric_heating_households", "2400"),
        ("gas_heating_households", "1000"),
        ("electric_heating_households", "1992"),
        ("已开工 电采暖", "2100"),  # what was begun is not what was done
        ("完工率", "83.0"),
    ]
