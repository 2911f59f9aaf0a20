"""Numbers that are no figures, and areas that are no place of the region; all synthetic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqmap.read.documents.prose.claims.side_numbers import SIDE_NUMBERS
from aqmap.read.documents.prose.tokens import Kind

ILI, CHANGJI = "伊犁州", "昌吉州"
KNOWN = "优良天数比例为88.8%。"  # so that the document holds a figure


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (CHANGJI, "6项污染物平均浓度同比“四降两升”。"),
        (ILI, "全年6种主要污染物均达到二级标准。"),
        (CHANGJI, "推进10蒸吨以上、35蒸吨以下燃煤锅炉淘汰。"),
        (ILI, "持续推进65蒸吨/小时及以上燃煤锅炉超低排放改造。"),
        (ILI, "落实24小时值班值守，组建30人的专班。"),
        (CHANGJI, "发现问题7个工作日内完成整改，臭氧8小时浓度有所下降。"),
        (ILI, "在全国168个重点城市中排名第20位。"),
        (CHANGJI, "位列14个地州市前3位，退出倒数10名。"),
        (CHANGJI, "借鉴“2+26”城市联防联控经验。"),
        (ILI, "受理12369热线举报，划定周边5公里范围管控区。"),
        (CHANGJI, "对AQI大于200的情形启动应急响应，臭氧日最大8小时平均第90百分位数达标。"),
    ],
)
def test_conditions_sizes_and_ordinals_give_none(read, place, sentence):
    figures = read(f"{KNOWN}{sentence}", title=f"{place}2024年环境空气质量公报", place=place)
    assert [str(figure.value) for figure in figures] == ["88.8"]


@pytest.mark.parametrize(
    ("place", "area"),
    [
        *((CHANGJI, "州东部3县市"), (CHANGJI, "全州西部县市"), (CHANGJI, "乌昌石区域")),
        *((CHANGJI, "全疆"), (CHANGJI, "个别县市"), (CHANGJI, "首府周边")),
        *((ILI, "伊犁河谷"), (ILI, "奎屯—独山子—乌苏区域"), (ILI, "州东部县市")),
        *((ILI, "南疆"), (ILI, "天山北坡经济带"), (ILI, "全国")),
    ],
)
@pytest.mark.parametrize("between", ["", "受沙尘天气影响，平均"])
def test_a_part_of_a_region_or_beyond_it_is_never_the_region(read, place, area, between):
    sentence = f"{area}{between}优良天数比例为55.5%。"
    figures = read(f"{KNOWN}{sentence}", title=f"{place}2024年环境空气质量公报", place=place)
    assert [str(f.value) for f in figures if f.place] == ["88.8"]


@pytest.mark.parametrize("count", ["2县市", "4县市", "等5个县市", "三县市"])
def test_a_list_with_another_count_is_of_no_known_places(tokenize, count):
    row = tokenize(f"昌吉市、阜康市{count}优良天数比例").tokens
    kinds = [token.kind for token in row]
    assert (Kind.UNCODED_PLACE in kinds) == (count != "2县市")
    assert kinds[-1] == Kind.INDICATOR


SEPARATORS = st.sampled_from(["、", "和", "与", "及"])
COUNTIES = ["昌吉市", "阜康市", "呼图壁县", "玛纳斯县", "奇台县", "吉木萨尔县", "木垒县"]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(COUNTIES), min_size=2, max_size=7, unique=True),
    SEPARATORS,
    st.sampled_from(["{}县市", "{}个县市", "等{}县（市）", "{}县、市", "{}地"]),
)
def test_the_count_behind_a_list_is_no_number(tokenize, places, separator, written):
    count = written.format(len(places))
    row = tokenize(f"{separator.join(places)}{count}优良天数比例").tokens
    assert [token.text for token in row if token.kind == Kind.PLACE] == places
    assert [(token.kind, token.text) for token in row[-2:]] == [
        (Kind.FILLER, count),
        (Kind.INDICATOR, "优良天数比例"),
    ]


def test_sizes_before_and_behind_a_list_sign_are_of_the_name(read):
    title = "昌吉州2024年大气污染防治工作总结"
    (figure,) = read("淘汰10蒸吨以上、35蒸吨以下燃煤锅炉12台。", title=title)
    assert (figure.value, figure.unit) == (12, "台")


@pytest.mark.parametrize(
    "sentence",
    [
        "锅炉烟气执行特别排放限值（颗粒物、二氧化硫分别不高于20、50毫克/立方米）。",
        "两项指标均优于一级标准（20和40微克/立方米）。",
        "围墙高度不低于2.2米。",
        "防护林带宽15米，株行距2米×3米。",
        "每户补贴6000元，电价0.3元/千瓦时。",
        "城区设国控站点3个、县控点位2个。",
        "比全州平均高出2.5个百分点。",
        "电锅炉缺口约30台。",
        "监测5项指标。",
    ],
)
def test_limits_sizes_rates_and_stations_are_no_figures(read, sentence):
    figures = read(f"{KNOWN}{sentence}", title="昌吉州2024年环境空气质量公报")
    assert [figure.value_written for figure in figures] == ["88.8%"]


@pytest.mark.parametrize("row", SIDE_NUMBERS, ids=lambda row: row.example)
def test_a_number_on_the_side_is_none_and_has_its_reason(row, tokenize):
    (token,) = (t for t in tokenize(row.example).tokens if t.reason == row.reason)
    assert any(map(str.isdigit, token.text))
    values = (Kind.QUANTITY, Kind.NUMBER, Kind.CHANGE)
    assert [t.text for t in tokenize(row.example).tokens if t.kind in values] == []


def test_what_is_like_it_is_a_figure(read):
    text = "新建3个空气自动监测站点。投入资金380万元。造林总面积1.1万亩。新增光伏装机350兆瓦。"
    figures = read(text, title="伊犁州2024年工作总结", place="伊犁州")
    assert [figure.value_written for figure in figures] == ["3个", "380万元", "1.1万亩", "350兆瓦"]
