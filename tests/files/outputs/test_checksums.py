"""A table that carries its own checksum, and those taken beside other work."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.files.outputs.checksums import Checksums, add_own_checksum, is_as_written

BOM = b"\xef\xbb\xbf"


def written(tmp_path, content):
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    add_own_checksum(table)
    return table


def test_the_checksum_stands_at_the_end_of_the_first_remark(tmp_path):
    content = b"# Figures read.\n# second\nid,value\na,1\n"
    expected = hashlib.sha256(content).hexdigest().encode()
    table = written(tmp_path, BOM + content)
    first, rest = table.read_bytes().split(b"\n", 1)
    assert first == BOM + b"# Figures read. (sha256 of the rest: " + expected + b")"
    assert rest == b"# second\nid,value\na,1\n"


def test_a_table_without_remarks_gets_one(tmp_path):
    table = written(tmp_path, b"id,value\na,1\n")
    assert table.read_bytes().startswith(b"# Written by aqmap. (sha256")
    assert table.read_bytes().endswith(b")\nid,value\na,1\n")
    assert is_as_written(table)


def test_line_ends_and_a_mark_are_no_change(tmp_path):
    table = written(tmp_path, BOM + "# 数据\nid,value\n甲,1\n".encode())
    content = table.read_bytes()
    for other in (content.replace(b"\n", b"\r\n"), content.removeprefix(BOM)):
        table.write_bytes(other)
        assert is_as_written(table)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.replace(b"a,1", b"a,2"),
        lambda c: c + b"b,1\n",
        lambda c: c.replace(b"Figures", b"figures"),
        lambda c: c.split(b"\n", 1)[1],
        lambda c: c.replace(b")\n", b"),,,\n"),  # as a spreadsheet saves it
        lambda _: b"",
    ],
)
def test_everything_else_is_one(tmp_path, change):
    table = written(tmp_path, b"# Figures read.\nid,value\na,1\n")
    table.write_bytes(change(table.read_bytes()))
    assert not is_as_written(table)


@given(st.binary(max_size=200), st.integers(0, 300), st.integers(1, 255))
def test_any_byte_that_changes_is_seen(tmp_path_factory, content, place, flip):
    table = written(tmp_path_factory.mktemp("t"), b"# x\n" + content.replace(b"\r", b""))
    assert is_as_written(table)
    changed = bytearray(table.read_bytes())
    place %= len(changed)
    changed[place] ^= flip
    table.write_bytes(changed)
    if b"\r" not in changed:
        assert not is_as_written(table)


def test_only_the_beginning_of_somebody_elses_file_is_read(tmp_path):
    table = tmp_path / "t.csv"
    with table.open("wb") as file:
        file.truncate(1 << 40)  # a hole of a terabyte
    assert not is_as_written(table)


def test_checksums_beside_other_work_are_of_the_files_as_they_were_then(tmp_path):
    first, other = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"one")
    other.write_bytes(b"two")
    checksums = Checksums()
    with checksums.taken([first, first]):
        pass
    first.write_bytes(b"changed")
    with checksums.taken([first]):
        pass
    assert [checksums.of(path) for path in (first, other)] == [
        hashlib.sha256(content).hexdigest() for content in (b"one", b"two")
    ]
    with pytest.raises(FileNotFoundError), checksums.taken([tmp_path / "none"]):
        pass
