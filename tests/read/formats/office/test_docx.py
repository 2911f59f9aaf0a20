"""Word documents: what a reader of the page sees, and where it stands."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.blocks import Document, Grid
from aqmap.read.formats.grid_columns import columns
from aqmap.read.formats.office.docx import read_docx
from aqmap.read.formats.office.docx_numbering import written_number
from tests.counted_calls import at_most_calls
from tests.read.office_files import (
    DOCM_MAIN,
    OFFICE,
    abstract_list,
    cell,
    changed_zip,
    list_use,
    listed,
    paragraph,
    table,
    write_docx,
    write_word_parts,
)

SPAN = '<w:gridSpan w:val="{}"/>'
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.fixture
def read(tmp_path):
    def read_parts(body, **parts):
        return read_docx(FileContent.read(write_word_parts(tmp_path / "合成.docx", body, **parts)))

    return read_parts


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def codes(document):
    return [remark.code for remark in document.remarks]


# ---- order and places ----
def test_blocks_keep_the_order_of_the_body_and_say_where_they_stand(tmp_path):
    path = tmp_path / "合成.docx"
    rows = [["指标", "甲县"], ["造林", "5"]]
    document = read_docx(
        FileContent.read(write_docx(path, ["2021年计划", "", "1.造林。", rows, "抄送：某局"]))
    )
    assert [type(block).__name__ for block in document.blocks] == [
        *("Paragraph", "Paragraph", "Grid", "Paragraph")
    ]
    assert [(p.text, p.place, p.at) for p in document.paragraphs] == [
        ("2021年计划", "", "paragraph 1"),
        ("造林。", "item 1; para 1", "paragraph 2"),
        ("抄送：某局", "", "paragraph 3"),
    ]
    assert cells(document.grids[0]) == rows
    assert [c.at for c in document.grids[0].rows[1]] == ["cell A2", "cell B2"]


def test_several_tables_are_numbered_and_one_within_a_cell_follows_its_own(read):
    inner = f"<w:tc>{paragraph('外')}{table(['内', '2'])}{paragraph('尾')}</w:tc>"
    document = read(table(["甲", inner]) + paragraph("间") + table(["乙", "1"]))
    assert [(grid.number, cells(grid)) for grid in document.grids] == [
        (1, [["甲", "外\n尾"]]),
        (2, [["内", "2"]]),
        (3, [["乙", "1"]]),
    ]


def test_a_frame_of_one_column_around_text_is_no_table(read):
    document = read(table(["一、目标"], [cell("第一段\n第二段")]))
    assert texts(document) == ["一、目标", "第一段", "第二段"]
    assert document.grids == []


# ---- merged cells ----
def test_merged_cells_are_repeated_in_every_row_and_column_that_they_cover(read):
    document = read(
        table(
            [cell("指标", DOWN), cell("任务", SPAN.format(2))],
            [cell("", GOES_ON), "甲县", "乙县"],
            ["造林", "1", "2"],
        )
    )
    (grid,) = document.grids
    assert cells(grid) == [["指标", "任务", "任务"], ["指标", "甲县", "乙县"], ["造林", "1", "2"]]
    assert grid.rows[1][0].at == "cell A1"
    assert grid.rows[0][2].at == "cell B1"


def test_a_row_that_begins_further_right_has_blank_cells_before_it(read):
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("1")}{cell("2")}</w:tr>'
    xml = table(["指标", "甲", "乙"], ["造林", "3", "4"]).replace("</w:tbl>", f"{row}</w:tbl>")
    assert cells(read(xml).grids[0])[2] == ["", "1", "2"]


def test_a_short_row_stays_short(read):
    (grid,) = read(table(["a", "b", "c"], ["1", "2"], ["3", "4", "5"])).grids
    assert [len(row) for row in grid.rows] == [3, 2, 3]


@pytest.mark.parametrize(
    ("spans", "widths", "expected"),
    [
        ([[1, 1], [1, 1]], [], [[0, 1], [0, 1]]),
        ([[2, 1], [1, 2]], [], [[0, 1], [0, 1]]),  # as many cells: an edge drawn by hand
        ([[3], [2, 1], [1, 2]], [], [[0, 0], [0, 1], [0, 1]]),  # under a title
        ([[1, 2], [1, 1, 1]], [], [[0, 1, 1], [0, 1, 2]]),
        ([[2, 2], [2, 1, 1]], [], [[0, 1, 1], [0, 1, 2]]),  # nothing parts the first two
        # the second edge is at 1000 in one row and at 1100 in the other: the same to the eye
        ([[1, 3], [2, 1, 1]], [1000, 100, 900, 900], [[0, 1, 1], [0, 1, 2]]),
    ],
)
def test_columns_are_those_that_the_eye_sees(spans, widths, expected):
    assert columns(spans, widths) == expected


def test_lines_within_a_cell_are_kept(read):
    broken = "<w:tc><w:p><w:r><w:t>135</w:t><w:br/><w:t>（含开发区）</w:t></w:r></w:p></w:tc>"
    (grid,) = read(table(["造林", broken])).grids
    assert grid.rows[0][1].text == "135\n（含开发区）"


# ---- numbers that Word generates ----
LEVELS = abstract_list(
    ("chineseCountingThousand", "第%1章"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "%3.%4"),
)


def test_generated_numbers_are_written_out_and_give_the_articles(read):
    body = listed("总则") + listed("目标", 1) + listed("造林5万亩。", 2) + listed("2021年底前。", 2)
    body += listed("细项", 3) + listed("附则") + listed("再目标", 1) + listed("重新开始。", 2)
    document = read(body, numbering=LEVELS + list_use(1))
    assert [(p.text, p.place) for p in document.paragraphs] == [
        ("第一章 总则", "section 一"),
        ("（一）目标", ""),
        ("造林5万亩。", "item 1; para 1"),
        ("2021年底前。", "item 2; para 1"),
        ("2.1 细项", "item 2; para 2"),
        ("第二章 附则", "section 二"),
        ("（一）再目标", ""),
        ("重新开始。", "item 1; para 1"),
    ]


def test_a_list_goes_on_in_another_use_unless_it_is_told_to_start_anew(read):
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract_list(("decimal", "%1)")) + list_use(1) + list_use(2)
    numbering += list_use(3, override=again)
    body = listed("a", number=1) + listed("b", number=2) + listed("c", number=3)
    assert texts(read(body + listed("d", number=3), numbering=numbering)) == [
        *("1)a", "2)b", "1)c", "2)d")
    ]


def test_a_list_may_come_from_the_style_of_a_paragraph(read):
    styles = (
        '<w:style w:styleId="T"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:styleId="U"><w:name w:val="y"/><w:basedOn w:val="T"/>'
        "</w:style>"
    )
    body = paragraph("甲", form='<w:pStyle w:val="T"/>') + paragraph(
        "乙", form='<w:pStyle w:val="U"/>'
    )
    numbering = abstract_list(("japaneseCounting", "%1、")) + list_use(1)
    assert texts(read(body, numbering=numbering, styles=styles)) == ["一、甲", "二、乙"]


def test_a_cell_may_hold_nothing_but_its_generated_number(read):
    row = [f"<w:tc>{listed('')}</w:tc>", "造林"]
    (grid,) = read(table(row, row), numbering=abstract_list(("decimal", "%1")) + list_use(1)).grids
    assert cells(grid) == [["1", "造林"], ["2", "造林"]]


def test_bullets_are_no_numbers(read):
    numbering = abstract_list(("bullet", "•")) + list_use(1)
    assert texts(read(listed("一点"), numbering=numbering)) == ["一点"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (19, "chineseCountingThousand", "十九"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (3, "chineseLegalSimplified", "叁"),
        (2, "decimalEnclosedCircleChinese", "②"),
        (3, "ideographTraditional", "丙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (0, "chineseCounting", "0"),
        (5, "noSuchForm", "5"),
    ],
)
def test_written_number(number, form, written):
    assert written_number(number, form) == written


# ---- what counts as text ----
def test_insertions_count_and_deletions_do_not(read):
    body = (
        "<w:p><w:r><w:t>造林</w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t>万亩</w:t></w:r></w:p>"
    )
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('9')}</w:tr>"
    document = read(body + table(["a", "1"], ["b", "2"]).replace("</w:tbl>", f"{gone}</w:tbl>"))
    assert texts(document) == ["造林5万亩"]
    assert len(document.grids[0].rows) == 2
    assert codes(document) == ["changes_accepted"]


def test_content_controls_links_and_text_boxes_are_read_once(read):
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(body)) == ["控件", "链接", "框内"]


def test_lines_broken_by_hand_are_parted_at_sentences_and_articles_only(read):
    body = "<w:p><w:r><w:t>甲州2021年</w:t><w:br/><w:t>工作计划</w:t></w:r></w:p>"
    body += "<w:p><w:r><w:t>1.造林。</w:t><w:br/><w:t>2.种草。</w:t></w:r></w:p>"
    document = read(body)
    assert texts(document) == ["甲州2021年工作计划", "造林。", "种草。"]
    assert document.paragraphs[2].place == "item 2; para 1"


def test_a_table_of_contents_is_no_text_and_footnotes_come_last(read):
    styles = '<w:style w:styleId="M"><w:name w:val="toc 1"/></w:style>'
    notes = f'<w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    notes += f"<w:footnote>{paragraph('含开发区3户。')}</w:footnote>"
    body = paragraph("一、目标\t1", form='<w:pStyle w:val="M"/>') + paragraph("正文。")
    document = read(body, styles=styles, footnotes=notes)
    assert [(p.text, p.at) for p in document.paragraphs] == [
        ("正文。", "paragraph 1"),
        ("含开发区3户。", "footnote 1"),
    ]


def test_hidden_text_is_read_and_said(read):
    document = read(paragraph("公开") + paragraph("藏着", run="<w:vanish/>"))
    assert texts(document) == ["公开", "藏着"]
    assert "藏着" in document.remarks[0].said.zh


# ---- what is not followed ----
def test_macros_references_embedded_files_and_comments_are_left_alone_and_said(read):
    relations = f'<Relationship Id="x" Type="{OFFICE}/attachedTemplate" TargetMode="External" '
    relations += 'Target="http://synthetic.invalid/a.dotm"/>'
    more = {
        "word/vbaProject.bin": b"x",
        "word/embeddings/表.xlsx": b"x",
        "word/comments.xml": "<a/>",
    }
    document = read(paragraph("正文"), main=DOCM_MAIN, relations=relations, more=more)
    assert texts(document) == ["正文"]
    assert codes(document) == [
        *("macros_ignored", "reference_outwards", "embedded_unread", "comments_unread")
    ]
    assert "synthetic.invalid" in document.remarks[1].said.en


def test_a_document_of_pictures_alone_is_refused(read):
    with pytest.raises(SourceError, match="no text"):
        read("<w:p/>")


# ---- hostile and broken ----
def test_a_truncated_or_incomplete_file_names_the_reason(tmp_path):
    path = write_docx(tmp_path / "合成.docx", ["正文"])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="not a zip file"):
        read_docx(FileContent.read(path))
    path.write_bytes(whole)
    with pytest.raises(SourceError, match=r"document\.xml"):
        read_docx(FileContent.read(changed_zip(path, {"word/document.xml": None})))


def test_a_wide_span_is_refused(read):
    with pytest.raises(SourceError, match="gridSpan"):
        read(table([cell("a", SPAN.format(999_999)), "b"], ["a", "b"]))


def test_200_pages_take_few_calls_a_paragraph_and_cell(tmp_path):
    grid = [[f"{row}.{column}" for column in range(14)] for row in range(20)]
    blocks = [*["1.合成的一段文字，造林5万亩。" * 3] * 4000, *[grid, "间"] * 30]
    path = write_docx(tmp_path / "长.docx", blocks)
    with at_most_calls(6_000_000):
        document = read_docx(FileContent.read(path))
    assert (len(document.paragraphs), len(document.grids)) == (4030, 30)


def mutated(content, cuts):
    for spot, piece in cuts:
        at = spot % len(content)
        content = content[:at] + piece + content[at + len(piece) :]
    return content


CUTS = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1)
SOME = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read_or_refuse(path):
    try:
        document = read_docx(FileContent.read(path))
    except AqmapError as problem:
        assert all(fault.said.zh for fault in problem.faults)
    else:
        assert isinstance(document, Document)


@given(cuts=CUTS)
@SOME
def test_any_mutated_archive_is_read_or_refused(tmp_path, cuts):
    path = write_word_parts(tmp_path / "合成.docx", paragraph("正文") + table(["a", "1"]))
    path.write_bytes(mutated(path.read_bytes(), cuts))
    read_or_refuse(path)


@given(cuts=CUTS, part=st.sampled_from(["word/document.xml", "word/numbering.xml", "_rels/.rels"]))
@SOME
def test_any_mutated_part_is_read_or_refused(tmp_path, cuts, part):
    body = listed("正文") + table([cell("a", SPAN.format(2)), "1"], [cell("b", DOWN), "2", "3"])
    path = write_word_parts(tmp_path / "合成.docx", body, numbering=LEVELS + list_use(1))
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part)
    read_or_refuse(changed_zip(path, {part: mutated(content, cuts)}))


def test_the_document_to_be_mutated_is_valid(read):
    (grid,) = read(table([cell("a", SPAN.format(2)), "1"], [cell("b", DOWN), "2", "3"])).grids
    assert isinstance(grid, Grid)
    assert cells(grid) == [["a", "a", "1"], ["b", "2", "3"]]


# ---- raised digits ----
def run(text, form=""):
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>{text}</w:t></w:r>"


UP = '<w:vertAlign w:val="superscript"/>'
NOTE = '<w:rStyle w:val="a5"/>'
STYLES = f'<w:style w:type="character" w:styleId="a5"><w:rPr>{UP}</w:rPr></w:style>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("造林35") + run("1", UP) + run("万亩"), "造林35¹万亩"),
        (run("比率80%") + run("12", UP), "比率80%¹²"),
        (run("造林35") + run("1", NOTE), "造林35¹"),
        (run("35微克/m") + run("3", UP), "35微克/m3"),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>') + run("为35"), "PM2.5为35"),
        (run("造林3") + run("5"), "造林35"),
    ],
)
def test_digits_raised_behind_a_number_are_no_part_of_it(read, runs, text):
    body = f"<w:p>{runs}</w:p>" + table(["指标", f"<w:tc><w:p>{runs}</w:p></w:tc>"])
    document = read(body, styles=STYLES)
    assert texts(document) == [text]
    assert cells(document.grids[0]) == [["指标", text]]


def test_a_number_with_a_notes_mark_is_the_number(read_path, tmp_path):
    value = f"<w:tc><w:p>{run('35')}{run('1', UP)}</w:p></w:tc>"
    rows = table(["县市", "PM2.5平均浓度（微克/立方米）"], ["昌吉市", value], ["阜康市", "36"])
    body = paragraph("2021年昌吉州环境空气质量通报") + rows
    figures = read_path(write_word_parts(tmp_path / "合成.docx", body), "昌吉州")
    assert [(str(f.value), f.note) for f in figures] == [("35", "¹"), ("36", "")]
