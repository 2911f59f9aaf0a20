"""Lists of measures: what is to be done, and what was done of it; synthetic."""

import pytest

from tests.read.office_files import write_docx

YINING = "654002"


@pytest.fixture
def told(read_whole, tmp_path):
    """Write a list under a title; return what was read, and the remarks' first examples."""

    def read_list(title, rows, place="伊宁市"):
        cells = [row.split("|") for row in rows]
        reading = read_whole(write_docx(tmp_path / "合成.docx", [title, cells]), place)
        figures = [
            (f.indicator, f.place, str(f.value), f.unit, f.role.value) for f in reading.figures
        ]
        return figures, [remark.facts["found"] for remark in reading.remarks]

    return read_list


@pytest.mark.parametrize("title", ["2021年伊宁市整改措施清单", "2021年伊宁市整改情况报告"])
def test_the_header_says_what_is_to_be_done_and_what_was_done(told, title):
    rows = [
        "整改措施|落实情况",
        "完成煤改电26300户|完成25640户",
        "淘汰老旧柴油货车220辆|已淘汰老旧柴油货车231辆",
        "造林0.45万亩|完成4620亩，超额120亩",
        "道路机扫率达到75%|78%",
    ]
    figures, unread = told(title, rows)
    assert figures == [
        ("electric_heating_households", YINING, "26300", "户", "target"),
        ("electric_heating_households", YINING, "25640", "户", "measured"),
        ("diesel_trucks", YINING, "220", "辆", "target"),
        ("diesel_trucks", YINING, "231", "辆", "measured"),
        ("afforestation", YINING, "0.45", "万亩", "target"),
        ("afforestation", YINING, "0.462", "万亩", "measured"),
        ("road_sweeping_rate", YINING, "75", "%", "target"),
        ("road_sweeping_rate", YINING, "78", "%", "measured"),
    ]
    assert unread == []


def test_a_form_says_it_beside_each_cell(told):
    rows = [
        "整改目标|PM2.5年均浓度控制在41微克/立方米以内",
        "整改进展|已淘汰老旧柴油货车231辆",
    ]
    figures, _ = told("2021年伊宁市整改情况报告", rows)
    assert figures == [
        ("pm25", YINING, "41", "微克/立方米", "target"),
        ("diesel_trucks", YINING, "231", "辆", "measured"),
    ]


@pytest.mark.parametrize(
    ("task", "done"),
    [
        ("造林0.45万亩", "完成102%"),  # a share of the task
        ("造林0.45万亩", "完成4620"),  # no unit
        ("造林0.45万亩", "完成3处"),  # another thing
        ("造林0.45万亩", "累计完成4620亩"),  # since when?
        ("造林0.45万亩，新增清洁能源车辆52辆", "完成50辆"),  # of which task?
        ("造林0.45万亩", "第三季度完成4620亩"),
    ],
)
def test_a_count_that_may_be_of_something_else_is_none(told, task, done):
    figures, unread = told("2021年伊宁市整改措施清单", ["整改措施|落实情况", f"{task}|{done}"])
    assert [row[4] for row in figures] == ["target"] * (1 + ("，" in task))
    assert unread == [done]


def test_a_list_with_places_is_no_table_of_figures(told):
    rows = [
        "县市|任务|进展",
        "昌吉市|造林2万亩|已完成1.8万亩",
        "阜康市|造林1万亩|未开工",
    ]
    figures, _ = told("2021年昌吉州重点任务进展情况表", rows, "昌吉州")
    assert figures == [
        ("afforestation", "652301", "2", "万亩", "target"),
        ("afforestation", "652301", "1.8", "万亩", "measured"),
        ("afforestation", "652302", "1", "万亩", "target"),
    ]


def test_names_beside_values_are_no_sentences(told):
    rows = ["任务|昌吉市|阜康市", "整治35蒸吨以下锅炉（台）|3|4"]
    figures, _ = told("2021年昌吉州任务分解表", rows, "昌吉州")
    assert [(row[1], row[2]) for row in figures] == [("652301", "3"), ("652302", "4")]


def test_serial_numbers_dates_and_words_are_not_said_to_be_unread(read_whole, tmp_path):
    rows = [
        ["序号", "整改措施", "时限", "落实情况"],
        ["1", "造林0.45万亩", "2021年11月底", "完成3处"],
        ["2", "加强宣传", "长期", "按要求推进"],
    ]
    path = write_docx(tmp_path / "合成.docx", ["2021年伊宁市整改措施清单", rows])
    reading = read_whole(path, "伊宁市")
    assert [remark.facts for remark in reading.remarks] == [{"count": 1, "found": "完成3处"}]
    marks = [[cell.marks[0].reason for cell in row] for row in reading.transcript.passages[1].rows]
    assert marks[1:] == [
        ["row_number", "", "date", "not_understood"],
        ["row_number", "no_number", "no_number", "no_number"],
    ]
