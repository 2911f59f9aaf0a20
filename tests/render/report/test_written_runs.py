"""What a run of a Word document holds: tabs, breaks and minuses are elements, controls are none."""

import docx

from aqmap.render.report.east_asian_fonts import write_runs
from tests.reports import W


def elements(words):
    paragraph = docx.Document().add_paragraph()
    write_runs(paragraph, words, chinese=True)
    return [
        (str(child.tag).removeprefix(W), child.text or "")
        for run in paragraph._p.iter(f"{W}r")
        for child in run
        if child.tag != f"{W}rPr"
    ]


def test_a_tab_and_a_break_are_such_and_no_letters():
    assert elements("第　期\t签发：\n一") == [
        ("t", "第　期"),
        ("tab", ""),
        ("t", "签发："),
        ("br", ""),
        ("t", "一"),
    ]


def test_a_minus_stays_with_its_number():
    assert ("noBreakHyphen", "") in elements("差-36.0")


def test_what_no_xml_may_hold_is_left_out():
    assert elements("a\x07b\x00") == [("t", "ab")]
