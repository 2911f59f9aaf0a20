"""A message is of one language throughout: the spot in the file and the system's reason too."""

import errno

import pytest

from aqmap.errors import Fault, os_reason, spot_text


@pytest.mark.parametrize(
    ("spot", "chinese"),
    [
        ("line 9; line 7", "第9行，第7行"),
        ("line 3, column lat", "第3行，“lat”列"),
        ("sheet 汇总, cell D7", "工作表“汇总”，D7格"),
        ("table 1; row 4.2; column 伊宁市; line 210", "表1，第4.2行，“伊宁市”列，第210行"),
        ("page 2; line 5", "第2页，第5行"),
        ("feature 3, code 654002", "第3个要素，代码654002"),
        ("byte 17", "第17字节"),
        ("item 6; para 2; sentence 1", "第6条，第2段，第1句"),
        ("regions.ili", "regions.ili"),
        ("[sources] dust", "[sources] dust"),
        ("column a, b; line 2", "“a”列, b，第2行"),
        ("", ""),
    ],
)
def test_a_spot_is_said_in_both_languages(spot, chinese):
    assert spot_text(spot) == (chinese, spot)


def test_a_fault_without_a_spot_has_no_gap():
    said = Fault("file_empty", "a.csv").said
    assert said.zh.startswith("a.csv：文件是空的。")
    assert said.en.startswith("a.csv: the file is empty.")


@pytest.mark.parametrize(
    "number",
    [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.ENAMETOOLONG, errno.EROFS],
)
def test_the_system_is_quoted_in_the_users_language(number):
    reason = os_reason(OSError(number, "as the system says it"))
    assert reason.en.isascii()
    assert not any(character.isascii() for character in reason.zh)


def test_a_reason_without_a_name_stays_as_it_is():
    assert os_reason(OSError(99999, "odd")) == ("odd", "odd")
    assert os_reason(OSError("only words")) == ("only words", "only words")
    assert os_reason(OSError()) == ("OSError", "OSError")
