import hashlib

import pytest

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent


def test_a_file_is_read_once_and_then_no_more_needed(tmp_path):
    path = tmp_path / "计划.txt"
    path.write_bytes("造林\r\n5万亩".encode("gb18030"))
    file = FileContent.read(path)
    path.unlink()
    assert file.text == "造林\n5万亩"
    assert file.sha256 == hashlib.sha256("造林\r\n5万亩".encode("gb18030")).hexdigest()
    assert file.stream().read() == file.content == file.stream().read()


def test_what_is_missing_or_no_text_is_named(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        FileContent.read(tmp_path / "无.txt")
    with pytest.raises(SourceError, match=r"图\.txt"):
        _ = FileContent(tmp_path / "图.txt", b"\x00\x01\xff\xfe").text
