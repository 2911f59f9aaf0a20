"""Columns of this week, of now, of a season's end, and of a year so far; all synthetic."""

import pytest


@pytest.fixture
def told(read_lines):
    """Return what a table gives: thing, value, role, period, what is asked."""

    def read(*lines):
        return [
            (
                f.indicator or f.indicator_written,
                f.value_written,
                str(f.role),
                f.period,
                ";".join(f.confirm),
            )
            for f in read_lines(*lines).figures
        ]

    return read


def test_a_cut_off_between_title_and_table_is_of_what_was_done(told):
    rows = told(
        "昌吉州2022年煤改电进展情况",
        "（截至10月31日）",
        "县市|任务（户）|完成（户）",
        "昌吉市|3000|2400",
    )
    assert [row[2:4] for row in rows] == [
        ("target", "2022"),
        ("measured", "2022-01-01/2022-10-31"),
    ]


def test_the_state_beside_a_target_has_no_year(told):
    rows = told(
        "昌吉州2022年大气污染防治目标表",
        "县市|PM2.5现状（微克/立方米）|PM2.5目标（微克/立方米）",
        "昌吉市|52|48",
        "阜康市|50|47",
    )
    assert {(row[2], row[3], row[4]) for row in rows} == {
        ("measured", "XXXX", "period"),
        ("target", "2022", ""),
    }


def test_a_week_is_no_year(told):
    rows = told(
        "奎屯市煤改电工作周报（2023年第38期）",
        "县市|本周完成（户）|累计完成（户）",
        "奎屯市|35|620",
        "乌苏市|20|410",
    )
    assert rows
    assert all("period" in row[4] for row in rows)


def test_by_the_end_of_a_season_may_be_the_years_task(told):
    rows = told(
        "昌吉州清洁取暖任务表",
        "县市|目标|目标",
        "|2024年3月底（户）|2025年（户）",
        "昌吉市|3200|3900",
        "阜康市|1000|1100",
    )
    assert {"period" in row[4] for row in rows if row[3] == "2024-01/2024-03"} == {True}


def test_this_year_so_far_is_no_month(told):
    rows = told(
        "昌吉市2021年12月空气质量",
        "指标|12月|今年以来",
        "优良天数（天）|8|280",
        "重污染天数（天）|7|30",
    )
    assert {row[4] for row in rows if row[1] in ("280", "30")} == {"period"}


def test_a_column_that_says_only_task_counts_in_the_tables_unit(told):
    rows = told(
        "呼图壁县2021年清洁取暖进展情况通报",
        "单位：户",
        "乡镇|任务|开工",
        "五工台镇|1280|1260",
        "大丰镇|1150|1150",
    )
    assert [row[:3] for row in rows if row[2] == "target"] == [
        ("任务", "1280", "target"),
        ("任务", "1150", "target"),
    ]


def test_a_table_in_bars_is_one(read_lines, tmp_path, read_file):
    path = tmp_path / "合成.txt"
    path.write_text(
        "昌吉州2021年7月空气质量\n\n| 县市 | 优良天数比例（%） | PM2.5（微克/立方米） |\n"
        "| 昌吉市 | 86.2 | 31 |\n| 阜康市 | 85.1 | 30 |\n",
        encoding="utf-8",
    )
    assert [(f.place_written, f.indicator, str(f.value)) for f in read_file(path).figures] == [
        ("昌吉市", "good_day_ratio", "86.2"),
        ("阜康市", "good_day_ratio", "85.1"),
        ("昌吉市", "pm25", "31"),
        ("阜康市", "pm25", "30"),
    ]
