"""Junk of every kind is refused early, by name and with the reason."""

import pytest

from aqmap.errors import AqmapError
from tests.counted_calls import at_most_calls
from tests.read.office_files import write_docx

JUNK = {
    "letters.txt": b"a" * 49_000_000,
    "tabs.txt": b"\t1\n" * 660_000,
    "rows.txt": b"a\tb\tc\n" * 330_000,
    "digits.txt": "2021年".encode() + b"1 " * 990_000,
    "zeros.txt": bytes(1_000_000),
    "program.txt": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4000,
    "commas.csv": b"," * 1_900_000,
    "quote.csv": b'a,"' + b"x" * 1_900_000,
    "page.html": b"<html>" + b"<p>1 " * 1_100_000,
    "attributes.html": b"<html><p " + b"a=1 " * 1_400_000 + b">2021",
    "junk.docx": b"PK\x03\x04" + bytes(range(1, 256)) * 190_000,
    "junk.xlsx": b"PK\x03\x04" + bytes(range(1, 256)) * 190_000,
    "junk.pdf": b"%PDF-1.7\n" + b"junk " * 9_900_000,
    "junk.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 100_000,
    "braces.rtf": b"{\\rtf" + b"{" * 1_000_000,
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_is_refused_at_once(read_path, tmp_path, monkeypatch, name):
    monkeypatch.setenv("PATH", "")  # without LibreOffice, wherever it may be
    path = tmp_path / f"合成 {name}"
    path.write_bytes(JUNK[name])
    with at_most_calls(10_000_000), pytest.raises(AqmapError) as caught:
        read_path(path, "昌吉州")
    for said in caught.value.said("zh"):
        assert name in said
        assert len(said) < 600


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_document_is_refused(read_path, tmp_path, share):
    content = write_docx(
        tmp_path / "合成.docx", ["2021年昌吉州计划", "昌吉市造林5万亩。"]
    ).read_bytes()
    path = tmp_path / "合成 截断.docx"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(AqmapError, match="damaged"):
        read_path(path, "昌吉州")
