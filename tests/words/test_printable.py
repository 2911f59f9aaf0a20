"""Nothing in a file or its name steers a terminal, nor hides or reorders what stands there."""

import pytest

from aqmap.words import listed
from aqmap.words.printable import printable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),  # the same as one character of Latin-1
        ("\x1b]0;pwn\x07", r"\x1b]0;pwn\x07"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("a\u2028b\u2029c\x85d", r"a\u2028b\u2029c\x85d"),
        ("\u202egnp.exe\u2066", r"\u202egnp.exe\u2066"),
        ("x\u200by\ufeff", r"x\u200by\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("\udcff.txt", r"\xff.txt"),  # a byte of a file's name that is no text
        ("\ud800", r"\ud800"),
        ("", ""),
    ],
)
def test_what_steers_is_written_out(written, shown):
    assert printable(written) == shown


@pytest.mark.parametrize(
    "written",
    ["C:\\新 区\\方案（一）.txt", "全角　空格", "µg/m³ ≥ 35", "ئۇيغۇر", "é e\u0301", "😀"],
)
def test_what_is_words_stays(written):
    assert printable(written) == written


def test_a_list_is_one_of_its_language():
    names = listed(["昭苏县", "新源县"])
    assert (names.zh, names.en) == ("昭苏县、新源县", "昭苏县, 新源县")
    assert listed(["a", "b"], "；") == ("a；b", "a; b")
