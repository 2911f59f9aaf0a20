"""Pages of a report: GB/T 9704 upright, and across for wide tables, each with head and foot."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph

from aqmap.render.report.east_asian_fonts import write_runs
from aqmap.words import Lang, say

_EMU_PER_MM = 36_000
_HEAD_EM_MM = 10.5 * 25.4 / 72
"""Of the head's characters: a title that does not fit on its line is left out."""
_PAGE = (210, 297)
_DISTANCES = {False: (Mm(20), Mm(25)), True: (Mm(15), Mm(15))}
"""Of head and foot from the page's edge: upright, and across."""
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}


def set_page(section: Section) -> None:
    """Give a section the page of GB/T 9704."""
    section.page_width, section.page_height = (Mm(side) for side in _PAGE)
    for side, width in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance, section.footer_distance = _DISTANCES[False]


def text_width_mm(section: Section) -> float:
    """Return how wide the lines of a section are."""
    inner = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return inner / _EMU_PER_MM


def begin_section(document: Document, *, across: bool) -> Section:
    """Begin pages that lie across, or stand again; margins turn with them."""
    last = document.sections[-1]
    was_across = last.orientation == WD_ORIENT.LANDSCAPE
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    if across != was_across:
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = last.page_height, last.page_width
        sides = [last.top_margin, last.right_margin, last.bottom_margin, last.left_margin]
        turned = [sides[3], *sides[:3]] if across else [*sides[1:], sides[0]]
        for name, width in zip(("top", "right", "bottom", "left"), turned, strict=True):
            setattr(section, f"{name}_margin", Emu(width or 0))
    section.header_distance, section.footer_distance = _DISTANCES[across]
    return section


def write_head_and_foot(section: Section, title: str, notice: str, lang: Lang) -> None:
    """Write a section's own head, and its page number: outside, so that pages can be bound."""
    width = text_width_mm(section)
    shown = title if _ems(title) + _ems(notice) + 1 <= width / _HEAD_EM_MM else ""
    for head in (section.header, section.even_page_header):
        head.is_linked_to_previous = False
        paragraph = _emptied(head.paragraphs[0], "报告页眉")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        write_runs(paragraph, f"{shown}\t{notice}", chinese=lang == "zh")
    for foot, place in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        foot.is_linked_to_previous = False
        paragraph = _emptied(foot.paragraphs[0], "报告页码")
        paragraph.alignment = place
        before, after = say("report.page", lang, number="\n").split("\n")
        write_runs(paragraph, before, chinese=lang == "zh")
        _add_page_number(paragraph)
        write_runs(paragraph, after, chinese=lang == "zh")


def _ems(words: str) -> float:
    """Return about how wide words are, in Chinese characters."""
    return sum(0.5 if character.isascii() else 1 for character in words)


def _emptied(paragraph: Paragraph, style: str) -> Paragraph:
    for run in list(paragraph.runs):
        element: Any = run._r
        element.getparent().remove(element)
    paragraph.style = style
    return paragraph


def _add_page_number(paragraph: Paragraph) -> None:
    """Add a field that every program fills by itself when it lays the page out."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)
