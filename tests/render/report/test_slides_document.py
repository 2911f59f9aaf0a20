"""Slides read again, and their XML: nothing beyond an edge, fonts by name, the report's words."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from aqmap.book.report.report_parts import Heading, Paragraph, Report, ReportColumn, ReportTable
from aqmap.render.report.report_pictures import ReportPicture
from aqmap.render.report.slide_text import lines_of, points_of
from aqmap.render.report.slides_document import write_slides
from aqmap.words import Text
from tests.slides import A, WrittenSlides, is_table, points_on

NAMED = {"Times New Roman", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"}
DAY = date(2026, 11, 23)
LONG = "造林任务由各县市人民政府按附表所列数量落实，完成后由州林草局逐地块核实；" * 60
MM = 36_000


def both(words):
    return Text(words, words)


def table(columns=15, rows=60, notes=("注：“-”为原表所填。",)):
    return ReportTable(
        both("表1　附表"),
        both("单位：户"),
        tuple(ReportColumn(both(f"列{n}"), 1, is_of_numbers=n > 0) for n in range(columns)),
        tuple(tuple(both(f"{row}.{n}") for n in range(columns)) for row in range(rows)),
        tuple(map(both, notes)),
    )


def picture():
    drawn = BytesIO()
    Image.new("P", (2929, 1648), 3).save(drawn, "png", dpi=(300, 300))
    notes = (both("分级含上限。"),)
    return ReportPicture(
        both("图1　目标图[1]"), drawn.getvalue(), 248.0, 139.5, "伊宁市 ≤41", notes, both("甲州")
    )


def report(**parts):
    made = Report(
        both("关于大气污染防治的报告"),
        both("2026年11月23日"),
        both("某某自治州生态环境局"),
        both("内部资料　不得公开"),
        (
            Heading(both("一、总体情况"), 1),
            Paragraph(both("原表为“-”的，不是0——见附表……")),
            Heading(both("二、目标完成情况"), 1),
            Heading(both("（一）空气质量"), 2),
            Paragraph(
                both(
                    "2021年甲州PM2.5，共3个：完成目标1个：甲县（一；二）；未完成目标2个：乙县、丙县。"
                )
            ),
            Heading(both("五、下一步工作"), 1),
            Paragraph(both("")),
        ),
        (table(),),
        (),
        (both("《2021年计划》"),),
        None,
    )
    return replace(made, **parts)


def written(lang="zh", **parts):
    return WrittenSlides(write_slides(report(**parts), [picture()], day=DAY, lang=lang))


@pytest.fixture(scope="module")
def slides():
    return written()


# ---- what stands on them ----
def test_slides_are_16_to_9_and_each_has_its_title(slides):
    assert slides.deck.slide_width * 9 == slides.deck.slide_height * 16
    titles = slides.titles()
    assert titles[:4] == [
        "关于大气污染防治的报告",
        "一、总体情况",
        "二、目标完成情况　（一）空气质量",
        "五、下一步工作",
    ]
    assert titles[-3:] == ["附图", "附图说明", "数据来源"]
    assert "表1　附表（续）" in titles


def test_the_last_part_is_a_slide_for_a_person_to_fill(slides):
    (blank,) = slides.of("五、下一步工作")
    assert points_on(blank) == [""]


def test_a_sentence_is_as_many_points_as_it_has_parts(slides):
    (slide,) = slides.of("二、目标完成情况　（一）空气质量")
    assert points_on(slide) == [
        "2021年甲州PM2.5，共3个：完成目标1个：甲县（一；二）；",
        "未完成目标2个：乙县、丙县。",
    ]


def test_whom_it_is_for_and_its_number_stand_on_every_slide(slides):
    for number, slide in enumerate(slides.slides, 1):
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "内部资料　不得公开" in words
        (field,) = slide.shapes._spTree.iter(f"{A}fld")
        assert (field.get("type"), field.findtext(f"{A}t")) == ("slidenum", str(number))


def test_long_text_goes_on_on_further_slides_and_is_whole():
    text = (Heading(both("一、总体情况"), 1), *([Paragraph(both(LONG))] * 3))
    long = written(text=text, tables=())
    assert len(long.of("一、总体情况")) > 10
    assert long.points("一、总体情况") == LONG * 3
    assert all(len(points_on(slide)) <= 7 for slide in long.slides)


def test_a_point_without_any_break_is_poured_too():
    endless = "甲" * 4000
    text = (Heading(both("一、总体情况"), 1), Paragraph(both(endless)))
    assert written(text=text).points("一、总体情况") == endless


# ---- tables ----
def test_a_table_is_split_with_its_head_on_each_slide_and_nothing_is_lost(slides):
    rows = slides.table("表1　附表")
    assert rows[0] == [f"列{n}" for n in range(15)]
    assert rows[1:] == [[f"{row}.{n}" for n in range(15)] for row in range(60)]
    assert len(slides.of("表1　附表")) > 1


def test_the_unit_stands_above_and_the_notes_below_the_last_row(slides):
    *_, last = slides.of("表1　附表")
    words = [shape.text_frame.text for shape in last.shapes if shape.has_text_frame]
    assert "单位：户" in words
    assert "注：“-”为原表所填。" in words


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (5, 30), (16, 25), (40, 4)])
def test_no_table_runs_off_its_slide(columns, rows):
    narrow = written(tables=(table(columns, rows),))
    for slide in narrow.of("表1　附表"):
        for shape in filter(is_table, slide.shapes):
            height = sum(row.height for row in shape.table.rows)
            assert shape.top + height <= 176.01 * MM
            width = sum(column.width for column in shape.table.columns)
            assert (
                shape.left + width <= slide.part.package.presentation_part.presentation.slide_width
            )


def test_a_row_higher_than_a_slide_goes_on_in_further_rows():
    cells = (both("1"), both(LONG), both("待核实"))
    high = written(tables=(replace(table(3, 0), rows=(cells,)),))
    rows = high.table("表1　附表")[1:]
    assert ["".join(column) for column in zip(*rows, strict=True)] == ["1", LONG, "待核实"]
    assert len(high.of("表1　附表")) > 1


def test_many_notes_go_on_on_a_slide_of_their_own():
    notes = [f"指标{n}（示例县）：截至12月15日，自报，城区。" for n in range(60)]
    many = written(tables=(table(3, 3, notes),))
    assert many.points("表1　附表") == "".join(notes)


def test_everything_lies_within_the_slide(slides):
    for slide in slides.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= slides.deck.slide_width
            assert shape.top + shape.height <= slides.deck.slide_height


# ---- pictures ----
def test_maps_are_png_of_300_dpi_at_their_size_with_their_caption(slides):
    (slide,) = slides.of("附图")
    (shape,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
    assert (shape.width, shape.height) == (248 * MM, 139.5 * MM)
    with Image.open(BytesIO(shape.image.blob)) as image:
        assert image.format == "PNG"
        assert [round(side / 300 * 25.4, 1) for side in image.size] == [248.0, 139.5]
    words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "图1　目标图[1]" in words
    assert shape._element.nvPicPr.cNvPr.get("descr") == "伊宁市 ≤41"
    assert slides.points("附图说明") == "图1：分级含上限。"


# ---- fonts ----
def test_every_run_names_its_fonts_and_none_is_left_to_the_theme(slides):
    for name, part in slides.parts.items():
        faces = [e.get("typeface") for e in part.iter() if e.get("typeface") is not None]
        assert set(faces) <= NAMED, name
        if name.startswith("ppt/slides/"):
            runs = [*part.iter(f"{A}rPr"), *part.iter(f"{A}endParaRPr")]
            assert runs
            for properties in runs:
                named = {tag: properties.find(f"{A}{tag}") for tag in ("latin", "ea", "cs")}
                assert all(element is not None for element in named.values())


@pytest.mark.parametrize("sign", ["“", "”", "——", "……"])
def test_signs_that_are_chinese_and_latin_have_the_chinese_font(slides, sign):
    (slide,) = slides.of("一、总体情况")
    runs = [r for r in slide.shapes._spTree.iter(f"{A}r") if sign in r.findtext(f"{A}t")]
    assert runs
    for run in runs:
        assert run.find(f"{A}rPr/{A}latin").get("typeface") == "仿宋_GB2312"


def test_in_english_they_have_the_latin_font():
    slides = written("en")
    runs = [r for s in slides.slides for r in s.shapes._spTree.iter(f"{A}r")]
    faces = {run.find(f"{A}rPr/{A}latin").get("typeface") for run in runs}
    assert faces == {"Times New Roman"}


# ---- the file ----
def test_the_author_is_the_office_and_nothing_names_the_program(slides):
    properties = slides.deck.core_properties
    office = "某某自治州生态环境局"
    assert (properties.author, properties.last_modified_by) == (office, office)
    assert properties.title == "关于大气污染防治的报告"
    assert properties.comments == ""
    assert properties.created.date() == properties.modified.date() == DAY
    for name in slides.names:
        content = slides.part(name)
        assert not [word for word in (b"python-pptx", b"aqmap", b"Canny") if word in content], name
    assert b"PowerPoint" not in slides.part("docProps/app.xml")
    assert not [name for name in slides.names if "thumbnail" in name or "printer" in name]


def test_equal_reports_are_equal_bytes_with_one_date(slides):
    assert written().content == slides.content
    with ZipFile(BytesIO(slides.content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 23, 12, 0, 0)}


def test_only_the_layout_that_is_used_is_in_the_file(slides):
    assert len([name for name in slides.names if name.startswith("ppt/slideLayouts/slide")]) == 1


# ---- words and room ----
@pytest.mark.parametrize(
    "words", [LONG, "PM2.5 annual mean, 35–45 µg/m³ " * 9, "", "甲", "a" * 300, "1234.5（含）" * 20]
)
@pytest.mark.parametrize("width", [5, 15, 300])
def test_lines_together_are_the_words(words, width):
    lines = lines_of(words, width, 12)
    assert "".join(lines) == words
    assert all(lines) or not words


def test_a_number_is_not_broken_where_it_fits():
    assert lines_of("甲乙丙丁1334.3", 18, 12) == ["甲乙丙", "丁", "1334.3"]


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("共3个：甲；乙。", ["共3个：甲；", "乙。"]),
        ("甲（一；二）；乙", ["甲（一；二）；", "乙"]),
        ("2 places: A (x; y); B.", ["2 places: A (x; y);", " B."]),
        ("甲）；乙", ["甲）；", "乙"]),
        ("", []),
    ],
)
def test_points_stand_between_semicolons_outside_brackets(sentence, points):
    assert points_of(sentence) == points
    assert "".join(points) == sentence
