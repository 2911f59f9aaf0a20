import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.errors import SourceError
from aqmap.files.text_files import read_bytes, read_text, require_regular_file

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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "plan.txt")
    with pytest.raises(SourceError, match=r"plan\.txt: this is no ordinary file"):
        read_bytes(tmp_path / "plan.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices in the file system")
@pytest.mark.parametrize("name", ["zero", "random", "null", "tty"])
def test_a_device_is_refused_also_behind_a_symlink(tmp_path, name):
    if not (device := Path("/dev") / name).exists():
        pytest.skip("not on this machine")
    (tmp_path / "plan.csv").symlink_to(device)
    for path in (device, tmp_path / "plan.csv"):
        with pytest.raises(SourceError, match="no ordinary file"):
            read_bytes(path)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in the file system")
def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path may have 108 signs only
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("plan.txt")
        with pytest.raises(SourceError, match="no ordinary file"):
            read_bytes(Path("plan.txt"))


def test_a_file_and_a_symlink_to_one_are_regular_and_missing_ones_are_named_on_opening(tmp_path):
    (tmp_path / "plan.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    require_regular_file(tmp_path / "plan.txt")
    require_regular_file(tmp_path / "none.txt")
    assert read_text(tmp_path / "link.txt") == WORDS


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such file system")
def test_a_file_that_does_not_tell_its_size_is_read_to_the_bound_and_no_further():
    assert Path("/proc/self/status").stat().st_size == 0
    with pytest.raises(SourceError, match="larger than"):
        read_bytes(Path("/proc/self/status"), max_bytes=10)


def test_a_name_with_a_nul_is_refused_like_any_unreadable_file(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        read_bytes(tmp_path / "plan\0.txt")
