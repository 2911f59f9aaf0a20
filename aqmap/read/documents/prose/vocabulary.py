"""
The words of the grammar: what stands between places, indicators and numbers, or is no number.

Each word has a kind; the patterns of `aqmap.read.documents.prose.grammar` are rows of kinds. A word
that is not here makes its clause unreadable to them.
"""

from __future__ import annotations

import re

from aqmap.read.documents.prose.tokens import Kind
from aqmap.read.lexicon.role_words import INTENT, NAMED_AIM

UNITS = (
    "(?:[十百千]?[万亿])?(?:"
    "(?:吨|千克|公斤|克)/(?:月[·•]?)?平方(?:公里|千米|米)(?:[·•]?月)?|平方公里|平方千米|平方米|立方米|公里|千米|米|公顷|亩|吨标准?煤|千瓦时|千瓦|兆瓦|蒸吨/?小?时?|吨|公斤|千克"
    "|元|小时|天|分贝|度|个百分点|批次|轮次|吨次|人次|家次|台次|辆次|户次|场次|户|台|辆|家|人|名|次|座|处|项|套|条|起|件|份|支"
    "|批|轮|期|栋|幢|间|所|块|株|棵|盏|口|眼|艘|头|只|个"
    "|(?:微克|毫克)(?:/|每)立方米"
    ")|%|‰|[mμu]g/(?:m3|m³|L|l)"
)
"""What may stand behind a number that counts or measures, known to the catalogue or not."""

COUNTS = "一两三四五六七八九十"

KINDS_OF_PLACE = (
    "各县(?:市区?|（市）|\\(市\\)|、市)(?![人政党委应要])"
    "|设市城市|县级城市|县级市(?!政)|各?县城(?!市)|地级城市"
)
"""Kinds of place, of which a prefecture's document states a target for each."""

_OF_COUNTIES = "(?:县市区|县市|县（市、?区?）|县\\(市、?区?\\)|县、市|地州市?|州市|区县|市县)"
AREAS = (
    "(?:全?[州市县疆]|自治州|地区)?(?:(?:[东南西北]{1,2}|(?<![其之集当])中)部|[东南西北]疆)"
    "(?![分门署委队长件位]|大开发|计划|战区|铁路|线|网)"
    f"(?:的?(?:地区|区域|片区))?(?:(?:\\d{{1,2}}|[{COUNTS}])?个?{_OF_COUNTIES})?"
    "|(?:首府|伊犁河谷|天山北坡|乌昌石|奎独乌|乌昌)(?:及?周边)?(?:地区|区域|片区|经济带|城市群)?"
    f"(?:\\d{{1,2}}个?{_OF_COUNTIES})?"
    "|[\u4e00-\u9fff]{1,3}(?:[-—–－~～·][\u4e00-\u9fff]{1,4}){1,3}(?:区域|片区|地区|城市群|经济带|一带)"
    "|[\u4e00-\u9fff]{2,4}(?:城市群|都市圈|经济带|经济圈)"
    "|(?:全[国疆]|自治区|新疆)(?=的?(?:环境)?(?:空气|优良|达标|PM|细颗粒|可吸入|二氧化|臭氧|一氧化|平均(?!水平)|重污染|受))"
    f"|(?:平原|山区|沿线|周边|个别|多数|大部分|少数|有|其余|其他|另外)(?:\\d{{1,2}}个?)?{_OF_COUNTIES}"
)
"""Parts of a region, and regions around it: no code stands for them."""

COUNTED_PLACES = (
    f"等?(?P<count>\\d{{1,2}}|[{COUNTS}])个?"
    f"(?:{_OF_COUNTIES}|城市|[县市地区](?![场政域级直辖面下县市区]))"
)
"""How many places a list before it names: 甲县、乙县和丙市3县市."""

ADDED = "新增|新建|完成|淘汰|拆除|改造|推广|计划"
"""Verbs that may stand before an indicator's name and leave it the same."""

WORDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FILLER,
        "平均(?=[为达优空])|(?<=[，；月度年])(?:平均)?浓度(?=[为达是])|(?<=月)浓度最[高低]",
    ),
    (
        Kind.FILLER,
        r"仅(?=[为有占达完])|而(?=\S{2,6}[县市州])|[因且](?!素|此|为)|发生(?=重)|连续[两三]年",
    ),
    # Places that no code stands for: whatever follows is not the whole's, nor the last named one's.
    (
        Kind.UNCODED_PLACE,
        "各(?:乡[（(]?镇[）)]?|镇|街道|社区|行政村|村|单位|部门|企业|学校)|[各其]他?(?:县、市|县[（(]市[）)]|县市区?|县(?!城)|地区?|园区|区县)|其余县?市?|部分县市",
    ),
    (Kind.OF_WHICH, "其中[：:，,]?|特别是|尤其是"),
    (Kind.FROM, "由|从(?!根本|严|重|快|源头)"),
    (Kind.HANDED_DOWN, "(?:自治州|自治区|国家|上级|地区|[州省市县][上里])?下达给?"),
    (Kind.FILLER, "控制(?=目标)|按照?(?=[^，。；]{0,8}综合指数)|(?<=综合指数)(?:评价|排[名序])"),
    (Kind.FILLER, f"再(?={ADDED}|下降|降低|提高|提升)|净(?=[削消减增])"),
    (Kind.COMPARED, "相比较?|比较"),
    (Kind.RESPECTIVELY, "分别|依次"),
    (Kind.EACH, "均|都|各(?![县市地园])"),
    (Kind.FILLER, "(?:达到|符合)[^，；、]{1,8}(?:标准|要求)的"),
    (
        Kind.REACHES,
        "达到了?|(?<!最)高达|达(?!标)|(?<![行作认因])为|是|(?:稳定|保持|维持|稳定保持)在?|在(?![建用册岗职线营产校途])|至(?![今少])"
        "|(?:提高|提升|增加|增长|上升|升高|上涨|攀升|下降|降低|减少|回落|压减|压降|缩减|削减|消减|改善|好转|优化"
        "|[减降升增])[到至]了?|(?:提高|提升|增加|上升|升高|上涨|下降|降低|减少|回落|改善)为|安排",
    ),
    (Kind.INTENT, f"{INTENT}|必须|应当?|要(?![求素点件闻])|须|需"),
    (
        Kind.ALREADY,
        "已经?|目前|实际|未?(?:扣除|剔除|去除)沙尘(?:天气)?(?:影响)?(?:因素)?[后时]?|含沙尘(?:天气)?时",
    ),
    (Kind.ADJUNCT, "(?:空气质量)?(?:考核)?(?:目标|任务)[值数量]?|散煤燃烧|燃烧"),
    (
        Kind.FILLER,
        "(?:全面|全部|持续|继续|推进|实施|完成|总?共(?:计|有)?|圆满|纳入|努力|积极|大力|加快|稳步|有序|切实|进一步|不断"
        "|基本|组织|开展|实现|全力|着力|严格|有效|超额|顺利|合计|累计)(?!率|比例)",
    ),
    (Kind.ACTION, "建设|铺设|淘汰|拆除|整治|改造|新增|推广"),
    (Kind.FILLER, "环境(?=空气)|(?:相邻|毗邻|邻近|周边)的(?=\\S{2,6}[县市州])"),
    (Kind.FILLER, "同年(?!度)|今年以来|年度|当年|环境空气质量|空气质量"),
    (
        Kind.PLACE_PART,
        r"(?<=[率比])城市(?=(?:达到?|为|不低于)\d)|城市建成区|建成区|城区|市区|县城(?!市)",
    ),
    (Kind.REDUCTION, "从根本上|减少"),
    (Kind.ADJUNCT, "的|工作"),
    (Kind.AND, "以及|[、与及]|和(?!田[地市县])"),
)

ASSIGNED = re.compile("下达(?!.{0,6}(?:决定|通知|整改|罚))|目标值|考核目标")
"""Words by which a report calls a number a target."""

INTENDED = (
    *INTENT.split("|"),
    "必须",
    "应",
    "须",
    "目标",
    "任务",
    "下一步",
)
"""Words after which a report's numbers are not what was reached."""

DAYS_OF = re.compile(
    "(?:空气质量)?(?:优良?|良好?|达标|超标|(?:[轻中重]度|严重)?(?:及以上)?污染|(?:有效)?监测)"
)
"""What is counted in days without the word: 优良178天."""

