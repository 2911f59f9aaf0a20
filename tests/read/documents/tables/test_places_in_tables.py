"""Halves with headers of their own, cells that list places, places that stand twice."""

import pytest

from tests.read.office_files import write_docx, write_xlsx
from tests.read.pdf_files import write_pdf

YINING, KUYTUN, HORGOS, XINYUAN = "654002", "654003", "654004", "654025"
CHANGJI, FUKANG, QITAI = "652301", "652302", "652325"
BULLETIN = "2024年6月份伊犁州直环境空气质量通报"
PLAN = "昌吉州2025年大气污染防治目标任务分解表"


def told(reading):
    return [(f.place, f.indicator, str(f.value), f.period, f.confirm) for f in reading.figures]


def write(path, title, rows):
    """Write a title and a table as the file's ending says."""
    if path.suffix == ".html":
        cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        head = '<html><head><meta charset="utf-8"></head>'
        page = f'{head}<body><h1>{title}</h1><table border="1">{body}</table></body></html>'
        path.write_text(page, encoding="utf-8")
    elif path.suffix == ".docx":
        write_docx(path, [title, rows])
    elif path.suffix == ".xlsx":
        write_xlsx(path, {"表": [[title], *rows]})
    else:
        write_pdf(path, [title, rows])
    return path


@pytest.fixture(params=["html", "docx", "xlsx", "pdf"])
def read_rows(request, read_file, tmp_path):
    """Write a title and rows into one of the containers and read it whole."""

    def read(title, *rows):
        path = tmp_path / f"合成.{request.param}"
        return read_file(write(path, title, [row.split("|") for row in rows]))

    return read


# ---- two halves, each with a header of its own ----
HALVES = (
    "2024年6月及同期|2024年6月及同期|2024年6月及同期|2024年1-6月及同期|2024年1-6月及同期|2024年1-6月及同期",
    "县市|PM2.5浓度（微克/立方米）|排名|县市|PM2.5浓度（微克/立方米）|排名",
    "伊宁市|18（21）|2（3）|伊宁市|44（47）|3（3）",
    "新源县|15（14）|1（1）|新源县|30（32）|1（2）",
)


def test_each_half_has_its_own_period_and_the_number_in_brackets_is_asked(read_rows):
    reading = read_rows(BULLETIN, *HALVES)
    asked = ("period",)
    assert sorted(told(reading)) == sorted(
        [
            (YINING, "pm25", "18", "2024-06", ()),
            (YINING, "pm25", "21", "2023-06", asked),
            (XINYUAN, "pm25", "15", "2024-06", ()),
            (XINYUAN, "pm25", "14", "2023-06", asked),
            (YINING, "pm25", "44", "2024-01/2024-06", ()),
            (YINING, "pm25", "47", "2023-01/2023-06", asked),
            (XINYUAN, "pm25", "30", "2024-01/2024-06", ()),
            (XINYUAN, "pm25", "32", "2023-01/2023-06", asked),
        ]
    )
    assert {str(f.role) for f in reading.figures} == {"measured"}


def test_the_two_numbers_of_a_cell_have_their_own_marks(read_lines):
    reading = read_lines(
        BULLETIN, "", "县市|6月及上年同期PM2.5浓度", "伊宁市|18（21）", "新源县|15"
    )
    assert [(f.place, str(f.value), f.period) for f in reading.figures] == [
        (YINING, "18", "2024-06"),
        (YINING, "21", "2023-06"),
        (XINYUAN, "15", "2024-06"),
    ]
    (table,) = [p for p in reading.transcript.passages if hasattr(p, "rows")]
    marks = table.rows[-2][1].marks
    assert [(mark.start, mark.end) for mark in marks] == [(0, 2), (2, 6)]
    assert [mark.figures for mark in marks] == [(f.id,) for f in reading.figures[:2]]


# ---- cells that list places with their values ----
@pytest.mark.parametrize(
    "cell",
    [
        "伊宁市（48微克/立方米）、奎屯市（45微克/立方米）",
        "伊宁市48、奎屯市45",
        "伊宁市：48；奎屯市：45",
        "伊宁市48µg/m3，奎屯市45µg/m3。",
    ],
)
def test_a_cell_that_lists_places_gives_a_figure_each(read_rows, cell):
    reading = read_rows(BULLETIN, "污染物|较高的县市", f"PM2.5|{cell}")
    assert told(reading) == [
        (YINING, "pm25", "48", "2024-06", ()),
        (KUYTUN, "pm25", "45", "2024-06", ()),
    ]


