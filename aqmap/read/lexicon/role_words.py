"""Words that say what a number is, or what a column tells: a target, a result, a baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aqmap.model.figures import Role

NAMED_AIM = "目标|任务|计划"
"""Nouns that name a target, whatever stands beside them."""
AIM = f"{NAMED_AIM}|下达|考核|要求"
DONE = "完成|实际|现状|达到|落实|实绩|已"
BASE = "基数|基准|基期"
PROGRESS = "进度|进展"
AIM_REACHED = "(?:超额|提前|圆满|顺利|如期|全面)(?:完成|实现)"
"""Words by which a title that names an aim may tell of what was reached: 超额完成目标任务."""
INTENT = "力争|争取|确保|计划|预计|拟|将"
"""Verbs of what is yet to be done."""
FORECAST = (
    "(?:(?:预计|预期|可|能够|将)(?:每年|年均|全年|再|新增)*(?:可|能|将)?"
    "(?:减少|节约|节省|削减|替代|减排|压减)"
    "|(?:预计|预期)[^，。；：]{0,8}可(?:完成|达到|实现)"
    "|(?:预计|预期|预测)[^，。；：]{0,30}(?:浓度|比例|比率|指数|天数|微克))"
)
"""Words of what is thought to follow, or to come of the air: neither aimed at nor reached."""
AIMED = (
    f"力争|争取(?!.{{0,14}}(?:资金|项目|补助))|(?!{FORECAST})预计|(?<![模虚])拟(?![定订合])|下一步"
    r"|(?<![动订定制编展划])计划(?=[\u4e00-\u9fff\d])(?!.{0,8}(?:已|完成情况))"
    "|将(?=完成|达到|实现|建成|新增|投入|于|力争|确保)"
)
"""Those and their like in a sentence, where they are no part of another word."""
OUGHT = (
    "确保(?!了)|(?<![需重主不])要(?=完成|达到|实现|确保|力争|加快|把|降|提高|淘汰|控制)|必须"
    "|(?<![相供响反适效感])应(?![急用对])|(?<!必)须"
)
"""What ought to be done, likewise."""
WORK_TO_DO = f"{NAMED_AIM}|要求|措施|工作内容"
"""What heads a column of what is to be done."""
WORK_DONE = "(?:完成|落实|进展|进度|整改|推进|实施|执行|开展|工作)情况|成效|进展|采取|已完成|结果"
"""What heads a column of what was done; it holds where both are said."""
_PLANNED = re.compile(
    "(?:计划|应|拟|需|须|要求)(?:完成|达到|实现)(?!情况)|[月日年底末]之?前(?:应|需|须|要)?(?:完成|达到|建成|实现)(?!情况)"
)


def role_of(text: str) -> tuple[Role | None, bool]:
    """
    Return the role that a label or a title gives, and whether its words contradict each other.

    Of 目标完成情况 the last word holds: what was reached. 计划完成 is a target; 完成目标 may be
    either.
    """
    if re.search(BASE, text):
        return Role.BASELINE, False
    if re.search(f"截[止至]|{PROGRESS}", text):
        return Role.PROGRESS, False
    aims = [m.start() for m in re.finditer(AIM, text)]
    done = [m.start() for m in re.finditer(DONE, text)]
    if _PLANNED.search(text):
        return Role.TARGET, False
    if aims and done:
        return (Role.MEASURED, False) if done[-1] > aims[-1] else (None, True)
    if aims or done:
        return (Role.TARGET if aims else Role.MEASURED), False
    return None, False


@dataclass(frozen=True, slots=True)
class NameRule:
    """
    A rule: what a column or row is called so gives this role.

    Attributes
    ----------
    role
        What its numbers are.
    pattern
        The words that say it.
    example
        A name in which they do.
    """

    role: Role
    pattern: str
    example: str


_WORK_DONE_TO = "改造|淘汰|治理|整治|拆除|替代|削减|压减|更新|建设|新建|安装|完成|任务|目标|计划"
NAME_RULES: tuple[NameRule, ...] = (
    NameRule(
        Role.MEASURED,
        f"^(?:现有|现存|在用|实有|保有|在册|摸排|摸底)(?!.*(?:{_WORK_DONE_TO}))|(?:存量|保有量|底数)(?:[（(].*)?$",
        "现有燃煤户（户）",
    ),
    NameRule(
        Role.TARGET,
        r"^(?:年度|全年|本年)?(?:计划|任务|目标|下达|拟|须)(?=[\u4e00-\u9fff])|^应(?![急用对收])"
        "|(?:任务|计划|目标)(?:数|量|值|户数|台数|面积)?(?:[（(].*)?$",
        "计划改造（户）",
    ),
    NameRule(Role.MEASURED, "^(?:已经?|实际|累计)(?:完成|实施|建成)?", "已改造（户）"),
)
"""In the order in which they are tried; the first holds."""


def role_of_name(name: str) -> Role | None:
    """Return the role that the name of a thing gives its numbers: 现有燃煤户 is a stock."""
    return next((rule.role for rule in NAME_RULES if name and re.search(rule.pattern, name)), None)
