"""What an office would send back: each held on the written file and its XML."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from PIL import Image

from aqmap.book.report.report_parts import Heading, Paragraph, Report, ReportColumn, ReportTable
from aqmap.render.report import ReportStyle, write_document
from aqmap.render.report.report_pictures import ReportPicture
from aqmap.words import Text
from tests.reports import W, WrittenReport

NAMED = {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "Times New Roman"}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
INLINE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DAY = date(2026, 11, 23)


def both(words):
    return Text(words, words)


def table(columns, rows):
    return ReportTable(
        both("表1　附表"),
        both("单位：户"),
        tuple(ReportColumn(both(f"列{n}"), 1, is_of_numbers=n > 0) for n in range(columns)),
        tuple(tuple(both(f"{row}.{n}") for n in range(columns)) for row in range(rows)),
        (both("注：“-”为原表所填。"),),
    )


def picture():
    drawn = BytesIO()
    Image.new("P", (1771, 1240), 3).save(drawn, "png", dpi=(300, 300))
    caption, notes = both("图1　目标图[1]"), (both("分级含上限。"),)
    return ReportPicture(caption, drawn.getvalue(), 150.0, 105.0, "伊宁市 ≤41", notes)


def report(columns=15, rows=60, compiler="某某自治州生态环境局"):
    return Report(
        both("关于大气污染防治的报告"),
        both("2026年11月23日"),
        both(compiler) if compiler else None,
        both("内部资料　不得公开"),
        (
            Heading(both("一、总体情况"), 1),
            Paragraph(both("原表为“-”的，不是0——见附表……")),
            Paragraph(both("各地之和15.73万户，相差-0.01；较2017年-28.6%")),
            Heading(both("五、下一步工作"), 1),
            Paragraph(both("")),
        ),
        (table(columns, rows),),
        (),
        (both("《2021年计划》"),),
        None,
    )


def written(pages=None, style=None, **options):
    return WrittenReport(
        write_document(
            report(**options),
            [picture()],
            day=DAY,
            style=style or ReportStyle(),
            page_numbers=lambda _: pages,
        )
    )


@pytest.fixture(scope="module")
def document():
    return written()


def style(document, name):
    return document.document.styles[name].element


# ---- fonts ----
def test_every_style_names_its_chinese_font_and_leaves_none_to_the_theme(document):
    fonts = list(document.xml("word/styles.xml").iter(f"{W}rFonts"))
    assert len(fonts) > 20
    for element in fonts:
        assert not [name for name in element.attrib if "Theme" in name]
        assert element.get(f"{W}eastAsia") in NAMED
        assert element.get(f"{W}ascii") == element.get(f"{W}hAnsi") == "Times New Roman"
    for name, font in (("报告正文", "仿宋_GB2312"), ("报告标题", "方正小标宋简体")):
        assert style(document, name).find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == font


def test_words_are_chinese_to_the_spelling_checker(document):
    languages = [e.get(f"{W}eastAsia") for e in document.xml("word/styles.xml").iter(f"{W}lang")]
    assert languages
    assert set(languages) == {"zh-CN"}


def test_page_numbers_stand_between_dashes_outside(document):
    section = document.document.sections[0]
    for foot, place in ((section.footer, "right"), (section.even_page_footer, "left")):
        element = foot.paragraphs[0]._p
        assert "".join(t.text for t in element.iter(f"{W}t")) == "— 1 —"
        assert element.find(f"{W}pPr/{W}jc").get(f"{W}val") == place
        assert element.find(f"{W}fldSimple").get(f"{W}instr") == "PAGE"


def test_the_theme_holds_none_but_the_named_fonts(document):
    theme = document.xml("word/theme/theme1.xml")
    assert {e.get("typeface") for e in theme.iter() if e.get("typeface") is not None} <= NAMED
    assert len(list(theme.iter(f"{DRAWING}latin"))) == 2


@pytest.mark.parametrize("sign", ["“", "”", "——", "……"])
def test_signs_that_are_chinese_and_latin_are_said_to_be_chinese(document, sign):
    runs = [r for r in document.xml().iter(f"{W}r") if sign in "".join(r.itertext())]
    assert runs
    for run in runs:
        assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"


def test_no_line_ends_between_a_minus_and_its_number(document):
    (written,) = [p for p in document.document.paragraphs if "相差" in p.text]
    assert written.text == "各地之和15.73万户，相差-0.01；较2017年-28.6%"
    assert len(list(written._p.iter(f"{W}noBreakHyphen"))) == 2
    assert "-" not in "".join(part.text for part in written._p.iter(f"{W}t"))


def test_english_text_has_no_chinese_signs():
    runs = written(style=ReportStyle("en")).xml().iter(f"{W}rFonts")
    assert [r for r in runs if r.get(f"{W}hint")] == []


# ---- lines ----
@pytest.mark.parametrize(("points", "twentieths"), [(28.9, "578"), (30, "600")])
def test_the_pitch_of_lines_is_a_setting_of_the_text_alone(points, twentieths):
    document = written(style=ReportStyle(line_pt=points))
    spacing = style(document, "报告正文").find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}lineRule"), spacing.get(f"{W}line")) == ("exact", twentieths)
    for name in ("报告表格", "报告小号表格", "报告表注", "报告图"):
        spacing = style(document, name).find(f"{W}pPr/{W}spacing")
        assert (spacing.get(f"{W}lineRule"), spacing.get(f"{W}line")) == ("auto", "240")


def test_no_row_has_a_height_of_its_own_that_words_could_burst(document):
    assert list(document.xml().iter(f"{W}trHeight")) == []


# ---- pictures ----
def test_pictures_stand_in_the_line_as_png_of_300_dpi_at_their_size(document):
    xml = document.xml()
    assert list(xml.iter(f"{INLINE}anchor")) == []
    (extent,) = [e.find(f"{INLINE}extent") for e in xml.iter(f"{INLINE}inline")]
    size = int(extent.get("cx")), int(extent.get("cy"))
    assert size == (150 * 36000, 105 * 36000)
    (name,) = [name for name in document.names if name.startswith("word/media/")]
    assert name.endswith(".png")
    with Image.open(BytesIO(document.part(name))) as image:
        assert [round(dpi) for dpi in image.info["dpi"]] == [300, 300]
        assert [round(side / 300 * 25.4, 1) for side in image.size] == [149.9, 105.0]
    assert next(xml.iter(f"{INLINE}docPr")).get("descr") == "伊宁市 ≤41"
    assert not [name for name in document.names if name.endswith((".svg", ".emf"))]


def test_the_caption_stands_below_its_picture_on_its_page(document):
    paragraphs = document.document.paragraphs
    (at,) = [n for n, p in enumerate(paragraphs) if p.style.name == "报告图"]
    assert paragraphs[at + 1].text == "图1　目标图[1]"
    assert style(document, "报告图").find(f"{W}pPr/{W}keepNext") is not None


def test_the_first_picture_stands_below_the_notes_wherever_their_page_has_room(document):
    """105 mm of a page of 225 mm: a break of its own would leave four lines alone on a page."""
    (picture,) = [p for p in document.document.paragraphs if p.style.name == "报告图"]
    assert not picture.paragraph_format.page_break_before
    assert not picture._p.xpath("preceding-sibling::w:p[1]//w:br")


# ---- contents ----
def test_without_page_numbers_there_are_no_contents(document):
    assert "目　录" not in document.paragraphs
    assert not [p for p in document.document.paragraphs if p.style.name == "报告目录"]


def test_contents_are_words_that_ask_for_no_update():
    pages = {"一、总体情况": 1, "五、下一步工作": 2, "附表": 3, "附图": 5, "数据来源": 7}
    document = written(pages)
    listed = [p.text for p in document.document.paragraphs if p.style.name == "报告目录"]
    assert listed == [f"{heading}\t{page}" for heading, page in pages.items()]
    assert b"TOC" not in document.part("word/document.xml")
    assert b"updateFields" not in document.part("word/settings.xml")


# ---- pages and tables ----
def test_the_page_is_that_of_gb_t_9704(document):
    section = document.document.sections[0]
    margins = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]
    assert [round(margin) for margin in margins] == [37, 35, 28, 26]
    assert [round(section.page_width.mm), round(section.page_height.mm)] == [210, 297]


def test_wide_tables_lie_across_on_pages_with_a_head_and_foot_of_their_own(document):
    upright, across, again = document.document.sections
    assert [round(across.page_width.mm), round(across.page_height.mm)] == [297, 210]
    assert [round(again.page_width.mm), round(again.page_height.mm)] == [210, 297]
    for section in (upright, across, again):
        assert not section.header.is_linked_to_previous
        assert not section.footer.is_linked_to_previous
        assert not section.even_page_footer.is_linked_to_previous
        assert "内部资料　不得公开" in section.header.paragraphs[0].text
        assert b"PAGE" in section.footer._element.xml.encode()
    widths = [int(c.get(f"{W}w")) for c in document.xml().iter(f"{W}gridCol")]
    assert len(widths) == 15
    inner = across.page_width.mm - across.left_margin.mm - across.right_margin.mm
    assert sum(widths) / 1440 * 25.4 == pytest.approx(inner, abs=0.5)


def test_the_head_of_a_table_is_repeated_and_its_rows_break_nowhere(document):
    rows = list(document.xml().iter(f"{W}tr"))
    assert len(rows) == 61
    assert [r for r in rows if r.find(f"{W}trPr/{W}tblHeader") is not None] == rows[:1]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_unit_stands_above_the_table_on_the_right(document):
    paragraphs = document.document.paragraphs
    (at,) = [n for n, p in enumerate(paragraphs) if p.style.name == "报告表单位"]
    assert paragraphs[at].text == "单位：户"
    assert paragraphs[at - 1].text == "表1　附表"
    assert style(document, "报告表单位").find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_cells_have_no_colours(document):
    xml = document.xml()
    assert list(xml.iter(f"{W}shd")) == []
    assert list(xml.iter(f"{W}color")) == []


# ---- the file ----
@pytest.mark.parametrize(("compiler", "author"), [("某某局", "某某局"), ("", "")])
def test_the_author_is_the_office_and_the_day_the_workspaces(compiler, author):
    properties = written(compiler=compiler).document.core_properties
    assert (properties.author, properties.last_modified_by) == (author, author)
    assert properties.comments == properties.keywords == ""
    assert properties.created.date() == properties.modified.date() == DAY


def test_equal_reports_are_equal_bytes_with_one_date(document):
    assert written().content == document.content
    with ZipFile(BytesIO(document.content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 23, 12, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_a_report_without_tables_or_maps_has_no_empty_annex():
    bare = Report(
        both("报告"), both("2026年"), None, both("内部"), (), (), (), (both("《来源》"),), None
    )
    content = write_document(bare, [], day=DAY, style=ReportStyle(), page_numbers=lambda _: None)
    document = docx.Document(BytesIO(content))
    assert [p.text for p in document.paragraphs if p.style.name == "报告附件标题"] == ["数据来源"]