def test_ranks_of_listed_places_and_names_alone_are_no_values(read_lines):
    for cell in ("伊宁市1、奎屯市2、新源县3", "伊宁市、奎屯市", "伊宁市48、另有甲乡45"):
        reading = read_lines(BULLETIN, "", "污染物|名次|昭苏县", f"PM2.5|{cell}|30")
        assert [str(f.value) for f in reading.figures] == ["30"]


# ---- a place that stands twice ----
def test_a_row_that_stands_twice_with_the_same_values_is_counted_once(read_lines):
    rows = (
        "县市|造林（万亩）|草原改良（万亩）",
        "昌吉市|1|4",
        "阜康市|2|5",
        "昌吉市|1|4",
        "全州合计|3|9",
    )
    reading = read_lines(PLAN, "", *rows)
    assert [(f.place, str(f.value), f.confirm) for f in reading.figures] == [
        (CHANGJI, "1", ()),
        (FUKANG, "2", ()),
        ("652300", "3", ()),
        (CHANGJI, "4", ()),
        (FUKANG, "5", ()),
        ("652300", "9", ()),
    ]
    (remark,) = reading.remarks
    assert (remark.code, remark.at) == ("place_twice", "table 1; line 4")
    assert (remark.facts["found"], remark.facts["other"].zh) == ("昌吉市", "表1（文件第6行）")
    assert [f.id[-4:] for f in reading.figures] == [f"000{n}" for n in range(1, 7)]


def test_where_they_differ_both_are_listed_and_neither_is_certain(read_lines):
    rows = ("县市|造林（万亩）|草原改良（万亩）", "昌吉市|1|4", "阜康市|2|5", "昌吉市|1|7")
    reading = read_lines(PLAN, "", *rows)
    assert [(f.place, str(f.value), f.confirm) for f in reading.figures] == [
        (CHANGJI, "1", ("place",)),
        (FUKANG, "2", ()),
        (CHANGJI, "1", ("place",)),
        (CHANGJI, "4", ("place",)),
        (FUKANG, "5", ()),
        (CHANGJI, "7", ("place",)),
    ]
    assert [remark.code for remark in reading.remarks] == ["place_twice_differs"]


def test_a_column_that_stands_twice_and_two_tables_in_one_grid(read_lines):
    reading = read_lines(PLAN, "", "指标|昌吉市|阜康市|昌吉市", "造林（万亩）|1|2|1")
    assert [(f.place, str(f.value)) for f in reading.figures] == [(CHANGJI, "1"), (FUKANG, "2")]
    reading = read_lines(
        *(PLAN, "", "县市|造林（万亩）", "昌吉市|1", "昌吉市|1", "阜康市|2"),
        *("县市|草原改良（万亩）", "昌吉市|3", "阜康市|4"),
    )
    assert [(f.place, f.indicator, str(f.value)) for f in reading.figures] == [
        (CHANGJI, "afforestation", "1"),
        (FUKANG, "afforestation", "2"),
        (CHANGJI, "grassland_improvement", "3"),
        (FUKANG, "grassland_improvement", "4"),
    ]


# ---- padded cells ----
def test_names_and_numbers_padded_with_blanks_are_read(read_rows):
    reading = read_rows(
        PLAN,
        "县　市|造　林（万 亩）|PM2.5 年均浓度（微克 / 立方米）",
        "昌　吉　市|　1 200 |　４１．５",
        "阜 康 市|12 .5|\u00a038\u00a0",
        "奇台县|１，０００|35　",
    )
    assert [(f.place, str(f.value)) for f in reading.figures] == [
        (CHANGJI, "1200"),
        (FUKANG, "12.5"),
        (QITAI, "1000"),
        (CHANGJI, "41.5"),
        (FUKANG, "38"),
        (QITAI, "35"),
    ]


def test_signs_of_no_width_are_no_part_of_a_name_or_a_number(read_lines):
    reading = read_lines(PLAN, "", "县市|造林（万亩）", "奇\u200b台县|\ufeff12\u200b", "阜康市|2")
    assert [(f.place, str(f.value)) for f in reading.figures] == [(QITAI, "12"), (FUKANG, "2")]
