"""Figures of the catalogue that no layer draws are counted in one line of the summary."""

import pytest

from aqmap.pipelines.build_maps import build, decide

TARGET = "data/targets/example.csv"
MEASURED = "data/measured/example.csv"


def add(folder, table, row):
    path = folder / table
    path.write_text(path.read_text("utf-8-sig").rstrip("\n") + f"\n{row}\n", encoding="utf-8")


def change(folder, layer, old, new):
    path = folder / "layers" / layer
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")


def add_indicator(folder):
    path = folder / "layers" / "indicators.toml"
    written = path.read_text(encoding="utf-8")
    added = '[trams]\nname = "电车"\nunit = "辆"\ntheme = "land"\nkind = "quantity"\n'
    path.write_text(f'{written}\n{added}direction = "higher"\n', encoding="utf-8")


def undrawn_lines(folder):
    return [line.zh for line in decide(folder).lines() if "没有图层画出" in line.zh]


def line(number, listed):
    where = "指标、时期、地区或视图不在任何图层内"
    return f"其中{number}个数据没有图层画出（{where}），只列在地区卡片上：{listed}"


def test_a_workspace_whose_figures_are_all_in_layers_has_no_such_line(small_workspace):
    assert undrawn_lines(small_workspace) == []


@pytest.mark.parametrize(
    ("table", "row", "listed"),
    [
        (TARGET, "示例甲县,PM2.5,2026,le,33,synthetic,example,x", "PM2.5浓度 2026年 1个"),
        (TARGET, "示例甲县,PM2.5,2025-01,le,33,synthetic,example,x", "PM2.5浓度 2025年1月 1个"),
        # A target of a part of the year is no target of the year; a result so far is shown as one.
        (TARGET, "示例甲县,造林,2025年1—6月,ge,1,synthetic,example,x", "造林 2025年1—6月 1个"),
        (MEASURED, "示例甲县,PM2.5,2024,33,synthetic,example,x", "PM2.5浓度 2024年 1个"),
        (MEASURED, "示例甲县,PM2.5,2025-12,33,synthetic,example,x", "PM2.5浓度 2025年12月 1个"),
    ],
)
def test_a_period_that_no_layer_has_is_named(small_workspace, table, row, listed):
    add(small_workspace, table, row)
    assert undrawn_lines(small_workspace) == [line(1, listed)]


def test_an_indicator_without_any_layer_is_named(small_workspace):
    add_indicator(small_workspace)
    for place in ("甲", "乙"):
        add(small_workspace, TARGET, f"示例{place}县,电车,2025,ge,3,synthetic,example,x")
    assert undrawn_lines(small_workspace) == [line(2, "电车 2025年 2个")]


def test_a_role_that_no_view_of_its_layer_shows_is_named(small_workspace):
    views = 'views = ["target", "measured", "status"]'
    change(small_workspace, "afforestation.toml", views, 'views = ["target"]')
    assert undrawn_lines(small_workspace) == [line(1, "造林 2025年 1个")]


@pytest.mark.parametrize(
    "row",
    [
        "示例丙县,PM2.5,2025年1—6月,33,synthetic,example,x",
        "示例丙县,PM2.5,2024,未报送,synthetic,example,x",
        "示例甲县,电车,2025,33,third_party,example,x",
    ],
)
def test_what_a_layer_shows_and_what_is_no_shown_number_is_not_counted(small_workspace, row):
    add_indicator(small_workspace)
    add(small_workspace, MEASURED, row)
    assert undrawn_lines(small_workspace) == []


def test_a_baseline_and_a_stage_are_not_counted(small_workspace):
    rows = ("示例甲县,PM2.5,2020,45,baseline", "示例甲县,造林,2024,1,progress")
    body = "".join(f"{row},synthetic,example,x\n" for row in rows)
    head = "place,indicator,period,value,role,basis,source,locator\n"
    (small_workspace / "data" / "measured" / "b.csv").write_text(head + body, encoding="utf-8")
    assert undrawn_lines(small_workspace) == []


def test_the_other_year_that_a_layer_takes_is_drawn(small_workspace):
    add(small_workspace, MEASURED, "示例丙县,PM2.5,2024,33,synthetic,example,x")
    assert undrawn_lines(small_workspace) == [line(1, "PM2.5浓度 2024年 1个")]
    path = small_workspace / "layers" / "pm25.toml"
    accepted = '\n[compare]\naccept = ["other_year"]\n'
    path.write_text(path.read_text(encoding="utf-8") + accepted, encoding="utf-8")
    assert undrawn_lines(small_workspace) == []
    add(small_workspace, MEASURED, "示例丙县,PM2.5,2023,34,synthetic,example,y")
    assert undrawn_lines(small_workspace) == [line(1, "PM2.5浓度 2023年 1个")]


def test_many_are_one_line_with_the_most_frequent_first(small_workspace):
    for year in (2026, 2027, 2028, 2029, 2029, 2030):
        place = "乙" if year == 2029 and "2029" in (small_workspace / TARGET).read_text() else "甲"
        row = f"示例{place}县,PM2.5,{year},le,33,synthetic,example,x"
        add(small_workspace, TARGET, row)
    named = "PM2.5浓度 2029年 2个、PM2.5浓度 2026年 1个、PM2.5浓度 2027年 1个、另有2个"
    assert undrawn_lines(small_workspace) == [line(6, named)]


def test_a_build_says_it_too(small_workspace):
    add(small_workspace, TARGET, "示例甲县,PM2.5,2026,le,33,synthetic,example,x")
    said = [words.en for words in build(small_workspace).lines]
    assert any(words.startswith("1 of them are in no layer") for words in said)
