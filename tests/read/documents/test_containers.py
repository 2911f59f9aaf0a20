"""What is taken for text, what is refused by name, and what blocks come of it."""

import pytest

from aqmap.errors import SourceError
from aqmap.read.documents.blocks import Grid, Paragraph
from aqmap.read.documents.containers import container_of, read_container

BODY = "2021年计划\n\n1.造林任务见表。\n"


def write(tmp_path, content):
    path = tmp_path / "计划.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_ending_reads_alike(tmp_path, encoding, ending):
    path = write(tmp_path, BODY.replace("\n", ending).encode(encoding))
    texts = [(p.text, p.at, p.place) for p in read_container(path).paragraphs]
    assert texts == [
        ("2021年计划", "line 1", ""),
        ("造林任务见表。", "line 3", "item 1; para 1"),
    ]


REFUSED = [
    (b"%PDF-1.7\n", "PDF"),
    (b"PK\x03\x04rest", "docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "97-2003"),
    (b"{\\rtf1 text}", "RTF"),
    (b"<!DOCTYPE html><p>2021</p>", "HTML"),
    (b"\xef\xbb\xbf<?xml version='1.0'?>", "HTML/XML"),
]


@pytest.mark.parametrize(("content", "name"), REFUSED)
def test_another_container_is_named_and_says_what_to_do(tmp_path, content, name):
    assert name in container_of(content)
    with pytest.raises(SourceError, match=name) as caught:
        read_container(write(tmp_path, content))
    assert "Save it as plain text" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe \x00", "empty"),
        ("2021年\x00计划".encode(), "byte 7"),
        (b"2021\xff\xff\xff", "byte 4"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, word):
    with pytest.raises(SourceError, match=word):
        read_container(write(tmp_path, content))


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_container(tmp_path / "无.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        read_container(tmp_path)


def test_a_file_of_more_than_50_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(SourceError, match="50 MB"):
        read_container(path)


def grid_of(tmp_path, text):
    document = read_container(write(tmp_path, text.encode()))
    assert len(document.grids) == 1
    return [[cell.text for cell in row] for row in document.grids[0].rows]


def test_a_cell_a_line_with_blank_and_broken_cells(tmp_path):
    text = "\t指标\n\t甲\n\t乙\n\n\t煤质\n\t一年\n一次\n\t\n\n\t油品\n\t5\n\t-\n"
    assert grid_of(tmp_path, text) == [
        ["指标", "甲", "乙"],
        ["煤质", "一年\n一次", ""],
        ["油品", "5", "-"],
    ]


@pytest.mark.parametrize("below", [" 抄送：各单位", "抄送：各单位", "附件：无", "注：自报"])
@pytest.mark.parametrize("last", ["5", "-", "按需"])
def test_the_text_below_is_no_cell(tmp_path, below, last):
    text = f"\t指标\n\t甲\n\n\t油品\n\t{last}\n{below}\n"
    assert grid_of(tmp_path, text)[-1] == ["油品", last]


def test_a_row_a_line(tmp_path):
    text = "指标\t甲\t乙\n煤质\t1\t\n油品\t\t\n\n尾声。\n"
    assert grid_of(tmp_path, text) == [["指标", "甲", "乙"], ["煤质", "1", ""], ["油品", "", ""]]


def test_blocks_stand_in_reading_order(tmp_path):
    text = "前言。\n指标\t甲\n煤质\t1\n\n中间。\n指标\t甲\n煤质\t2\n\n尾声。\n"
    document = read_container(write(tmp_path, text.encode()))
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Grid, Paragraph, Grid, Paragraph]
    assert [grid.number for grid in document.grids] == [1, 2]


def test_a_line_broken_by_a_program_is_put_together(tmp_path):
    first = "合成的一行文字足够长到程序会把它在此处断开"
    document = read_container(write(tmp_path, f"{first}\n并接到下一行。\n（一）标题\n".encode()))
    texts = [(p.text, p.at, p.heading) for p in document.paragraphs]
    assert texts == [
        (f"{first}并接到下一行。", "line 1", ""),
        ("（一）标题", "line 3", ""),
    ]


def test_a_paragraph_knows_its_heading(tmp_path):
    document = read_container(write(tmp_path, "一、目标\n1.第一句。\n第二段。\n".encode()))
    assert [(p.heading, p.place) for p in document.paragraphs] == [
        ("", "section 一"),
        ("一、目标", "item 1; para 1"),
        ("一、目标", "item 1; para 2"),
    ]
