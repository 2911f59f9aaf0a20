"""Whether words around a number name what it counts, or say something of it that no rule reads."""

from __future__ import annotations

import re

_OF_NOTHING = (
    "出现|发生|任务|目标|指标|考核|控制|年度|全年|[数总]值|数值|户数|总数|数量|总量|第[一二三四五]批|现将|其中?|此|再"
    "|仅|尚|还|仍|有|共|约|占|剩余?|余下|滞后|村|完工|开工|验收|合格|淘汰|拆除|完成|新增|改造|率先|承担|认领|平均|浓度"
    "|均值|累[计积]|落实|需|面积|自筹"
)
_NAMES_NOTHING = re.compile(f"(?:{_OF_NOTHING})+[数值量]?")
_SAYS_MORE = re.compile(
    "^(?:但|却|而|仅|只|就|又|也|并|另|则|其次|此外|同时|因此|所以|虽然?|即使?|由|从|自(?!治)|比|较|与|离|距|除|若|[每这该此])"
    "|^(?:涉及(?!资金)|覆盖|受益|惠及|占|其|[上下]半年|分解|督促|推动|印发)"
    "|^(?:居民|农户|群众|用户|住户|行政村|乡镇)$"
    "|(?:共计?|累计|自动|有效)监测$|排[名序]$|(?:[由从至到较仅余]|(?<!占)比)$|不足$|超过?$|[高低优好]于"
    "|[上下][月周旬期季]|前[月周旬期]|往年|历[年史]|多年|常年|同期|此前|当[日天时]|[昨今明]日|一度|曾"
    "|核[减增定]|[调压缩][减增整低高]|追加|变更|置换出|允许|容许|原则上|最[高低大小多少]|平均每|[户人亩台车日月][平]?均"
    "|是否|可[以能]|大约|左右|以来|期间|如果|因(?!素)|无需|不得|不再|免于"
)
_LIMIT = re.compile("排放浓度")
_GRADE = (
    "优良|良好|优级?|良级?|达标|(?:[轻中重]度(?:及其?以上)?|严重|重)?污染|超标|沙尘(?:天气)?|有效监测|监测"
    r"|(?:[一二三四五六]|[ⅠⅡⅢⅣⅤⅥIV]{1,3})级(?:[（(][优良]?(?:[轻中重]度污染|严重污染)?[）)])?"
)
_OF_AIR = (
    "(?:全[市县州区]|城市|(?:主|中心)?[城市]区|县城)?(?:环境)?(?:空气)?(?:质量)?(?:级别)?(?:达到|为)?"
    "(?:AQI|平均(?!重(?:度及?以上)?污染[天日]数(?![比占])|优良[天日]数[比占]))?"
)
_KNOWN_IN_THE_FIELD = re.compile(
    f"{_OF_AIR}(?:{_GRADE})(?:及?以上)?的?(?:天数|日数)(?:比例|比率|占比)?"
    "|(?:年度|目标)?(?:任务)?完成率"
    "|(?:森林覆盖|林草覆盖|草原综合植被覆?盖)[率度]"
    "|散煤(?:治理|削减|替代|清零)"
)


def names_a_thing(written: str, *, aimed: bool) -> bool:
    """
    Return whether the words beside a number name what it counts.

    They do not where they tell how much of it, or what was done (淘汰), and not of what; nor where
    they say what may change which time, place or limit the number is of (上月, 户均, 核减, 其次).
    What ought not to be exceeded by every chimney (排放浓度) is no target of a place.
    """
    if _NAMES_NOTHING.fullmatch(written) or _SAYS_MORE.search(written):
        return False
    return not (aimed and _LIMIT.search(written))


def is_a_known_name(written: str) -> bool:
    """Return whether words are a name of the field that no catalogue has to hold: 轻度污染天数."""
    return _KNOWN_IN_THE_FIELD.fullmatch(written) is not None
