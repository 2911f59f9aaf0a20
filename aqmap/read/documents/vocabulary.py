"""
The words of the grammar: what stands between places, indicators and numbers.

Each kind of word has a letter; `aqmap.read.documents.grammar` is written in these letters. A word
that is not here makes its clause unreadable, and an unreadable clause gives no figure.
"""

from __future__ import annotations

import re

from aqmap.figures import Comparator

# Letters that are found by the workspace rather than by a word.
INDICATOR, PLACE, QUANTITY, NUMBER, PERIOD = "IPQNT"
RELATIVE, CHANGE, BASE = "RKB"
BREAK, UNKNOWN = ",X"

NOT_MORE = "不(?:得|能|应|可|要)?(?:高于|超过|多于|大于)"
NOT_LESS = "不(?:得|能|应|可|要)?(?:低于|少于|小于)"

# In the order in which they are looked for.
COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    (f"{NOT_MORE}|控制在", Comparator.LE),
    (f"{NOT_LESS}|至少", Comparator.GE),
    ("高于|超过|多于|大于", Comparator.GT),
    ("低于|少于|小于", Comparator.LT),
)
SUFFIXES: tuple[tuple[str, Comparator], ...] = (
    ("(?:及|或)?以上", Comparator.GE),
    ("(?:及|或)?以下|以内|之内", Comparator.LE),
)

WORDS: tuple[tuple[str, str], ...] = (
    # Places that no code stands for: whatever follows is not the whole's, nor the last named one's.
    (
        "U",
        "[各其]他?(?:县、市|县[（(]市[）)]|县市区?|县(?!城)|地区?|园区|区县)|其余县?市?|部分县市",
    ),
    ("W", "其中|特别是|尤其是"),
    ("H", "下达给?"),
    ("F", "相比较?|比较"),
    ("D", "分别|依次"),
    ("E", "均|都|各(?![县市地园])"),
    ("V", "(?:达到|符合)[^，；、]{1,8}(?:标准|要求)的"),
    (
        "L",
        "达到了?|达(?!标)|为|是|在|至(?![今少])|(?:提高|提升|增加|下降|降低|减少|降|升|增)[到至]|安排",
    ),
    ("M", "力争|争取|确保|计划|预计|必须|应当?|要|须|需|拟|将"),
    ("J", "已经?|目前|实际"),
    ("O", "(?:空气质量)?(?:考核)?(?:目标|任务)[值数量]?|散煤燃烧|燃烧"),
    ("V", "全面|全部|持续|继续|推进|实施|完成|总?共计?"),
    ("Y", "建设|铺设|淘汰|拆除|整治|改造|新增|推广"),
    ("V", "全年|年度|环境空气质量|空气质量"),
    ("G", "城市建成区|建成区|城区|市区"),
    ("Z", "从根本上|减少"),
    ("O", "的|工作"),
    ("A", "以及|[、和与及]"),
)

ASSIGNED = ("下达", "目标值", "考核目标")
"""Words by which a report calls a number a target."""

INTENDED = (
    "计划",
    "力争",
    "确保",
    "争取",
    "预计",
    "必须",
    "应",
    "须",
    "拟",
    "将",
    "目标",
    "任务",
    "下一步",
)
"""Words after which a report's numbers are not what was reached."""

PAST = ("已", "目前", "截止", "截至", "去年", "上年", "实际", "累计", "以来")
"""Words by which a plan tells what was before it."""

CONSEQUENCE = re.compile(
    r"[得扣加减计]\d+(?:\.\d+)?分|启动.{0,12}(?:预警|响应)|(?:发布|解除).{0,8}预警"
    "|予以(?:约谈|通报|问责|奖励|处罚|表彰)|约谈|问责"
)
"""What follows if a number is reached: the number before it is a condition, no target."""

FALLS = ("下降", "减少", "降低")
RISES = ("上升", "增加", "提高", "增长", "提升")
