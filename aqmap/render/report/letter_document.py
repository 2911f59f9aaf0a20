"""A leader's page or a letter as a Word document, on the page and in the styles of a report."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from aqmap.book.report.report_parts import Heading, ReportTable
from aqmap.book.report.short_parts import ShortDocument
from aqmap.render.report.east_asian_fonts import without_theme_fonts, write_runs
from aqmap.render.report.fixed_package import fixed_package
from aqmap.render.report.office_styles import STYLES, add_styles
from aqmap.render.report.page_sections import set_page, text_width_mm, write_head_and_foot
from aqmap.render.report.word_tables import write_table
from aqmap.words import Lang, Text

_CLOSE_LINE_PT, _CLOSE_TITLE_PT, _CLOSE_TEXT_PT = 22, 18, 14
"""Pitch and sizes of a page that must stay one."""
_STYLE_IDS = {style.name: style.id for style in STYLES.values()}


def write_short_document(
    short: ShortDocument, *, day: date, lang: Lang, line_pt: float = 28.9
) -> bytes:
    """
    Return a short document as the bytes of a .docx, equal for equal input.

    Parameters
    ----------
    short
        What it says.
    day
        Of the document's properties.
    lang
        Of every word.
    line_pt
        Pitch of its lines, where it need not stay on one page.
    """
    document = docx.Document(BytesIO(_empty_document(line_pt, is_close=short.is_close)))
    section = document.sections[0]
    _write_properties(document, short, lang)
    for line in short.head:
        _write(document, "报告眉首", line, lang)
    _write(document, "报告标题", short.title, lang)
    if short.addressed:
        _write(document, "报告正文", short.addressed, lang)
        document.paragraphs[-1].paragraph_format.first_line_indent = Pt(0)
    for part in short.parts:
        if isinstance(part, ReportTable):
            write_table(document, part, text_width_mm(section), lang)
        else:
            style = "报告一级标题" if isinstance(part, Heading) else "报告正文"
            _write(document, style, part.words, lang)
    for line in short.closing:
        # Who signs and the day stand below the last words, never alone on a page.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        _write(document, "报告正文", line, lang)
        document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write_head_and_foot(section, short.title.in_(lang), short.notice.in_(lang), lang)
    return fixed_package(document, day)


@cache
def _empty_document(line_pt: float, *, is_close: bool) -> bytes:
    """Return a document without words that has page and styles: these are laid once a run."""
    document = docx.Document()
    body = document.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    set_page(document.sections[0])
    without_theme_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    add_styles(document, _CLOSE_LINE_PT if is_close else line_pt)
    if is_close:
        document.styles["报告正文"].font.size = Pt(_CLOSE_TEXT_PT)
        title = document.styles["报告标题"]
        title.font.size, title.paragraph_format.space_before = Pt(_CLOSE_TITLE_PT), Pt(0)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _write(document: Document, style: str, words: Text, lang: Lang) -> None:
    paragraph = document.add_paragraph()
    element: Any = paragraph._p
    element.style = _STYLE_IDS[style]  # python-docx looks through all styles for a name
    write_runs(paragraph, words.in_(lang), chinese=lang == "zh")


def _write_properties(document: Document, short: ShortDocument, lang: Lang) -> None:
    """Write who and what, and nothing of the program."""
    properties = document.core_properties
    properties.author = short.compiler.in_(lang) if short.compiler else ""
    properties.last_modified_by = properties.author
    properties.title, properties.subject = short.title.in_(lang), short.notice.in_(lang)
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "zh-CN" if lang == "zh" else "en"
    properties.revision = 1
