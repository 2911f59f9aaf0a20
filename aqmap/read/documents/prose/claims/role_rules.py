"""
What says the role of a sentence's number: a table of rules, by rank.

Of the rules that hold, those of the first rank decide. A weak rule may be said of either: it
decides nothing alone against what stands around it, and where that says another role, both are
asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from aqmap.model.figures import Role
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.lexicon.comparators import COMPARATORS, any_word
from aqmap.read.lexicon.role_words import AIM_REACHED, AIMED, FORECAST, NAMED_AIM, OUGHT


class Rank(IntEnum):
    """What a rule goes by, the first to be heard first."""

    CLAUSE = 1
    HEADING = 2
    YEAR = 3
    TITLE = 4
    VERB = 5


class Where(StrEnum):
    """Where a rule's words stand."""

    CLAUSE = "clause"  # the number's own
    LEAD = "lead"  # from the last semicolon up to the number's clause
    BEHIND = "behind"  # the number's clause and what follows it
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """
    A rule: where these words stand, the number is that.

    Attributes
    ----------
    name
        What its words are.
    rank, weak
        When it is heard, and whether it only counts together with others.
    role
        What it says.
    where, pattern
        Where which words are looked for.
    example
        A sentence, or a heading, in which it holds.
    kind
        The kind of document that it is for; empty for every kind.
    beside
        What the number's own clause must say too, if anything.
    """

    name: str
    rank: Rank
    role: Role
    where: Where
    pattern: str
    example: str
    weak: bool = False
    kind: str = ""
    beside: str = ""

    def finds(self, texts: Mapping[Where, str]) -> str:
        """Return the words by which it holds in texts, or nothing."""
        if self.beside and not re.search(self.beside, texts[Where.CLAUSE]):
            return ""
        match = re.search(self.pattern, texts[self.where])
        return match[0] if match else ""


_DONE_OF = rf"(?:完成|占)[^，。；]{{0,12}}(?:{NAMED_AIM})[量数值]?的?\d+(?:\.\d+)?%|完成率"
_DOING = "完成|建成|淘汰|拆除|改造|实施|新增|投放|关停|安装|推广|关闭|取缔|治理|更新|铺设"
_BACK = "同比|环比|[较比与](?:去年|上年|上月)"

