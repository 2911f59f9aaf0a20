"""Names of outputs that every system takes, and that none takes for another's."""

import itertools
import os
from pathlib import PurePath

import pytest

from aqmap.files.file_names import alike, readable_path, safe_file_name


@pytest.mark.parametrize(
    "name",
    ["pm25-target-2021-ili", "造林-status-2021-01-01_2021-12-15-changji", "a.b c~d", "CON-x-ili"],
)
def test_a_good_name_stays(name):
    assert safe_file_name(name) == name


BAD = [
    *("a:b-x", "a?b-x", "a*b-x", 'a"b-x', "a<b-x", "a>b-x", "a|b-x", "a\\b-x", "a/b-x"),
    *("a\nb-x", "a\x1bb-x", "a\u202eb-x", "nul.a-x", "CON", "aux", "Com1.x", "lpt¹ .x", "conin$"),
    *("x.", "x ", " x", "..", "", "x" * 241, "x" * 4000, "甲" * 81, "😀" * 61),
]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_name_is_made_fit_and_marked(name):
    safe = safe_file_name(name)
    assert safe != name
    assert safe[-9] == "~"
    assert int(safe[-8:], 16) >= 0
    assert not set(safe) & set('<>:"/\\|?*\n\x1b\u202e')
    assert len(f"{safe}.pdf".encode()) <= 255
    assert safe.partition(".")[0].rstrip().upper() not in {"CON", "NUL", "AUX", "COM1", "LPT¹"}
    assert safe == safe_file_name(name)


def test_no_two_bad_names_become_one():
    names = [*BAD, "a:b-y", *("甲" * 300 + sign for sign in "乙丙")]
    safe = [safe_file_name(name) for name in names]
    assert [
        pair for pair in itertools.combinations(safe, 2) if alike(pair[0]) == alike(pair[1])
    ] == []


@pytest.mark.parametrize(
    ("one", "other"), [("PM25", "pm25"), ("é", "e\u0301"), ("a", "a."), ("a", "a "), ("ß", "SS")]
)
def test_names_that_are_one_elsewhere_are_alike(one, other):
    assert alike(one) == alike(other)


def test_other_names_are_not_alike():
    assert len({alike(name) for name in ("a", "b", "a-b", "a b", "é", "e", "造林")}) == 7


def test_a_name_in_gbk_reads_as_it_was_meant_and_its_folder_stays():
    gbk = os.fsdecode("甲县（盖章）.xlsx".encode("gbk"))
    assert str(readable_path(PurePath("报来", gbk))) == "报来/甲县（盖章）.xlsx"
    assert str(readable_path(PurePath("报来/甲县.xlsx"))) == "报来/甲县.xlsx"


def test_a_name_that_is_no_text_at_all_can_be_written_all_the_same():
    for name in ("\ud800表.xlsx", os.fsdecode(b"\xff\xff.xlsx")):
        written = str(readable_path(PurePath(name)))
        assert written.encode("utf-8").decode() == written
        assert written.endswith(".xlsx")
