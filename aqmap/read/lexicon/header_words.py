"""The words that head columns and rows: what they name, numbers of what, changes against when."""

from __future__ import annotations

import re

from aqmap.model.units import is_unit
from aqmap.read.lexicon.dates import SAME_PART, YEAR_BEFORE
from aqmap.workspace.places import SUBTOTALS, TOTALS

_PLACE_WORD = "(?:县|市|区|旗|地区|园区|地州|乡镇|乡|镇|街道办?|团场|社区|行政村|村)"
_OWNER = (
    "(?:使用|产权|业主|排污|用热|供热|企业|工业企业)单位(?:名称)?|单位名称|业主"
    r"|(?:工业|重点|排污|涉气)*企业(?:\(单位\))?(?:名称)?|公司(?:名称)?|工地(?:名称)?"
    "|(?:空气|国控|区控|自动|监测)*(?:站点?|点位|子站)(?:名称)?"
)
"""Those that a row's numbers belong to, and no county."""
PLACE_HEAD = re.compile(
    f"(?:责任|所属|所在|涉及|实施)?各?{_PLACE_WORD}(?:{_PLACE_WORD}|[()、/])*(?:名称?|别)?"
    "|各?(?:地州市?|行政区划?|区域)(?:名称)?|(?:实施)?地点|所在地|属地"
    f"|{_OWNER}"
)
_CODE = "(?:(?:统计用)?(?:行政)?区划|行政区|[县市区]{1,3}|地区|地区编)?代码|行政编码|adcode"
_NUMBER = f"序号|编号|号|no\\.?|行号|{_CODE}"
DEADLINE = "时限|时间|期限"
_BEGUN = "(?:投运|投用|投产|投入使用|启用|建成|建设|建造|安装|购置|出厂|制造|生产|登记|注册)"
_SINCE_WHEN = f"{_BEGUN}(?:年份?|年月|年限|时间|日期)"
_EACH = "规模|容量|吨位|蒸发量|出力|热?功率"
_SIZE = (
    f"(?:(?:单台|单机|单炉|每台|锅炉|设备|额定)+(?:{_EACH})|(?:设备|锅炉)?(?:规格型号|规格|型号))"
    r"(?:\([^()]*\))?"
)
_SIZE_OF_OWNER = re.compile(rf"(?:{_EACH})(?:\([^()]*\))?")
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(_NUMBER)),
    ("unit", re.compile("(?:计量|数量)?单位")),
    ("place", PLACE_HEAD),
    (
        "name",
        re.compile(
            "指标|项目|内容|任务|名称|类别|类型|分类|指标任务|任务指标|污染(?:物|因子)(?:名称|项目)?|监测因子"
            "|月份|年月|年份|季度|时段|(?:统计|监测|评价)(?:时段|月份)"
            "|(?:主要|考核|约束性|具体|目标|工作|重点|指标|任务|项目|建设)*"
            "(?:指标|任务|内容|名称|项目|事项)"
        ),
    ),
    (
        "remark",
        re.compile(
            "备?注|说明"
            "|(?:牵头|责任|配合|负责|落实|实施|建设|填报|主管|督导)(?:单位|部门|人|领导)+"
            f"|责任领导|{_SINCE_WHEN}|{_SIZE}|经纬?度|纬度|坐标|.*信用代码|.*电话|车牌号?码?"
            f"|.*(?:限值|标准值)|(?:评价|执行|国家|一级|二级)+标准|(?:首要|主要|超标)污染物|.*(?:{DEADLINE})|.*(?:措施|依据|来源|情况说明)|联系(?:人|电话|方式)"
        ),
    ),
)
MEASURE_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("number", _NUMBER),
        ("lead", "(?:牵头|主办|总牵头)(?:责任)?(?:单位|部门)"),
        ("cooperating", "(?:配合|参加|参与|协办|协同)(?:责任)?(?:单位|部门)"),
        ("responsible", "(?:责任|负责|落实|实施)(?:单位|部门|主体)(?:及责任人)?"),
        ("deadline", f"(?:完成|整改|办结)?(?:{DEADLINE})(?:要求|节点)?"),
        (
            "state",
            "(?:完成|进展|整改|落实|工作)(?:情况|状态|进度|进展)|进展|进度|状态|是否完成|是否销号",
        ),
        ("task", "(?:重点|主要|工作|整改|目标)*(?:任务|类别|领域|方向|事项)(?:名称)?"),
        (
            "title",
            "(?:具体|主要|重点|工作|整改|任务)*(?:措施|内容|举措)|(?:具体|细化)任务|任务要求",
        ),
    )
)
"""What heads the columns of a table of measures, the first that fits."""
_GENERIC = re.compile(
    "(?:年均|平均|本期|本月|当月|累计|建设|工程|改造|实施)?"
    "(?P<word>浓度|比率|比例|数值|数量|数|面积|户数|天数|总量|总数|工作量|工程量|规模|均值|指标值|值|量)?"
    "(?:[（(](?P<unit>.*)[）)])?"
)
_MEANT = {"面积": "亩", "户数": "户", "天数": "天", "浓度": "微克/立方米", "比率": "%", "比例": "%"}
_SPANNING = re.compile(
    "(?:历[年史]|近年来?|近[两三四五几]年|各年[度份]?|分?年[度份]|监测|实测|统计|评价|数据|结果|数值|指标值|变化|对比"
    "|比较|水平|状况|情况|大气|环境|空气|质量|主要|指标)+"
)
_DITTO = frozenset(("同上", "〃", "″", '"', "”", "“", "＂"))
_AMONG = re.compile("其中[:：]?")
_TOTAL = re.compile("|".join((*TOTALS, *SUBTOTALS)))
_EVERYONE = re.compile("各?(?:县市?区?|县、市|市县|地区?|区县|单位)?")