ROLE_RULES: tuple[RoleRule, ...] = (
    # the clause's own words
    RoleRule(
        "handed down",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        v.ASSIGNED.pattern,
        "昌吉州下达造林5万亩。",
    ),
    RoleRule(
        "called an aim",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        r"^(?!.*(?:完成|占.{0,12}(?:任务|目标))).*(?:应达|(?:任务|目标)(?!的|[^，。；]{0,2}\d+[项个条]))",
        "全年任务造林5万亩。",
    ),
    RoleRule("aimed at", Rank.CLAUSE, Role.TARGET, Where.CLAUSE, AIMED, "伊宁市力争造林5万亩。"),
    RoleRule("ought", Rank.CLAUSE, Role.TARGET, Where.CLAUSE, OUGHT, "奎屯市必须造林5万亩。"),
    RoleRule(
        "done of a task",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.CLAUSE,
        f"^(?!.*(?:前|以上))(?:.*?)(?:{_DONE_OF})",
        "造林完成任务的80%。",
    ),
    RoleRule(
        "already",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.CLAUSE,
        "^(?:实际|现?已|目前)(?!.*(?:应达|任务(?!的)|目标))",
        "已造林5万亩。",
    ),
    RoleRule(
        "done by now",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.CLAUSE,
        f"^(?!.*(?:{NAMED_AIM}|应|确保|力争|未|[年月日底末]之?前)).*(?<!即)已(?:经|累计|全部)*(?:{_DOING})(?!的)",
        "截至6月底已淘汰锅炉12台。",
    ),
    RoleRule(
        "so far, in a plan",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.CLAUSE,
        "已(?:经?完成|建成|达|淘汰|拆除|实现|累计)|实际|目前|现状|现有|尚[有存余]|仍有|保留的",
        "现有燃煤锅炉20台。",
        kind="plan",
    ),
    *(
        RoleRule(
            f"a forecast, perhaps {role}",
            Rank.CLAUSE,
            role,
            Where.CLAUSE,
            FORECAST,
            "改造完成后预计每年可减少散煤0.6万吨。",
            weak=True,
        )
        for role in (Role.TARGET, Role.MEASURED)
    ),
    RoleRule(
        "aim of a bracket",
        Rank.CLAUSE,
        Role.TARGET,
        Where.LEAD,
        "(?:目标|任务|要求|限值)[值数量]?[一二三四五六七八九十\\d]{0,2}[是为]?[（(：:]$",
        "PM2.5平均浓度，年度目标（35微克/立方米。",
    ),
    RoleRule(
        "next steps",
        Rank.CLAUSE,
        Role.TARGET,
        Where.LEAD,
        "下一?步|[明来]年(?!度?初)",
        "下一步，造林5万亩。",
    ),
    RoleRule(
        "aimed at before",
        Rank.CLAUSE,
        Role.TARGET,
        Where.LEAD,
        v.NOT_YET,
        "力争到年底，造林5万亩。",
        weak=True,
    ),
    RoleRule(
        "ought before",
        Rank.CLAUSE,
        Role.TARGET,
        Where.LEAD,
        OUGHT,
        "确保空气质量改善，PM2.5平均浓度达到35微克/立方米。",
        weak=True,
        beside=r"达到?\d|控制|不[低高]于|[高低降升][到至]|^(?!.*(?:已|实际|同比|较|月|截)).*(?:完成|淘汰|拆除|新增|造林)",
    ),
    RoleRule(
        "perhaps aimed at",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        "(?<!即)将(?!.{0,12}纳入)",
        "将20家企业列入名录。",
        weak=True,
    ),
    RoleRule(
        "allowed",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        "允许|容许|上限|总投资|概算|指标[值数]?[为是]?\\d",
        "全年允许超标25天。",
        weak=True,
    ),
    RoleRule(
        "kept within",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        f"{any_word(COMPARATORS[:2])}|以内",
        "PM2.5平均浓度控制在35微克/立方米以内。",
        weak=True,
    ),
    RoleRule(
        "due by a day",
        Rank.CLAUSE,
        Role.TARGET,
        Where.CLAUSE,
        "(?:[底末日]|月份?|年)之?前(?:全部|要|再)?(?!已)[^，。；]{0,24}(?:完成|实现|达|再|[淘拆]|改造)",
        "9月底前完成造林5万亩。",
        weak=True,
    ),
    RoleRule(
        "told of the past, in a plan",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.LEAD,
        "已|现有|现状|目前|截[止至]|(?<![与较比])(?:去年|上年)|实际|累计(?!达到)|以来",
        "截至年底，造林5万亩。",
        weak=True,
        kind="plan",
    ),
    RoleRule(
        "compared with the year before, in a plan",
        Rank.CLAUSE,
        Role.MEASURED,
        Where.BEHIND,
        rf"为\d[^，。；]{{0,16}}[，（](?:{_BACK})",
        "PM2.5平均浓度为35微克/立方米，同比下降5%。",
        weak=True,
        kind="plan",
    ),
    # the headings above
    RoleRule(
        "looks back",
        Rank.HEADING,
        Role.MEASURED,
        Where.HEADING,
        "回顾|总结|基期|进度(?!安排|要求|计划)|(?:完成|工作|落实|进展|执行|整改|运行|推进|开展|实施|基本|质量|达标|总体|主要)情况|进展|成效|成绩|现状"
        "|状况|做法|监测结果|排名",
        "2024年工作回顾",
    ),
    RoleRule(
        "looks ahead",
        Rank.HEADING,
        Role.TARGET,
        Where.HEADING,
        rf"^(?!.*{AIM_REACHED}).*(?:{NAMED_AIM}|打算|安排|思路|部署|要点|要求)(?!.*(?:情况|进展|进度(?!安排|要求)|成效|状况|回顾|总结))|下一?步|展望",
        "下一步工作打算",
    ),
    # the verb alone
    RoleRule(
        "told as done",
        Rank.VERB,
        Role.MEASURED,
        Where.CLAUSE,
        r"为|达(?!标)|完成|共|有\d|出现|发生|[淘拆]|监测",
        "阜康市PM2.5平均浓度为35微克/立方米。",
    ),
    RoleRule(
        "bounded",
        Rank.VERB,
        Role.TARGET,
        Where.CLAUSE,
        r"(?:达|降|控制|保持|稳定|完成)[^，。；]{0,24}\d[^，。；]{0,10}以[上下内]",
        "阜康市优良天数比例保持在80%以上。",
    ),
    RoleRule(
        "compared with the year before",
        Rank.VERB,
        Role.MEASURED,
        Where.BEHIND,
        _BACK,
        "昌吉市造林5万亩，同比增加2%。",
    ),
)
