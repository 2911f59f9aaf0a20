"""A sealed scan is kept beside its form; a picture that stands for a form is refused."""

from pathlib import Path

import pytest

from aqmap.read.forms.form_files import Entry
from aqmap.read.forms.scans import attach_scans

ROOT = Path("收到")
NAMES = {"jia": ("甲县",), "yi": ("乙县", "乙县人民政府"), "town": ("甲县城",)}


def attached(scan, forms):
    entry = Entry(ROOT / scan, lambda: b"")
    placed = {ROOT / name: unit for name, unit in forms.items()}
    kept, faults = attach_scans([entry], placed, NAMES, ROOT)
    if faults:
        assert kept == []
        return faults[0].code
    (one,) = kept
    return one.unit, one.form.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    ("scan", "form"),
    [
        ("甲县.pdf", "甲县.xlsx"),
        ("甲县9月（盖章扫描件）.jpg", "甲县9月.xlsx"),
        ("甲县 9月.png", "甲县9月 （最终）.xlsx"),
    ],
)
def test_by_the_name_of_its_form(scan, form):
    assert attached(scan, {form: "jia", "乙县.xlsx": "yi"}) == ("jia", form)


def test_by_the_name_of_its_unit():
    forms = {"附件1.xlsx": "jia", "附件2.xlsx": "yi"}
    assert attached("乙县人民政府盖章.pdf", forms) == ("yi", "附件2.xlsx")


def test_the_longer_name_of_a_unit_is_meant():
    forms = {"附件1.xlsx": "jia", "附件2.xlsx": "town"}
    assert attached("甲县城管.pdf", forms) == ("town", "附件2.xlsx")


def test_by_the_only_form_in_its_folder_or_above():
    forms = {"甲/表.xlsx": "jia", "乙/表.xlsx": "yi"}
    assert attached("乙/扫描0001.jpg", forms) == ("yi", "乙/表.xlsx")
    assert attached("乙/盖章/0001.jpg", forms) == ("yi", "乙/表.xlsx")


def test_beside_several_forms_a_picture_that_says_nothing_is_refused_by_name():
    forms = {"a.xlsx": "jia", "b.xlsx": "yi"}
    assert attached("扫描0001.pdf", forms) == "form_picture_unclear"
    assert attached("癸县.png", forms) == "form_picture_unclear"


def test_a_picture_of_a_unit_that_sent_no_form_is_refused():
    assert attached("乙县.jpg", {"甲县.xlsx": "jia"}) == "form_picture_alone"


def test_a_picture_in_a_folder_without_any_form_is_refused():
    assert (
        attached("丙/照片.jpg", {"甲/表.xlsx": "jia", "乙/表.xlsx": "yi"}) == "form_picture_alone"
    )
    assert attached("照片.jpg", {}) == "form_picture_alone"
