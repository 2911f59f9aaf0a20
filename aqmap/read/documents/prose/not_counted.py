"""Numbers that count nothing: dates, ordinals, documents' numbers, names."""

from __future__ import annotations

from aqmap.read.documents.prose.vocabulary import UNITS
from aqmap.read.lexicon.role_words import NAMED_AIM

_AMOUNT = rf"\d+(?:\.\d+)?\s*(?:{UNITS})"
_OFF = "[高低优好]于|超过|多于|少于"


NO_NUMBERS: tuple[tuple[str, str], ...] = (
    (
        "saying",
        r"[一二三四五六七八九十\d]+个(?:百分之百|100%|方面|严禁|不准|必须|一律|统一|到位|确保|专班|工作组|小组)",
    ),
    ("saying", r"\d+(?:条|大|项|个)(?:主线|战役|行动|抓手|原则|举措|机制|体系|攻坚战)"),
    ("saying", r"\d+[名位](?=[^，。；、]{0,8}(?:牵头|挂帅|任组长|包联|包抓|带队|负责))"),
    (
        "saying",
        r"(?:会同|联合)\d+个[^，。；、]{0,6}(?:部门|单位)|\d+个(?:考核|检查|督查|督导|工作|巡查)?组",
    ),
    ("ordinal", r"全[国疆]\d+个[^，。；、]{0,12}"),
    (
        "qualifier",
        rf"(?:[高低]于|超过|不足|未?达到?)(?P<n>{_AMOUNT})(?:以[上下])?的(?=(?:县市区?|地区)?(?:有|共|是|为|\d))",
    ),
    ("range", r"(?<![由从的])\d+(?:\.\d+)?%[-—－~～至到]+\d+(?:\.\d+)?%"),
    ("open", rf"(?:改善|好转|恶化|反弹)了?(?P<n>{_AMOUNT})"),
    ("saying", r"连续\d+个?(?:季度|月|年|天|日)"),
    (
        "margin",
        rf"[较比](?:20\d{{2}})?[^，。；、\d]{{0,10}}[年期县市州区均][多少高低]"
        rf"[\u4e00-\u9fff]{{1,8}}(?P<n>{_AMOUNT})",
    ),
    (
        "margin",
        rf"[县市州区](?:相比|比较)，[^，。；\d]{{0,8}}[^，。；]{{0,24}}?[高低多少](?P<n>{_AMOUNT})",
    ),
    ("qualifier", rf"(?P<n>{_AMOUNT})[^，。；、\d]{{1,8}}中的?(?=\d)"),
    ("excess", rf"(?:超额|[较比](?:{NAMED_AIM})+(?:多|少))(?:完成)?了?(?P<n>{_AMOUNT})"),
    (
        "margin",
        rf"(?:{_OFF}|比|距离?|超)[^，。；、]{{0,16}}(?:{NAMED_AIM}|要求)[值数量]?"
        rf"(?:[（(][^（）()]{{1,16}}[）)])?(?:[高低多少差]|[尚还]有|还差)?(?P<n>{_AMOUNT})",
    ),
    (
        "margin",
        rf"(?:[较比]第\d+[名位]|(?:{_OFF}|比|较)[^，。；、]{{0,8}}平均(?:水平|值|浓度)?)"
        rf"[高低多少]?(?P<n>{_AMOUNT})",
    ),
    ("saying", r"\d+(?:\+\d+)+(?:\+N)?|\d+\+N"),
    ("saying", r"\d+个(?:县市区?|县（市）|地州市?)(?=[中里内均为是，,、。]|全部|的|依次|分别|$)"),
    ("ordinal", r"第\s*\d+\s*[次届个批期号章条款项类位名]?"),
    ("number", r"\d+号(?:文件?|令|公告|楼|线)?|[A-Z]{1,5}/?T?\s?\d{2,6}(?:\.\d+)?[-—－]\d{4}"),
    ("number", r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—－]\d{7,8})(?!\d)"),
    (
        "name",
        r"PM\s?(?:2\.5|10|₂\.₅|₁₀)|[SN]O[2xX₂ₓ]|O[3₃]|CO[2₂]|G\d{2,4}(?=国道|线|高速)|[SX]\d{2,4}(?=省道|县道|线)",
    ),
    ("name", r"\d{2,3}(?:国道|省道|县道|乡道|号线)"),
    ("name", r"\d+(?:蒸吨|千瓦|兆瓦|吨)级"),
)
"""What has digits and counts nothing, by the key of its reason: all of it, or its group ``n``."""
