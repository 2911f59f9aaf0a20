"""A report → a Word document, from aqmap's own template or an office's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm

from aqmap.book.report.report_parts import Heading, Report
from aqmap.files.file_content import FileContent
from aqmap.render.report.east_asian_fonts import without_theme_fonts, write_runs
from aqmap.render.report.fixed_package import fixed_package
from aqmap.render.report.office_styles import add_paragraph, add_styles
from aqmap.render.report.office_template import open_template
from aqmap.render.report.page_sections import (
    begin_section,
    set_page,
    text_width_mm,
    write_head_and_foot,
)
from aqmap.render.report.report_pictures import ReportPicture, picture_notes
from aqmap.render.report.word_tables import write_table
from aqmap.words import Lang, Text, say, text

_HEADINGS = {1: "报告一级标题", 2: "报告二级标题"}


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """
    How a report is set.

    Attributes
    ----------
    lang
        Of every word.
    line_pt
        Pitch of the lines of the text.
    template
        An office's own document, whose content, styles and page come first.
    """

    lang: Lang = "zh"
    line_pt: float = 28.9
    template: FileContent | None = None


def write_document(
    report: Report,
    pictures: Sequence[ReportPicture],
    *,
    day: date,
    style: ReportStyle,
    page_numbers: Callable[[bytes], Mapping[str, int] | None] | None,
) -> bytes:
    """
    Return the report as the bytes of a .docx, equal for equal input.

    Parameters
    ----------
    report
        What it says.
    pictures
        Its maps.
    day
        Of the document's properties.
    style
        How it is set.
    page_numbers
        Returns the page of every heading of a document; none where nothing can lay it out: then
        the report has no contents, and none that shows wrong pages. None for no contents.

    Raises
    ------
    SourceError
        If the template cannot be opened.
    """
    setting = _Setting(report, pictures, style)
    if page_numbers is None:
        return fixed_package(setting.document(None), day)
    placeholder = dict.fromkeys(setting.headings(), 0)
    pages = page_numbers(fixed_package(setting.document(placeholder), day))
    is_whole = pages is not None and placeholder.keys() <= pages.keys()
    return fixed_package(setting.document(pages if is_whole else None), day)


@dataclass(frozen=True)
class _Setting:
    """Sets one report, with or without contents."""

    report: Report
    pictures: Sequence[ReportPicture]
    style: ReportStyle

    def headings(self) -> Iterator[str]:
        """Yield what stands in the contents."""
        lang = self.style.lang
        for part in self.report.text:
            if isinstance(part, Heading) and part.level == 1:
                yield part.words.in_(lang)
        yield from (say(f"report.heading.{name}", lang) for name in self._annexes())

    def _annexes(self) -> Iterator[str]:
        """Yield the parts after the text that there are."""
        yield from ["tables"] * bool(self.report.tables)
        yield from ["maps"] * bool(self.pictures)
        yield "sources"
        yield from ["findings"] * (self.report.findings is not None)

    def document(self, pages: Mapping[str, int] | None) -> Document:
        """Return the document; its contents have these pages."""
        document = _opened(self.style.template)
        if self.style.template is None:  # an office's own page and fonts stay as they are
            set_page(document.sections[0])
            without_theme_fonts(document)
        document.settings.odd_and_even_pages_header_footer = True
        add_styles(document, self.style.line_pt)
        self._write_properties(document)
        self._write_head(document)
        if pages is not None:
            self._write_contents(document, pages)
        for part in self.report.text:
            name = _HEADINGS[part.level] if isinstance(part, Heading) else "报告正文"
            self._write(document, name, part.words)
        if self.style.template is None:
            self._furnish(document)
        for name in self._annexes():
            getattr(self, f"_write_{name}")(document)
        return document

    def _write(self, document: Document, style: str, words: Text) -> None:
        lang = self.style.lang
        write_runs(add_paragraph(document, style), words.in_(lang), chinese=lang == "zh")

    def _furnish(self, document: Document) -> None:
        """Give the newest section its own head and foot."""
        lang = self.style.lang
        title, notice = (words.in_(lang) for words in (self.report.title, self.report.notice))
        write_head_and_foot(document.sections[-1], title, notice, lang)

    def _write_head(self, document: Document) -> None:
        """Write what an office fills in, then title, compiler and date; no red head."""
        blanks = [say(f"report.{name}", self.style.lang) for name in ("issue_no", "signed_by")]
        paragraph = add_paragraph(document, "报告眉首")
        middle = Mm(text_width_mm(document.sections[-1]) * 0.6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(middle)
        write_runs(paragraph, "\t".join(blanks), chinese=self.style.lang == "zh")
        self._write(document, "报告眉首", text("report.document_no"))
        self._write(document, "报告标题", self.report.title)
        if self.report.compiled:
            self._write(document, "报告编制", self.report.compiled)

    def _write_contents(self, document: Document, pages: Mapping[str, int]) -> None:
        self._write(document, "报告目录标题", text("report.contents"))
        width = text_width_mm(document.sections[-1])
        for heading in self.headings():
            paragraph = add_paragraph(document, "报告目录")
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            write_runs(paragraph, f"{heading}\t{pages[heading]}", chinese=self.style.lang == "zh")

    def _write_tables(self, document: Document) -> None:
        section = begin_section(document, across=True)
        self._furnish(document)
        self._write(document, "报告附件标题", text("report.heading.tables"))
        for table in self.report.tables:
            write_table(document, table, text_width_mm(section), self.style.lang)

    def _write_maps(self, document: Document) -> None:
        begin_section(document, across=False)
        self._furnish(document)
        self._write(document, "报告附件标题", text("report.heading.maps"))
        for note in picture_notes(self.pictures):
            self._write(document, "报告表注", note)
        for picture in self.pictures:
            paragraph = add_paragraph(document, "报告图")
            shape = paragraph.add_run().add_picture(
                BytesIO(picture.png), Mm(picture.width_mm), Mm(picture.height_mm)
            )
            shape._inline.docPr.set("descr", picture.description)
            shape._inline.docPr.set("name", picture.caption.in_(self.style.lang))
            self._write(document, "报告图题", picture.caption)

    def _write_sources(self, document: Document) -> None:
        if self.report.tables and not self.pictures:
            begin_section(document, across=False)
            self._furnish(document)
        self._write(document, "报告附件标题", text("report.heading.sources"))
        # A break in a paragraph of its own would leave an empty page behind a full one.
        document.paragraphs[-1].paragraph_format.page_break_before = bool(self.pictures)
        for number, source in enumerate(self.report.sources, 1):
            self._write(document, "报告来源", Text(*(f"[{number}] {words}" for words in source)))

    def _write_findings(self, document: Document) -> None:
        assert self.report.findings is not None  # noqa: S101 - see `_annexes`
        section = begin_section(document, across=True)
        self._furnish(document)
        self._write(document, "报告附件标题", text("report.heading.findings"))
        write_table(document, self.report.findings, text_width_mm(section), self.style.lang)

    def _write_properties(self, document: Document) -> None:
        """Write who and what, and nothing of the program."""
        lang, properties = self.style.lang, document.core_properties
        compiler = self.report.compiler
        properties.author = compiler.in_(lang) if compiler else ""
        properties.last_modified_by = properties.author
        properties.title = self.report.title.in_(lang)
        properties.subject = self.report.notice.in_(lang)
        properties.comments = properties.keywords = properties.category = ""
        properties.language = "zh-CN" if lang == "zh" else "en"
        properties.revision = 1


def _opened(template: FileContent | None) -> Document:
    """Return a new document, or a copy of the office's."""
    if template is not None:
        return open_template(template)
    document = docx.Document()
    body = document.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    return document
