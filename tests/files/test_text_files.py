import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.errors import SourceError
from aqmap.files.text_files import read_text

WORDS = "伊犁州直 PM2.5 ≤ 41\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_known_encodings_and_line_ends(tmp_path, encoding, ending):
    file = tmp_path / "plan.txt"
    file.write_bytes(WORDS.replace("\n", ending).encode(encoding))
    assert read_text(file) == WORDS


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        ("伊犁".encode("shift_jis") + b"\xff\xff", "GB 18030"),
        (b"MZ\x90\x00\x03\x00", "GB 18030"),
        (b"text\x00text", "GB 18030"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content, word):
    file = tmp_path / "plan.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=word):
        read_text(file)


def test_a_missing_file_a_folder_and_a_giant_are_refused(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="cannot be read"):
        read_text(tmp_path)
    file = tmp_path / "big.txt"
    file.write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than"):
        read_text(file, max_bytes=10)


@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("bytes") / "f.txt"
    file.write_bytes(content)
    try:
        assert "\x00" not in read_text(file)
    except SourceError as problem:
        assert str(file) in str(problem)