_DERIVED = re.compile(
    "完成率|完成比例?|占比|比重|同比|环比|增幅|降幅|变幅|增减|升降|增速"
    "|(?:增长|下降|变化|上升)(?:率|幅度|比例)?"
    "|进度比例?|排名|名次|得分|分值|自?评分|扣分|赋分|权重|差距|差值|缺口|剩余|未完成|尚需"
    "|占.{0,12}(?:比例|百分比|[%％])"
)
_AGAINST = re.compile(
    r"同比|[较比与](?:上年|去年)(?:同期)?|[较比与](?P<year>20\d{2})年(?P<part>同期)?"
)
OTHER_YEAR = "?"
"""What 变幅 is stated against: the other year that stands beside it."""
_MOVES = "变化|增减|变幅|升降|涨跌|下降|上升|提高|增加|减少|降低|改善|增长|增幅|降幅"
_CHANGE = re.compile(
    rf"(?P<whose>.*?)(?:(?:{_AGAINST.pattern})(?:相比)?(?:{_MOVES})?(?:率|幅度?|情况|值|量)?"
    "|(?:变幅|增减|升降|变化)(?:率|幅度?|情况|值|量)?)"
)


def head_of(plain: str) -> str:
    """Return what a label heads if it names no more than that: ``number``, ``place`` and so on."""
    lower = plain.lower().rstrip(":：")
    return next((word for word, pattern in _HEADS if pattern.fullmatch(lower)), "")


def is_owner_head(plain: str) -> bool:
    """Return whether a text heads firms, sites and the like: 使用单位, 企业名称."""
    return re.fullmatch(_OWNER, plain) is not None


def is_size_of_owner(plain: str) -> bool:
    """Return whether a text beside a firm's name heads the size of what it has: 规模（蒸吨）."""
    return _SIZE_OF_OWNER.fullmatch(plain) is not None


def is_deadline_head(plain: str) -> bool:
    """Return whether a text heads dates by which rows are done, and not since when: 投运时间."""
    return re.search(DEADLINE, plain) is not None and not re.search(_SINCE_WHEN, plain)


def is_place_head(plain: str) -> bool:
    """Return whether a text heads places: 县市区."""
    return PLACE_HEAD.fullmatch(plain) is not None


def is_mean(plain: str) -> bool:
    """Return whether a text among places heads a mean of the rows above it: 平均, of no place."""
    return re.fullmatch("(?:算术)?平均值?|均值|平均数", plain) is not None


def without_total(text: str) -> str:
    """Return a name without 合计, 汇总 and the like."""
    return _TOTAL.sub("", text)


def is_total(text: str) -> bool:
    """Return whether a text names a total, and no place of its own: 合计, 各县市合计."""
    whose = without_total(text)
    return whose != text and not is_subtotal(text) and _EVERYONE.fullmatch(whose) is not None


def is_subtotal(text: str) -> bool:
    """Return whether a text names the sum of only some."""
    return any(word in text for word in SUBTOTALS)


def generic_unit(name: str) -> str | None:
    """
    Return a unit of what a name counts that only says that there is a number.

    Empty where it may be any: 数值, 本期. None where it says more, as 新增面积 does.
    """
    match = _GENERIC.fullmatch(name) if name else None
    if match is None or (match["unit"] is not None and not is_unit(match["unit"])):
        return None
    return _MEANT.get(match["word"] or "", "")


def is_spanning(text: str) -> bool:
    """Return whether a label over years or roles says nothing of its own: 历年, 监测结果."""
    return _SPANNING.fullmatch(text) is not None


def is_ditto(text: str) -> bool:
    """Return whether a cell stands for the one above it: 同上, 〃."""
    return text in _DITTO


def among(text: str) -> bool:
    """Return whether a name is that of a part: 其中：伊宁市."""
    return _AMONG.match(text) is not None


def without_among(text: str) -> str:
    """Return a name without the 其中 that makes it a part of the one before it."""
    return _AMONG.sub("", text, count=1) if _AMONG.match(text) else text


def is_derived(plain: str, *, whole: bool = False) -> bool:
    """Return whether a text names a rate, a change or a rank, or holds such a name."""
    return (_DERIVED.fullmatch if whole else _DERIVED.search)(plain) is not None


def change_of(plain: str) -> str | None:
    """Return whose change a text names, which may be empty: 较2019年同期; None if no change."""
    match = _CHANGE.fullmatch(plain)
    return match["whose"] if match else None


def against_year(text: str) -> str:
    """Return what a change is stated against, as a sentence would; the other year for 变幅."""
    match = _AGAINST.search(text)
    if not match:
        return OTHER_YEAR
    if not match["year"]:
        return YEAR_BEFORE
    return SAME_PART + match["year"] if match["part"] else match["year"]
