"""The register of measures, of synthetic documents and of the two real ones (typed by hand)."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from aqmap.model.measures import State
from aqmap.read.documents.measures.offices_in_charge import read_units, split_units
from aqmap.read.documents.measures.progress_states import read_state
from aqmap.read.lexicon.deadlines import find_deadlines
from aqmap.read.tables.read_measures import read_registers

ROOT = Path(__file__).parents[4]
PLAN, REPORT = "000_14e2709d003bcb1e.txt", "004_688559981bcac65b.txt"
REGISTERS = [(PLAN, "ili-plan-2021"), (REPORT, "fukang-report-2021")]
FIGURE = "全州2021年造林3万亩。"  # a document without figures is refused
EVERYONE = ("奎-独经济技术开发区管委会", "各县市人民政府", "各园区管委会")

# Number, title, deadline, lead, cooperating, annex rows, places named: from the plan, by hand.
REAL = """
1|严格项目准入，优化产业布局||州发改委|州工信局 生态环境局 自然资源局||zone-kuitun-dushanzi
2|淘汰落后产能，压缩过剩产能|2021-07-31|州工信局|\
州发改委 生态环境局 市场监督管理局 应急管理局 自然资源局|1|
3|加快清洁能源替代利用||州发改委|州工信局 住建局 自然资源局 生态环境局 国资委|3|
4|稳步推进清洁供暖|2021-09-30|州发改委|州工信局 住建局 生态环境局|4.1 4.2 4.3 4.4 11|
5|有序推进集中供热||州住建局|州发改委 财政局|4.1 4.2 4.3 4.4 5 8|
6|减少散煤燃烧||州住建局 州发改委|\
州发改委 财政局 州住建局 市场监督管理局 国资委|4.1 4.2 4.3 4.4 5 7|654002 654021 654023 654022
7|加大燃煤锅炉综合整治||州住建局 工信局 市场监督管理局|州生态环境局 发改委|9 10|654002
8|推进重点行业污染治理升级改造||州生态环境局|州工信局 住建局||
9|推进重点行业清洁生产审核||州生态环境局|州发改委 工信局||
10|实施采暖季重点行业错峰生产||州工信局|州发改委 生态环境局 国资委|2|
11|优化道路运输结构||州交通运输局|州发改委 农业农村局 工信局 住建局||
12|加强机动车污染防治||州公安局|州交通运输局 生态环境局||654002 654003
13|实施防风固沙绿化工程||州林草局|州自然资源局 农业农村局 住建局|19|
14|加强工地和道路扬尘治理|2021-12-31|州住建局|州公安局 交通运输局|12 13 15|
15|加强秸秆综合利用和氨排放控制|2021-12-31|州农业农村局|州畜牧兽医局||
16|强化工业污染源达标排放监管||州生态环境局|州工信局||
17|强化挥发性有机物污染防治||州生态环境局|州交通运输局 市场监督管理局 商务局 国资委||
18|强化区域、兵地联防联控||州生态环境局|州发改委 工信局 气象局||
""".strip().splitlines()


@pytest.fixture
def measures(read_whole, tmp_path):
    """Write a synthetic document under a title and read its register."""

    def read_text(text, *, title="2021年昌吉州大气污染防治行动计划", place="昌吉州"):
        path = tmp_path / "合成 文件.txt"
        path.write_text(f"{title}\n\n{FIGURE}\n\n{text}\n", encoding="utf-8")
        return read_whole(path, place).measures

    return read_text


@pytest.fixture
def real(read_whole):
    """Read the register of a real document."""

    def read(name):
        path = ROOT.parent / "shared" / "seeds" / name
        if not path.exists():
            pytest.skip(f"the real documents are not on this machine: {path}")
        return read_whole(path).measures

    return read


# ---- units in charge ----
@pytest.mark.parametrize(
    "text",
    [
        "抓好落实。（牵头单位：甲局；配合单位：乙局、丙局；责任单位：丁县人民政府）",
        "抓好落实。(牵头部门:甲局;配合部门:乙局，丙局;负责单位:丁县人民政府)",
        "抓好落实。【牵头单位：甲局。参加单位：乙局、丙局等。落实单位：丁县人民政府】",
        "抓好落实。牵头单位：甲局；配合单位：乙局、丙局等部门；责任单位：丁县人民政府",
        "抓好落实。（甲局牵头，乙局、丙局等配合，丁县人民政府负责落实）",
        "抓好落实。\n牵头单位：甲局，配合单位：乙局、丙局等部门；整改责任单位：丁县人民政府",
        "抓好落实。（牵头单位：甲局；完成时限：2021年底；配合单位：乙局、丙局；责任单位：丁县人民政府）",
    ],
)
def test_one_thing_written_in_many_ways(text):
    charge = read_units(text)
    units = (charge.lead, charge.cooperating, charge.responsible)
    assert units == (["甲局"], ["乙局", "丙局"], ["丁县人民政府"])
    assert charge.text == "抓好落实。"


def test_names_are_kept_as_written_and_a_bracket_in_a_name_parts_nothing():
    assert split_units("州发改委、工信局，各县（市、区）人民政府，甲局等按职责分工负责") == [
        "州发改委",
        "工信局",
        "各县（市、区）人民政府",
        "甲局",
    ]
    assert split_units("甲局\n乙局 丙局", spaces=True) == ["甲局", "乙局", "丙局"]
    assert split_units("无") == []


@pytest.mark.parametrize(
    "text", ["各牵头部门指定专人负责。", "新能源汽车（含混合动力）推广。", "责任单位要落实到人。"]
)
def test_what_only_sounds_like_it_names_nobody(text):
    assert not read_units(text).named


def test_a_note_gives_the_units_of_all_measures_below_and_is_no_unit(measures):
    first, second, third = measures(
        "1.第一项。（牵头单位：甲局；责任单位：各县市人民政府。以下均需各县市人民政府、各园区"
        "管委会负责落实，不再列出）\n2.第二项。（牵头单位：乙局）\n"
        "3.第三项。（责任单位：丙局、各县市人民政府）"
    )
    assert (first.responsible, first.responsible_by_note) == (("各县市人民政府",), False)
    assert (second.responsible, second.responsible_by_note) == (
        ("各县市人民政府", "各园区管委会"),
        True,
    )
    assert third.responsible == ("丙局", "各县市人民政府", "各园区管委会")
    assert (second.lead, third.lead) == (("乙局",), ())


@pytest.mark.parametrize(
    "text",
    [
        "以下均由各县市人民政府负责落实，不再列出。\n\n1.第一项。做好。\n\n2.第二项。做好。",
        "1.第一项。（责任单位：各县市人民政府，下同）\n\n2.第二项。做好。",
        "1.第一项。（责任单位：各县市人民政府（下同））\n\n2.第二项。做好。",
        "一、任务\n\n以下均由各县市人民政府负责落实，不再列出。\n\n1.第一项。\n\n2.第二项。",
        "（一）减煤\n\n以下均由各县市人民政府负责落实，不再列出。\n\n1.第一项。\n\n2.第二项。",
    ],
)
def test_the_note_may_stand_above_or_say_the_same_below(measures, text):
    first, second = measures(text)
    assert first.responsible == second.responsible == ("各县市人民政府",)
    assert second.responsible_by_note


def test_paragraphs_of_one_measure_add_their_units_without_doubles(measures):
    (measure,) = measures(
        "1.减煤。先做这个。（牵头单位：甲局；配合单位：乙局）\n\n"
        "再做那个。（牵头单位：乙局；配合单位：甲局、乙局）\n\n责任单位：丁县人民政府"
    )
    assert measure.lead == ("甲局", "乙局")
    assert measure.cooperating == ("乙局", "甲局")
    assert measure.responsible == ("丁县人民政府",)


# ---- deadlines ----
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021年9月底前完成", "2021-09-30"),
        ("到2021年底达到88%", "2021-12-31"),
        ("2021年年底前", "2021-12-31"),
        ("2月底前报方案，6月30日前开工，年底前验收", "2022-02-28 2022-06-30 2022-12-31"),
        ("年内完成", "2022-12-31"),
        ("二季度末", "2022-06-30"),
        ("到2025年，达到80%", "2025-12-31"),
        ("（完成时限：2021年10月）", "2021-10-31"),
        ("2021年1月至3月底前", "2021-03-31"),
        ("每年9月底前、每月25日前", ""),
        ("截至2021年11月底", ""),
        ("2021年完成3万户", ""),
        ("2018-2021年，较2020年下降", ""),
        ("环境质量底线；区域内；三年内；2021年前三季度", ""),
        ("2月30日前", ""),
        ("《2021年9月底前任务清单》（某政〔2021〕6号）", ""),
    ],
)
def test_deadlines_of_a_document_of_2022(text, days):
    assert " ".join(find_deadlines(text, "2022")) == days


@pytest.mark.parametrize(
    ("cell", "days"),
    [("2021年12月", "2021-12-31"), ("2021.6.30", "2021-06-30"), ("2021年3月-10月", "2021-10-31"),
     ("长期坚持", ""), ("12月底", "2021-12-31")],
)  # fmt: skip
def test_any_date_in_a_column_of_deadlines(cell, days):
    assert " ".join(find_deadlines(cell, "2021", bare=True)) == days


# ---- states ----
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("甲项整治。已完成。建成3处。", State.DONE),
        ("甲项整治。该项工作已全部完成，长效机制已建立。", State.DONE),
        ("甲项整治。完成情况：已完成整改", State.DONE),
        ("甲项整治（已销号）。", State.DONE),
        ("甲项整治。甲项整治工作正在推进。", State.UNDER_WAY),
        ("甲项整治。整改情况：持续推进中。", State.UNDER_WAY),
        ("甲项整治。目前达到序时进度。", State.ON_SCHEDULE),
        ("甲项整治。正在按时序进度推进", State.ON_SCHEDULE),
        ("甲项整治。目前，整改任务已完成并销号。", State.DONE),
        ("甲项整治。已于2021年10月底前完成整改。", State.DONE),
        ("甲项整治。整改工作正在有序推进。", State.UNDER_WAY),
        ("甲项整治。5家企业已完成。", None),
        ("甲项整治。企业整改任务已完成。", None),
        ("甲项整治。5家企业，整改任务已完成。", None),
        ("甲项整治。计划于2021年10月底前完成整改。", None),
        ("甲项整治。整改任务完成90%。", None),
        ("甲项整治。新增2家企业，均已完成整治。", None),
        ("甲项整治。已完成5家企业的改造。", None),
        ("甲项整治。未完成。", None),
        ("甲项整治。基本完成。", None),
        ("甲项整治。已完成。正在推进。", None),
    ],
)
def test_a_state_is_told_only_of_the_whole(text, state):
    assert read_state(text, "甲项整治") == state


# ---- documents ----
def test_sections_that_restart_their_numbers_and_what_is_no_measure(measures):
    register = measures(
        "一、工业\n\n1.甲事。做好。\n\n2.乙事。做好。\n\n二、交通\n\n1.丙事。做好。\n\n"
        "三、依据\n\n1.《某某条例》；\n\n附件：1.任务清单\n\n2.责任分工表"
    )
    assert [m.id[m.id.rindex("-m") :] for m in register[:2]] == ["-m1", "-m2"]
    assert register[2].id.endswith("-m1-2")
    assert [(m.number, m.section, m.title) for m in register] == [
        ("1", "一、工业", "甲事"),
        ("2", "一、工业", "乙事"),
        ("1", "二、交通", "丙事"),
    ]


def test_articles_numbered_in_brackets_are_measures_where_they_say_who_is_in_charge(measures):
    first, second = measures(
        "一、任务\n\n（一）优化结构。年底前完成。\n责任单位：甲局\n\n（二）推进治理。（乙局牵头）\n\n"
        "（三）提高认识。各县市要重视。"
    )
    assert (first.number, first.section, first.title) == ("一", "一、任务", "优化结构")
    assert (first.responsible, first.deadline) == (("甲局",), "2021-12-31")
    assert (second.number, second.lead, second.section) == ("二", ("乙局",), "一、任务")


def test_sections_are_measures_where_they_say_who_is_in_charge(measures):
    first, inner, second = measures(
        "一、散煤问题\n\n整改时限：2021年9月底前\n\n责任单位：甲局\n\n整改措施：\n\n1.建台账。做好。\n\n"
        "二、扬尘问题。清扫。（责任单位：乙局）\n\n三、保障\n\n各县市要重视。"
    )
    assert (first.number, first.title, first.section) == ("一", "散煤问题", "")
    assert (first.responsible, first.deadline) == (("甲局",), "2021-09-30")
    assert (inner.number, inner.section, inner.responsible) == ("1", "一、散煤问题", ())
    assert (second.number, second.title, second.responsible) == ("二", "扬尘问题", ("乙局",))
    assert second.locator.startswith("section 二; line ")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("1.建台账。\n\n2.强执法。\n\n进展情况：正在推进。\n\n二、扬尘\n\n1.清扫。", [None] * 3),
        ("1.建台账。\n\n2.强执法。\n\n进展情况：正在推进。", [None, None]),
        ("1.建台账。\n\n进展情况：正在推进。\n\n2.强执法。", [State.UNDER_WAY, None]),
        ("1.建台账。\n\n完成情况：已完成。\n\n2.强执法。\n\n完成情况：已完成。", [State.DONE] * 2),
        ("1.建台账。\n\n二、扬尘\n\n1.清扫。\n\n完成情况：已完成。", [None, State.DONE]),
        ("1.建台账。\n\n2.强执法。完成情况：已完成。", [None, State.DONE]),
    ],
)
def test_a_line_below_the_last_measure_of_a_section_may_be_the_sections(measures, text, states):
    register = measures(f"一、散煤\n\n{text}", title="2021年昌吉州整改情况报告")
    assert [measure.state for measure in register] == states


def test_places_are_whole_names_outside_of_titles(measures):
    (measure,) = measures(
        "1.治理。昌吉州阜康市、呼图壁县和玛纳斯县落实《昌吉市方案》（伊州工信〔2020〕44号），更新源头。"
    )
    assert measure.places == ("652302", "652323", "652324")


def test_rows_are_those_named_by_alias_group_or_figure(measures):
    head = "\t序号\n\t指标\n\t昌吉市\n\t阜康市\n\t合计\n\n"
    rows = (
        ("1", "清洁供暖", "-", "-", "-"),
        ("1.1", "电采暖（户）", "1", "2", "3"),
        ("1.2", "电采暖（万平方米）", "1", "2", "3"),
        ("2", "渣土车管理（辆）", "1", "2", "3"),
        ("3", "机动车淘汰数量（辆）", "1", "2", "3"),
        ("4", "造林（万亩）", "1", "2", "3"),
    )
    annex = head + "".join("".join(f"\t{c}\n" for c in row) + "\n" for row in rows)
    heating, trucks, cars, trees, none = measures(
        "1.清洁供暖。做好。\n\n2.扬尘。严格渣土车运输管理。\n\n3.加强机动车污染防治。\n\n"
        f"4.绿化。计划造林3万亩。推广电采暖。\n\n5.宣传。落实《造林规划》。\n\n附表\n\n{annex}"
    )
    assert heating.rows == ("1.1", "1.2")
    assert trucks.rows == ("2",)
    assert cars.rows == ()
    assert trees.rows == ("1.1", "1.2", "4")
    assert none.rows == ()


def test_a_table_of_measures_is_read_row_by_row(measures):
    head = "序号|重点任务|具体措施|牵头单位|配合单位|责任单位|完成时限|完成情况"
    rows = (
        "1|减煤|整治锅炉。拆除阜康市的锅炉。|甲局|乙局、丙局|各县市人民政府|2021年9月底|已完成",
        "1|减煤|清洁取暖|甲局|—|昌吉市人民政府|年底|正在推进",
        "2|扬尘|道路清扫|丁局||各园区管委会|长期坚持|未启动",
    )
    text = "".join("".join(f"\t{c}\n" for c in line.split("|")) + "\n" for line in (head, *rows))
    first, second, third = measures(text)
    assert (first.section, first.title, first.number) == ("减煤", "整治锅炉", "1")
    assert (first.lead, first.cooperating) == (("甲局",), ("乙局", "丙局"))
    assert (first.deadline, first.state, first.places) == ("2021-09-30", State.DONE, ("652302",))
    assert second.id == first.id + "-2"
    assert (second.cooperating, second.deadline, second.state) == ((), "2021-12-31", "under_way")
    assert (third.deadline, third.state, third.cooperating) == ("", None, ())
    assert re.fullmatch(r"table 1; row 1; line \d+", first.locator)


def test_the_rest_of_a_table_behind_an_empty_line_goes_on_with_its_columns(measures):
    parts = (("措施|责任单位|完成时限", "清扫|甲局|年底"), ("洒水|乙局|9月底",))
    tables = ["".join("\t" + "\n\t".join(r.split("|")) + "\n\n" for r in part) for part in parts]
    first, second = measures("\n".join(tables))
    assert (first.title, first.responsible, first.deadline) == ("清扫", ("甲局",), "2021-12-31")
    assert (second.title, second.responsible, second.deadline) == ("洒水", ("乙局",), "2021-09-30")


def test_any_other_table_gives_no_measures(measures):
    assert measures("\t指标\n\t昌吉市\n\t责任单位\n\n\t造林（万亩）\n\t1\n\t甲局\n") == ()


# ---- the real documents ----
@pytest.mark.real
def test_every_measure_of_the_real_plan(real):
    register = real(PLAN)
    rows = [
        "|".join(
            [m.number, m.title, m.deadline]
            + [" ".join(part) for part in (m.lead, m.cooperating, m.rows, m.places)]
        )
        for m in register
    ]
    assert rows == REAL
    assert {m.responsible for m in register} == {EVERYONE}
    assert [m.responsible_by_note for m in register] == [False] + [True] * 17
    assert {m.state for m in register} == {None}
    assert [m.section[:3] for m in register] == [
        f"（{n}）" for n, count in zip("一二三四五六七八", (2, 2, 3, 3, 2, 3, 2, 1), strict=True)
        for _ in range(count)
    ]  # fmt: skip


@pytest.mark.real
def test_figures_of_the_real_plan_belong_to_the_measure_they_stand_in(real, read_seed):
    by_id = {figure.id: figure for figure in read_seed(PLAN)}
    for measure in real(PLAN):
        for key in measure.figures:
            assert by_id[key].locator.startswith(f"item {measure.number}; ")
    counts = {m.number: len(m.figures) for m in real(PLAN) if m.figures}
    assert counts == {"4": 2, "6": 6, "7": 1, "11": 1, "13": 2, "14": 2, "15": 3}


@pytest.mark.real
def test_the_real_report_tells_the_state_of_one_action_as_a_whole(real):
    register = real(REPORT)
    assert [m.number for m in register] == [str(n) for n in range(1, 11)]
    assert {m.number: m.state for m in register if m.state} == {"5": State.UNDER_WAY}
    assert {(m.lead, m.responsible, m.rows, m.deadline, m.section) for m in register} == {
        ((), (), (), "", "")
    }
    assert len(register[5].figures) == 7


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "table"), [(PLAN, "ili-plan-2021"), (REPORT, "fukang-report-2021")]
)
def test_the_committed_register_is_a_fresh_reading(real, workspace, name, table):
    path = ROOT / "data" / "measures" / f"{table}.csv"
    committed = read_registers([path], places=workspace.places, sources=tuple(workspace.sources))
    fresh = real(name)
    assert [replace(m, figures=()) for m in committed] == [replace(m, figures=()) for m in fresh]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "table"), [(PLAN, "ili-plan-2021"), (REPORT, "fukang-report-2021")]
)
def test_no_sentence_of_a_document_is_in_its_register(real, name, table):
    real(name)
    document = (ROOT.parent / "shared" / "seeds" / name).read_text(encoding="utf-8")
    rows = (ROOT / "data" / "measures" / f"{table}.csv").read_text(encoding="utf-8").split("\n")[2:]
    cells = [cell for row in rows for cell in re.split('[,;"]', row)]
    assert [
        cell for cell in cells for i in range(len(cell) - 25) if cell[i : i + 26] in document
    ] == []