BEHIND_A_THING = re.compile("(?:按照|根据|依据|按)$|(?<=[^占年度])(?:年度)?(?:目标)?任务[数量]?$")
"""What behind the name of what is counted is no part of it: 散煤削减任务5万吨."""

SHARE_OF_DAYS = re.compile("占(?:全年|总|有效|监测|当月|天数|日数|比例?|的|为|达)*")
"""What a share is said by behind a number of days: 优良天数280天，占全年的76.5%."""

OBJECT_VERBS = (
    "提升改造|设立|建立|建成|新建|建设|完成|实现|实施|新增|淘汰|拆除|改造|整治|取缔|关停|关闭|安装|投放|推广|聘请|检查|查处|发现|开展"
    "|组织|召开|印发|制定|办理|处理|处置|治理|修复|修补|配备|购置|采购|更换|铺设|投入|争取|落实|推进|涉及|覆盖|核查"
    "|抽检|监测|约谈|清理|推送|出动|启动|立案|处罚|责令|安排|下达|培训|举办|发放|对|以|及"
)
"""Verbs whose object stands behind the number: 完成27台…改造."""

REDUCED = "下降|减少|降低|削减|消减|压减|缩减|下滑|回落|减低"
GROWN = "上升|增加|提高|增长|提升|升高|上涨|增多"
BETTER, WORSE = "改善|好转", "恶化|变差|反弹"
"""Which way the number went that these say is its indicator's to tell."""

OPEN_WORDS = re.compile(
    r"[优好高低]于目标|超过?目标|超额(?=\d)|未(?!报|来|扣除|剔除)|不再|取消|若|如果|一旦|(?<!例)如有|除外|除了|以外|之外|没有|尚无|或者?(?!以)|平均每|每[个家户台辆次人]|等县|等地"
)
"""Words that leave open whether the number behind them is said of the place at all."""

NOT_YET = (
    "(?<![占为])计划(?!.{0,8}(?:已|完成))|力争|争取(?!.{0,14}(?:资金|项目|补助))|预计|拟|将(?!.{0,12}纳入)"
    "|下一步"
)
"""Words after which a report's numbers are not what was reached, up to the next semicolon."""

CONSEQUENCE = re.compile(
    r"[得扣加减计]\d+(?:\.\d+)?分|启动.{0,12}(?:预警|响应)|(?:发布|解除).{0,8}预警"
    "|予以(?:约谈|通报|问责|奖励|处罚|表彰)|约谈|问责|扣减|罚款|处以"
)
"""What follows if a number is reached: the number before it is a condition, no target."""

_AMOUNT = rf"\d+(?:\.\d+)?\s*(?:{UNITS})"
LIMITS = (
    "(?<!考核)(?<!目标)(?:标准|限值|指导值)"
    rf"[（(](?P<n>[^（）()]*\d(?:{UNITS})[^（）()]*)[）)]"
)
"""A standard with its limits in brackets behind it, whatever these are of."""

MEETS = (
    rf"[均都]?(?:优于|好于|低于|达到|符合)(?:{_AMOUNT}的)?国家[一二]?级?(?:年均)?"
    "标准(?:限值)?(?:要求)?"
)
"""A standard that numbers meet, which adds nothing to what they are of."""

RANKED = (
    "(?:位?[居列]|排名?)在?(?:全?(?:[州市县区疆国](?:直|级)?|地区)|自治[区州])"
    r"(?:各?县市区?)?(?:前列|前茅|首位|第[一二三四五六七八九十\d]{1,3}位?|前[一二三四五六七八九十\d]{1,2}位?)"
)
"""A rank: the place in it is only that of the others who are ranked."""

_OFF_BY = "[高低优好]于|超过|多于|少于"


NOT_FINITE = r"(?<![A-Za-z])(?:nan|NaN|NAN|inf|INF|Inf|[Ii]nfinity)(?![A-Za-z])|∞|无穷大"
"""What programs write for no finite number; it has no digits."""

