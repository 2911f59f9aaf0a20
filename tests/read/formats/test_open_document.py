"""What is taken for which container, and what is refused by name."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError
from aqmap.files.file_content import FileContent
from aqmap.model.figures import figure_row
from aqmap.read.formats.open_document import format_of, open_document
from tests.read.office_files import write_docx, write_xlsx, write_zip
from tests.read.pdf_files import write_pdf
from tests.table_rows import read_figure_row

BODY = "2021年计划\n\n1.造林任务见表。\n"


def write(tmp_path, content):
    path = tmp_path / "计划.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_ending_reads_alike(tmp_path, encoding, ending):
    path = write(tmp_path, BODY.replace("\n", ending).encode(encoding))
    texts = [(p.text, p.at, p.place) for p in open_document(path).paragraphs]
    assert texts == [
        ("2021年计划", "line 1", ""),
        ("造林任务见表。", "line 3", "item 1; para 1"),
    ]


SHOWN = [
    (b"%PDF-1.7\n", "a.txt", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "legacy"),
    (b"{\\rtf1 text}", "a.doc", "legacy"),
    (b"<!DOCTYPE html><p>2021</p>", "a.txt", "html"),
    (b"\xef\xbb\xbf\r\n<table><tr>", "a.xls", "html"),
    ("<html>".encode("utf-16"), "a.xls", "html"),
    (b"<?xml version='1.0'?><!-- x --><html xmlns='x'>", "a.doc", "html"),
    (b"<?xml version='1.0'?><Workbook/>", "a.xls", "XML"),
    (b"MIME-Version: 1.0\n", "a.doc", "MHTML"),
    (b"a,b\n", "a.csv", "delimited"),
    (b"a\tb\n1\t2\n", "a.xls", "delimited"),
    (b"a\tb\n1\t2\n", "a.txt", "text"),
    ("指标,甲县,乙县\n造林,1,2\n".encode("gb18030"), "a.txt", "delimited"),
    ("目标,任务。\n造林,种草。\n".encode(), "a.txt", "text"),
    ("指标,甲县\n造林,1\n".encode(), "a.xls", "delimited"),
]


@pytest.mark.parametrize(("content", "name", "kind"), SHOWN)
def test_content_decides_the_container(tmp_path, content, name, kind):
    assert format_of(FileContent(tmp_path / name, content)) == kind


ZIPS = [
    ({"[Content_Types].xml": '<T><O ContentType="a.presentationml.b"/></T>'}, "PowerPoint"),
    ({"[Content_Types].xml": '<T><O ContentType="vnd.ms-excel.sheet.binary"/></T>'}, "xlsb"),
    ({"OFD.xml": "<ofd/>"}, "OFD"),
    ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
    ({"a.txt": "x"}, "zip"),
]


@pytest.mark.parametrize(("entries", "name"), ZIPS)
def test_another_archive_is_named_and_says_what_to_do(tmp_path, entries, name):
    with pytest.raises(SourceError, match=name) as caught:
        open_document(write_zip(tmp_path / "计划.docx", entries))
    assert "Save it as docx, xlsx" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "remarked"),
    [
        ("计划.docx", []),
        ("计划.DOCX", []),
        ("计划.txt", ["name_differs"]),
        ("计划", ["name_differs"]),
    ],
)
def test_a_name_that_does_not_fit_the_content_is_said(tmp_path, name, remarked):
    document = open_document(write_docx(tmp_path / name, ["正文"]))
    assert [remark.code for remark in document.remarks] == remarked
    assert [p.text for p in document.paragraphs] == ["正文"]


def test_text_is_read_without_the_libraries_of_other_containers(tmp_path):
    path = write(tmp_path, BODY.encode())
    code = (
        "import sys; from pathlib import Path\n"
        "from aqmap.read.formats.open_document import open_document\n"
        f"open_document(Path({str(path)!r}))\n"
        "print({'docx', 'openpyxl', 'pdfplumber', 'lxml'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout == "set()\n", run.stderr


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
        open_document(write(tmp_path, content))


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        open_document(tmp_path / "无.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        open_document(tmp_path)


def test_a_file_of_more_than_50_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(SourceError, match="50 MB"):
        open_document(path)


# ---- anything at all ----
VALID = """2021年昌吉州大气污染防治行动计划

