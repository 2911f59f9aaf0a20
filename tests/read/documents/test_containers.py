"""What is taken for text, and what is refused by name."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError
from aqmap.figures import figure_row, parse_figure
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
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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
        assert parse_figure(figure_row(figure)) == figure


def test_the_document_to_be_mutated_is_valid(read_path, tmp_path):
    figures = read_path(write(tmp_path, VALID.encode()), "昌吉州")
    assert [f.value_written for f in figures] == ["80%", "82%以上", "5万亩", "1.5", "-", "1", "2"]


@given(cuts=CUTS)
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
