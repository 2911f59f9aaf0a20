"""The styles of a report: an office's template may hold its own under the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from aqmap.render.report.east_asian_fonts import HEI, KAI, SONG, TITLE, set_fonts

Place = Literal["left", "center", "right", "both"]
_PLACES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class OfficeStyle:
    """
    A paragraph style.

    Attributes
    ----------
    id, name
        In the file, and as a template names it.
    font, size_pt, place
        Its Chinese font, its size, where its lines stand.
    indent
        Characters that the first line is moved in.
    exact
        Whether lines have the report's own pitch; else as high as what stands in them.
    outline
        Its level in contents; 0 for none.
    kept
        Whether it stays on the page of what follows.
    before_pt, after_pt
        Space above and below.
    """

    id: str
    name: str
    font: str
    size_pt: float
    place: Place = "left"
    indent: int = 0
    exact: bool = False
    outline: int = 0
    kept: bool = False
    before_pt: float = 0
    after_pt: float = 0


STYLES = {
    style.id: style
    for style in (
        OfficeStyle(
            "AqTitle", "报告标题", TITLE, 22, "center", exact=True, before_pt=29, after_pt=14
        ),
        OfficeStyle("AqHead", "报告眉首", SONG, 16, "left", exact=True),
        OfficeStyle("AqDate", "报告编制", KAI, 16, "center", exact=True, after_pt=14),
        OfficeStyle(
            "AqHeading1", "报告一级标题", HEI, 16, "left", 2, exact=True, outline=1, kept=True
        ),
        OfficeStyle(
            "AqHeading2", "报告二级标题", KAI, 16, "left", 2, exact=True, outline=2, kept=True
        ),
        OfficeStyle("AqAnnex", "报告附件标题", HEI, 16, "left", outline=1, kept=True, after_pt=6),
        OfficeStyle("AqText", "报告正文", SONG, 16, "both", 2, exact=True),
        OfficeStyle("AqContentsTitle", "报告目录标题", HEI, 16, "center", exact=True),
        OfficeStyle("AqContents", "报告目录", SONG, 14, "left", exact=True),
        OfficeStyle("AqPicture", "报告图", SONG, 10.5, "center", kept=True),
        OfficeStyle("AqCaption", "报告图题", HEI, 10.5, "center", after_pt=2),
        OfficeStyle(
            "AqTableTitle", "报告表题", HEI, 12, "center", kept=True, outline=2, before_pt=6
        ),
        OfficeStyle("AqUnit", "报告表单位", SONG, 10.5, "right", kept=True),
        OfficeStyle("AqCell", "报告表格", SONG, 10.5, "left"),
        OfficeStyle("AqSmallCell", "报告小号表格", SONG, 9, "left"),
        OfficeStyle("AqNote", "报告表注", SONG, 9, "left"),
        OfficeStyle("AqSource", "报告来源", SONG, 12, "both"),
        OfficeStyle("AqHeader", "报告页眉", SONG, 10.5, "center"),
        OfficeStyle("AqFooter", "报告页码", SONG, 14, "center"),
    )
}
"""Sizes: 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5, 小五 9 points."""


def add_styles(document: Document, line_pt: float) -> None:
    """Add every style that the document does not have under its name."""
    present = {style.name for style in document.styles}
    for style in STYLES.values():
        if style.name not in present:
            _add(document, style, line_pt)


def _add(document: Document, style: OfficeStyle, line_pt: float) -> None:
    added = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    added.element.set(qn("w:styleId"), style.id)
    added.base_style = None
    added.quick_style = True
    added.font.size = Pt(style.size_pt)
    set_fonts(added.element.get_or_add_rPr(), style.font)
    layout = added.paragraph_format
    layout.alignment = _PLACES[style.place]
    layout.space_before, layout.space_after = Pt(style.before_pt), Pt(style.after_pt)
    layout.keep_with_next = style.kept
    layout.widow_control = True
    if style.exact:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_pt)
    else:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    properties = added.element.get_or_add_pPr()
    if style.indent:
        indent = OxmlElement("w:ind")
        indent.set(qn("w:firstLineChars"), str(style.indent * 100))
        indent.set(qn("w:firstLine"), str(round(style.indent * style.size_pt * 20)))
        properties.append(indent)
        _in_order(properties)
    if style.outline:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(style.outline - 1))
        properties.append(level)


def _in_order(properties: object) -> None:
    """Put the indent before what must follow it: Word refuses another order."""
    indent = properties.find(qn("w:ind"))  # type: ignore[attr-defined]
    for later in ("w:jc", "w:outlineLvl"):
        found = properties.find(qn(later))  # type: ignore[attr-defined]
        if found is not None:
            found.addprevious(indent)
            return


def add_paragraph(document: Document, style: str) -> Paragraph:
    """Add a paragraph in a style by its id: python-docx looks through all styles for a name."""
    paragraph = document.add_paragraph()
    element: Any = paragraph._p
    element.style = document.styles[style].style_id
    return paragraph
