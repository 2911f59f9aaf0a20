"""Numbers told on the side, which are no figure of a place: a household's costs, a peak, a size."""

from __future__ import annotations

from typing import NamedTuple

from aqmap.read.documents.prose.vocabulary import UNITS

_N = rf"(?P<n>\d+(?:\.\d+)?\s*(?:{UNITS}))"
_NEAR = r"[^，。；、\d]{0,6}"
_CHECKS = "核查|排查|检查|巡查|抽查|监督|评估|约谈|帮扶|执法|督查|督导|走访"


class SideNumber(NamedTuple):
    """
    A class of numbers that are no figures.

    Attributes
    ----------
    reason
        The key of why.
    pattern
        What they are told by; its group ``n`` is the number, else all of it.
    example
        A sentence with one, and no other number.
    """

    reason: str
    pattern: str
    example: str


SIDE_NUMBERS: tuple[SideNumber, ...] = (
    SideNumber("household", r"(?<![\d.])\d+(?:\.\d+)?元(?!/)", "一季电费合计380元。"),
    SideNumber(
        "household",
        rf"(?:一个?(?:冬天?|采暖季|家|月|天)|每个?(?:冬|天|月)|一台|一户|每[户台车趟])[^，。；\d]{{0,10}}"
        rf"(?:烧|省|用|耗|掏|吃|拉)[^，。；、\d]{{0,6}}{_N}",
        "一个冬天要烧5吨煤。",
    ),
    SideNumber(
        "peak",
        rf"(?<!8)(?<!24)小时(?:平均)?(?:浓度|均值|值)[^，。；\d]{{0,14}}{_N}",
        "沙尘过境时PM10小时浓度一度达到980微克/立方米。",
    ),
    SideNumber("peak", rf"(?:过程|天气|污染)(?:持续|历时)了?{_N}", "这次过程持续3天。"),
    SideNumber(
        "ordinal",
        r"(?<![月至到—~\d-])\d{1,2}日(?:[至到、和及—~-]\d{1,2}日)+",
        "主要受6日至7日沙尘影响。",
    ),
    SideNumber(
        "setting",
        rf"(?:辖区|行政区划|国土)(?:总)?面积{_NEAR}{_N}",
        "全县辖区面积1.1万平方公里。",
    ),
    SideNumber(
        "setting",
        rf"(?:方圆|半径|相距|距离?县城|距市区|海拔|风速|厚度|能见度){_NEAR}{_N}",
        "方圆12公里内没有工业企业。",
    ),
    SideNumber(
        "qualifier",
        r"\d+(?:\.\d+)?(?:兆瓦|千瓦|千伏安|千伏|马力)(?=[^，。；、\d]{0,6}(?:机组|锅炉|变压器|线路|设备|电厂))",
        "350兆瓦机组完成改造。",
    ),
    SideNumber(
        "saying",
        r"(?<!新建)(?<!新增)(?<!建设)(?<!建成)\d+[个座](?:空气|自动|环境|质量|微型|标准|常规)*(?:监测)?(?:点位|站点|子站)",
        "对18个自动监测点位的数据作了统计。",
    ),
    SideNumber(
        "saying",
        r"(?:监测|[国省区州县市]控|空气质量)(?:点位|站点|子站)(?:最[少多]|至[少多])?[设有共]?(?:置|立)?\d+[个座]",
        "县城国控点位至少设2个。",
    ),
    SideNumber(
        "saying",
        rf"提出的[^，。；\d]{{0,20}}{_N}[^，。；\d]{{0,10}}的?建议",
        "您提出的增设3个站的建议收悉。",
    ),
    SideNumber("saying", r"(?:污染物|指标|因子)中，?有?\d+[项种]", "主要污染物中有4项好于去年。"),
    SideNumber("saying", r"(?:共|各)?印(?:制|发|数)?[：:]?\s*\d+份", "抄送各乡镇，共印60份。"),
    SideNumber(
        "qualifier",
        r"\d+[个家](?:单位|部门|乡镇|街道|村|社区)[^，。；\d]{0,12}率(?:[高低]于|超过|不足|未达到?)\d+(?:\.\d+)?%",
        "有4个乡镇完成率低于70%。",
    ),
    SideNumber(
        "qualifier",
        rf"对[^，。；、\d]{{0,10}}(?P<n>\d+[家个台座处户名])(?=[^，。；]{{0,24}}(?:开展|进行)[^，。；]{{0,6}}(?:{_CHECKS}))",
        "对6家企业开展排查。",
    ),
    SideNumber(
        "subject",
        rf"(?:生产总值|GDP|居民(?:人均)?(?:可支配)?收入|财政收入|固定资产投资|工业增加值|总人口){_NEAR}{_N}",
        "全县地区生产总值完成48亿元。",
    ),
    SideNumber("subject", r"\d+(?:\.\d+)?分贝", "区域环境噪声为52分贝。"),
    SideNumber(
        "subject",
        rf"(?:高出|超出|多于|少于|好于|优于)[\u4e00-\u9fff]{{1,9}}[县市州区]{_N}",
        "木垒县优良天数多于阜康市4天。",
    ),
    SideNumber("subject", rf"降水(?:样品|样本|量){_NEAR}{_N}", "全年采集降水样品25个。"),
)
"""In the order in which they are looked for."""