一、目标
昌吉市、阜康市优良天数比率分别达到80%、82%以上（牵头单位：某局）。

1.昌吉市造林5万亩，其中城区1万亩。
\t指标
\t昌吉市
\t阜康市

\t造林（万亩）
\t1.5
\t-

指标\t昌吉市\t合计
草原改良\t1\t2
"""
PIECES = st.sampled_from(
    [
        *("\t", "\n", "\n\n", "\r", "\x00", "\ufeff", "𠮷", "²", "%", "（", "）", "《", "〔", "。"),
        *("-", "0", "1..2", "9" * 40, "13月", "2021年", "较2019年", "下降", "分别", "合计", "序号"),
    ]
)
SPOTS = st.integers(0, len(VALID))
CUTS = st.lists(st.tuples(SPOTS, st.integers(0, 6), PIECES), min_size=1, max_size=5)
BYTES = st.lists(
    st.tuples(st.integers(0, len(VALID.encode())), st.integers(0, 4), st.binary(max_size=4)),
    min_size=1,
    max_size=5,
)
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def mutated(content, cuts):
    for spot, length, piece in cuts:
        content = content[:spot] + piece + content[spot + length :]
    return content


def read_or_refuse(read_path, path):
    """Read the document; what is refused says why, and what is read has its place."""
    try:
        figures = read_path(path, "昌吉州")
    except AqmapError as problem:
        assert problem.faults
        assert all(fault.said.zh and fault.said.en for fault in problem.faults)
        return
    for figure in figures:
        assert figure.locator
        assert read_figure_row(figure_row(figure)) == figure


def test_the_document_to_be_mutated_is_valid(read_path, tmp_path):
    figures = read_path(write(tmp_path, VALID.encode()), "昌吉州")
    assert [f.value_written for f in figures] == [
        *("80%", "82%以上", "5万亩", "1万亩", "1.5", "-", "1", "2")
    ]


@given(cuts=CUTS)
@example(cuts=[(0, 0, "2021年"), (30, 3, "\ufeff")])  # a list of things, the first without a name
@MANY
def test_any_mutated_text_is_read_or_refused(read_path, tmp_path, cuts):
    read_or_refuse(read_path, write(tmp_path, mutated(VALID, cuts).encode()))


@given(cuts=BYTES, encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@MANY
def test_any_mutated_bytes_are_read_or_refused(read_path, tmp_path, cuts, encoding):
    read_or_refuse(read_path, write(tmp_path, mutated(VALID.encode(encoding), cuts)))


@given(content=st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_binary_named_txt_is_read_or_refused(read_path, tmp_path, content):
    read_or_refuse(read_path, write(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_figures_are_the_same_in_every_encoding(read_path, tmp_path, encoding):
    plain = read_path(write(tmp_path, VALID.encode()), "昌吉州")
    assert read_path(write(tmp_path, VALID.encode(encoding)), "昌吉州") == plain


def test_a_document_is_opened_once(tmp_path):
    """What was read of it is enough: the file may be gone by then."""
    rows = [["指标", "昌吉市", "阜康市"], ["造林（万亩）", "3", "4"]]
    lines = "\n".join(",".join(row) for row in rows)
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    written = [
        write_docx(tmp_path / "合成.docx", ["计划", rows]),
        write_xlsx(tmp_path / "合成.xlsx", {"清单": rows}),
        write_pdf(tmp_path / "合成.pdf", ["计划", rows]),
    ]
    texts = {"合成.csv": lines, "合成.html": f"<html><table>{cells}</table>", "合成.txt": "计划\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        written.append(tmp_path / name)
    for path in written:
        file = FileContent.read(path)
        path.unlink()
        document = open_document(file)
        grids = [[cell.text for cell in row] for grid in document.grids for row in grid.rows]
        assert grids == ([] if path.suffix == ".txt" else rows)
