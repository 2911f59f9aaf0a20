"""The words that people write into a table of figures: over its columns, and for its codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from aqmap.model.figures import (
    BASIS_WORDS,
    COLUMNS,
    FIGURE_COLUMNS,
    YES,
    Absence,
    Comparator,
    Dust,
    Level,
    Quality,
    Role,
    State,
    Xpcc,
)
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES, comparator_of
from aqmap.read.lexicon.header_words import is_place_head

HEADINGS: Mapping[str, str] = {
    word: column
    for column, words in (
        ("place", "代码 行政区划代码 区划代码 行政区代码 县市代码 县区代码 地区代码 adcode"),
        ("place_written", "县市名称 地名 地点 城市 县城 市县"),
        ("level", "级别 层级"),
        ("indicator", "指标 指标名称 指标编号 指标项 项目 污染物 监测因子 考核指标"),
        (
            "period",
            "年份 年度 年 年月 月份 日期 时间 时期 时段 期间 统计期 考核年度 考核年份 考核期",
        ),
        ("as_of", "截止日 截止日期 截至 截至日期"),
        ("role", "性质 角色 数据性质 数据类型 目标/实际 目标或实际 目标实际"),
        ("comparator", "比较 比较符 比较符号 比较方式"),
        ("baseline_period", "基准年 基准期 基期"),
        ("change", "变化 变化量"),
        ("change_unit", "变化单位"),
        ("value", "数值 值 数据 指标值 指标数值 浓度 浓度值"),
        ("unit", "单位 计量单位"),
        ("value_written", "原文数值 数值(原文)"),
        ("absence", "缺值 缺值原因 无数值原因 无数值的原因"),
        ("basis", "依据 数据依据"),
        ("dust", "沙尘 沙尘天气"),
        ("state", "浓度状态 气体状态 实况标况 实况/标况"),
        ("quality", "有效性"),
        ("xpcc", "兵团"),
        ("part", "其中"),
        ("scope", "范围 统计范围 口径 统计口径"),
        ("revision", "修正"),
        ("effective_from", "生效日期 起算日期"),
        ("source", "来源 数据来源 来源编号"),
        ("locator", "出处"),
        ("checked_by", "校核 校核人"),
        ("checked_on", "校核日期"),
        ("rechecked_by", "复核 复核人"),
        ("note", "备注 说明 注"),
    )
    for word in words.split()
}
"""What people write over the columns, in half-width signs without blanks, and the column's name."""
MARKS = re.compile(r"^\*|\*$|\(必填\)$|\(选填\)$")  # NFKC has full width narrow
CODES: Mapping[str, Mapping[str, str]] = {
    column: {word: code for code, words in codes for word in words.split()}
    for column, codes in {
        "level": (
            (Level.COUNTY, "县 县级 县市 县市级 区县"),
            (Level.PREFECTURE, "地级 地州 地州级 地区级 州级 地市 地市级"),
            (Level.ZONE, "园区 开发区"),
            (Level.STATION, "站点 测站 监测站点 监测站"),
            (Level.TOWNSHIP, "乡镇 乡级 乡镇级"),
        ),
        "role": (
            (Role.TARGET, "目标 目标值 任务 任务量 计划"),
            (Role.MEASURED, "实际 实际值 完成 实际完成 完成值 结果 实绩"),
            (Role.PROGRESS, "进展 进度"),
            (Role.BASELINE, "基数 基准 基期"),
        ),
        "comparator": (
            *((comparator, comparator.value) for comparator in Comparator),
            (Comparator.EQ, "= == 等于"),
        ),
        "absence": (
            (Absence.BLANK, "空白"),
            (Absence.NOT_REPORTED, "未报送 未报"),
            (Absence.TEXT, "文字"),
            (Absence.NO_STATION, "无站点 无国控站点"),
            (Absence.NO_FIGURE, "未见公布 无公布数据"),
            (Absence.TOO_FEW_DATA, "有效数据不足 数据不足"),
        ),
        "basis": BASIS_WORDS,
        "dust": (
            (Dust.INCLUDED, "含沙尘 含沙尘天气"),
            (Dust.DEDUCTED, "已扣除 扣除沙尘 已扣除沙尘 剔除沙尘 不含沙尘"),
            (Dust.UNKNOWN, "未说明 不明"),
        ),
        "state": (
            (State.ACTUAL, "实况 实际状态"),
            (State.STANDARD, "标况 标准状态 标准状况"),
        ),
        "quality": ((Quality.VALID, "有效"), (Quality.INDICATIVE, "仅供参考 参考")),
        "xpcc": (
            (Xpcc.INCLUDED, "含 含兵团"),
            (Xpcc.EXCLUDED, "不含 不含兵团"),
            (Xpcc.UNKNOWN, "未说明 不明"),
        ),
        "part": ((YES, "是 其中"),),
    }.items()
}


def column_name(heading: str) -> str:
    """
    Return the name of the column that a heading stands over; the heading where it is none.

    Examples
    --------
    >>> column_name("县（市、区）"), column_name("年份"), column_name("Value"), column_name("颜色")
    ('place_written', 'period', 'value', '颜色')
    """
    plain = MARKS.sub("", _plain(heading))
    if plain in COLUMNS:
        return plain
    named = HEADINGS.get(plain)
    return named or ("place_written" if is_place_head(plain) else heading.strip())


WRITTEN_COLUMNS = replace(
    FIGURE_COLUMNS,
    heading=column_name,
    chinese={
        "place": "县市",
        "indicator": "指标",
        "period": "年份",
        "value": "数值",
        "source": "来源",
    },
    one_of=(("place", "place_written"), ("value", "value_written", "absence")),
)
"""The columns of a table of figures that people may have written, by name or in Chinese."""


@lru_cache(maxsize=4096)
def code_of(column: str, written: str) -> str:
    """Return the code that a cell's word stands for (≥, 不低于 and GE are ``ge``), or the cell."""
    plain = _plain(written)
    if column == "comparator":
        comparator = comparator_of(plain, COMPARATORS) or comparator_of(plain, SUFFIXES)
        if comparator is not None:
            return comparator
    codes = CODES.get(column, {})
    return codes.get(plain, plain if plain in codes.values() else written)


CODED_COLUMNS = tuple(CODES)
"""The columns that hold a code."""


def _plain(written: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written).split()).casefold()
