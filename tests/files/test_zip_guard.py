"""Zip and XML bombs, and archives that are not what they say: refused at once, with the reason."""

import contextlib
import struct
import tracemalloc
import warnings
import zipfile

import pytest

from aqmap.errors import SourceError
from aqmap.files import zip_guard as archives
from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import check_archive
from aqmap.read.formats.office.docx import read_docx
from aqmap.read.formats.office.xlsx import read_xlsx
from tests.counted_calls import at_most_calls
from tests.read.office_files import (
    changed_zip,
    paragraph,
    write_docx,
    write_word_parts,
    write_xlsx,
)

DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.fixture
def docx(tmp_path):
    return write_docx(tmp_path / "合成.docx", ["正文"])


def refused(path, word, read=read_docx):
    """Check that a file is refused for a reason early, within 100 MB of Python's."""
    tracemalloc.start()
    with at_most_calls(15_000_000), pytest.raises(SourceError, match=word) as caught:
        read(FileContent.read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.name in str(caught.value)
    assert peak < 100_000_000


def test_a_zip_bomb_is_refused_by_its_ratio(docx):
    bomb = b"<x>" + b" " * 50_000_000 + b"</x>"
    refused(changed_zip(docx, {"word/media/a.bin": bomb}), "200:1")


def test_what_unpacks_to_too_much_is_refused(docx, monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 1000)
    refused(docx, "beyond 0 MB")


def test_too_many_entries_are_refused(docx):
    refused(changed_zip(docx, {f"a/{n}": b"" for n in range(5001)}), "zip beyond 5,000")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_wherever_they_are_declared(docx, encoding):
    refused(changed_zip(docx, {"word/any.bin": LAUGHS.encode(encoding)}), "entities or a DTD")
    refused(changed_zip(docx, {DOCUMENT: LAUGHS.encode(encoding)}), "entities or a DTD")


def test_entities_behind_blanks_or_in_another_encoding_are_refused(docx):
    refused(changed_zip(docx, {"word/any.bin": b" " * 99 + LAUGHS.encode()}), "entities or a DTD")
    refused(changed_zip(docx, {DOCUMENT: LAUGHS.encode("cp037")}), "damaged")


def test_entities_among_the_content_types_are_refused(docx):
    refused(changed_zip(docx, {"[Content_Types].xml": LAUGHS.encode()}), "entities or a DTD")


def test_xml_that_nests_too_deeply_is_refused(docx):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    refused(changed_zip(docx, {DOCUMENT: deep.encode()}), "XML depth")


def test_too_many_elements_are_refused(docx):
    many = changed_zip(docx, {DOCUMENT: b"<a>" + b"<w:p/>" * 60_000 + b"</a>"})
    refused(many, "XML beyond 50,000", lambda file: check_archive(file, max_elements=50_000))
    assert check_archive(FileContent.read(many)) == ()
    assert archives.MAX_ELEMENTS == 1_000_000


def test_a_sheet_of_ten_million_cells_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "合成.xlsx", {"a": [[1]]})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as file,
    ):
        file.write(b"<worksheet>")
        for row in range(10_000):
            file.write(b'<row r="%d">' % row + b"<c><v>1</v></c>" * 1000 + b"</row>")
        file.write(b"</worksheet>")
    refused(path, "150 MB", read_xlsx)


def test_a_flipped_byte_is_noticed(tmp_path):
    path = write_word_parts(tmp_path / "合成.docx", paragraph("正文"))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(DOCUMENT)
    content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    path.write_bytes(content)
    refused(path, "damaged")


def test_an_encrypted_entry_means_a_password(docx):
    content = bytearray(docx.read_bytes())
    spot = content.index(b"PK\x01\x02") + 8  # the flags of the first entry in the directory
    struct.pack_into("<H", content, spot, 1)
    docx.write_bytes(content)
    refused(docx, "protected by a password")


def test_the_strict_kind_is_named(docx):
    with zipfile.ZipFile(docx) as archive:
        strict = archive.read("_rels/.rels").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006",
            b"http://purl.oclc.org/ooxml/officeDocument",
        )
    refused(changed_zip(docx, {"_rels/.rels": strict}), "Strict Open XML")


def test_a_sound_archive_has_no_remarks(docx):
    assert check_archive(FileContent.read(docx)) == ()


def test_an_element_with_attributes_without_end_is_refused(docx):
    many = " ".join(f"a{n}='1'" for n in range(501))
    refused(
        changed_zip(docx, {"word/any.xml": f"<x {many}/>".encode()}), "XML attributes beyond 500"
    )


def test_a_directory_of_a_hundred_thousand_entries_is_not_even_opened(tmp_path):
    path = tmp_path / "many.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    refused(path, "zip beyond 5,000")
    with at_most_calls(10_000), pytest.raises(SourceError, match="zip beyond"):
        archives.archive_kind(FileContent(path, path.read_bytes()))


def test_a_part_that_unpacks_to_more_than_it_declares_is_read_to_there_and_damaged(docx):
    content = bytearray(
        changed_zip(docx, {"word/media/a.bin": b"<x>" + b" " * 2_000_000}).read_bytes()
    )
    size = struct.pack("<I", 2_000_003)
    assert content.count(size) == 2  # in the directory, and before the part
    path = docx.with_name("lie.docx")
    path.write_bytes(content.replace(size, struct.pack("<I", 70)))
    refused(path, "damaged|CRC|Bad")


@pytest.mark.parametrize("name", ["../../x.xml", "/etc/x.xml", "word/document.xml", "C:\\x.xml"])
def test_names_that_lead_elsewhere_or_stand_twice_write_nothing(docx, name, tmp_path):
    before = set(tmp_path.parent.rglob("*"))
    with zipfile.ZipFile(docx, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr(name, b"<x/>")
    with contextlib.suppress(SourceError):
        read_docx(FileContent.read(docx))
    assert set(tmp_path.parent.rglob("*")) == before


def test_a_list_of_parts_without_end_is_not_built(docx):
    types = b"<Types>" + b"<a/>" * 2_000_000 + b"</Types>"
    path = changed_zip(docx, {"[Content_Types].xml": types})
    with at_most_calls(3_000_000), pytest.raises(SourceError):
        archives.archive_kind(FileContent.read(path))
