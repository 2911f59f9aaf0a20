"""Heads of tables of days: what each is read as, and what is left out."""

import pytest

from aqmap.read.stations.daily.daily_columns import daily_columns


def held(head):
    """Return what a column is read as, and the factor to its unit."""
    columns = daily_columns(["日期", head])
    if columns is None:
        return None
    ((name, (amount,)),) = columns.amounts.items()
    return name, None if amount.factor is None else str(amount.factor)


@pytest.mark.parametrize(
    "head",
    [
        *("PM2.5", "PM2.5_24h", "PM2.5(24h)", "PM2.5日均浓度(μg/m³)", "日均PM2.5", "pm2_5", "PM25"),
        *(
            "细颗粒物（PM2.5）日均值（微克/立方米）",
            "PM2.5 daily mean",
            "颗粒物(PM2.5,粒径小于等于2.5μm)",
        ),
    ],
)
def test_means_of_a_day(head):
    assert held(head) == ("PM2.5", "1")


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("CO日均值(μg/m³)", ("CO", "0.001")),
        ("CO-24h均值(mg/m³)", ("CO", "1")),
        ("NO2(ppb)", ("NO2", None)),
        ("空气质量指数(AQI)", ("AQI", "1")),
    ],
)
def test_units_and_the_index(head, wanted):
    assert held(head) == wanted


@pytest.mark.parametrize(
    "head",
    [
        *("O3_8h", "O3_8h_max", "O3-8h", "O3_8h_24h", "O3(8h)", "o3_8hr", "O3 8-hour", "MDA8"),
        *("日最大8小时", "O3日最大8小时平均(μg/m³)", "臭氧（O3）最大8小时滑动平均值", "Max8hO3"),
    ],
)
def test_the_highest_mean_of_8_hours(head):
    assert held(head) == ("O3", "1")


@pytest.mark.parametrize("head", ["O3_1h", "O3日最大1小时", "O3最大1小时均值", "臭氧最大小时值"])
def test_the_highest_hour(head):
    assert held(head) == ("O3 1h", "1")


@pytest.mark.parametrize("head", ["O3", "臭氧", "O3_24h", "O3_max", "臭氧日最大值"])
def test_ozone_that_does_not_say_which_value_it_is(head):
    assert held(head) == ("O3 ?", "1")


@pytest.mark.parametrize(
    "head",
    [
        *("PM2.5_1h", "PM2.5小时", "PM2.5年均", "PM2.5_IAQI", "PM2.5分指数", "PM2.5同比"),
        *(
            "O3-8h-90per",
            "臭氧日最大8小时第90百分位",
            "SO2第98百分位",
            "首要污染物",
            "NOx",
            "质量等级",
        ),
    ],
)
def test_other_quantities_are_none_of_a_day(head):
    assert held(head) is None


@pytest.mark.parametrize("heads", [["PM2.5"], ["日期", "备注"], ["年", "月", "PM2.5"]])
def test_a_table_of_days_has_dates_and_a_pollutant(heads):
    assert daily_columns(heads) is None