NOT_COUNTED: tuple[tuple[str, str], ...] = (
    ("not_finite", rf"{NOT_FINITE}|\d+(?:\.\d+)?[eE]\+?\d{{3,}}"),
    (
        "saying",
        r"[一二三四五六七八九十\d]+个(?:百分之百|100%|方面|严禁|不准|必须|一律|统一|到位|确保|专班|工作组|小组)",
    ),
    ("saying", r"\d+(?:条|大|项|个)(?:主线|战役|行动|措施|抓手|原则|举措|机制|体系|攻坚战)"),
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
    (
        "threshold",
        rf"(?<!考核)(?<!目标)(?:标准|限值|指导值|阈值)(?:限值|要求|浓度|值)?[为是:：(（]{{0,2}}(?P<n>{_AMOUNT})",
    ),
    (
        "qualifier",
        r"(?:[高宽厚深长]度|[株行间]+距|(?:林|绿化)?带宽|直径|路宽)[^，。；、\d]{0,6}(?P<n>\d+(?:\.\d+)?(?:厘米|毫米|米)(?:[×xX*]\d+(?:\.\d+)?(?:厘米|米))*)",
    ),
    (
        "qualifier",
        r"每[户亩台辆吨人度米][^，。；、\d]{0,8}(?P<n>\d+(?:\.\d+)?[万亿]?元)|(?<![\d.])\d+(?:\.\d+)?元/[^，。；、\d]{1,4}",
    ),
    (
        "saying",
        r"(?<!新建)(?<!新增)(?<!建设)(?<!建成)[国省区州县市]控(?:站点?|点位|子站)\d+[个座]|\d+[个座][国省区州县市]控(?:站点?|点位|子站)",
    ),
    ("saying", r"\d+[项种个](?:监测|评价)?(?:指标|因子|参数)"),
    ("margin", rf"(?<![年期度])[高低多少]出(?P<n>{_AMOUNT}|\d+(?:\.\d+)?个百分点)"),
    ("margin", rf"缺口(?:约|为|达)?(?P<n>{_AMOUNT})"),
    ("excess", rf"(?:超额|[较比](?:{NAMED_AIM})+(?:多|少))(?:完成)?了?(?P<n>{_AMOUNT})"),
    (
        "margin",
        rf"(?:{_OFF_BY}|比(?![率例重])|距离?|超)[^，。；、]{{0,16}}(?:{NAMED_AIM}|要求)[值数量]?"
        rf"(?:[（(][^（）()]{{1,16}}[）)])?(?:[高低多少差]|[尚还]?有|还差|[还仅]剩)?(?P<n>{_AMOUNT})",
    ),
    (
        "margin",
        rf"[与较比和](?:年度|全年)?(?:{NAMED_AIM})[值数量]?{_AMOUNT}(?:相比较?)?[，,]?[高低多少](?P<n>{_AMOUNT})",
    ),
    (
        "margin",
        rf"(?:[较比]第\d+[名位]|(?:{_OFF_BY}|比|较)[^，。；、]{{0,8}}平均(?:水平|值|浓度)?)"
        rf"[高低多少]?(?P<n>{_AMOUNT})",
    ),
    (
        "qualifier",
        r"\d+(?:[日天]|个月|年)[以之]?内(?=[^，。；]{0,4}(?:完成|整改|办结|报送|上报|答复|反馈|处理|回复))"
        r"|\d+个?(?:工作|自然)日(?:[以之]?内)?",
    ),
    (
        "qualifier",
        r"\d+小时(?=以?内|值[守班]|监测|在线|不间断|不停|连续|轮|巡|运行|预报|预警|平均|滑动|均值)",
    ),
    ("qualifier", r"\d+(?:公里|千米|米)(?:范围|半径|缓冲)|\d+人的?(?:专班|队伍|小组|工作组|团队)"),
    ("saying", r"\d+[项种类](?:主要|常规|基本)?(?:大气|空气)?(?:污染物|污染因子)"),
    (
        "ordinal",
        r"\d+个(?:重点|参评|参与排名的?|地级及?以上|地级)?(?:城市|地州市?|省区?市?)(?=[^，。；\d]{0,6}(?:第|排|位|[中前后里]))"
        r"|[前后]\d+[位名]|倒数第?\d+[位名]?",
    ),
    ("name", r"\d+A级|\d+#|\d{5}(?=热线|环保|举报|平台)"),
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
