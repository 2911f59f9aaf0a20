"""Fonts of a Word document: named for Chinese and Latin alike, and none by way of a theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LATIN = "Times New Roman"
SONG, HEI, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
NAMED = frozenset((LATIN, SONG, HEI, KAI, TITLE))
_THEME_ATTRIBUTES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
# Signs that Word sets in the Latin font, half as wide, unless it is told that they are Chinese.
_AMBIGUOUS = re.compile("[“”‘’—…·×÷°±≤≥①-⑳℃]+")
_MINUS = re.compile(r"-(?=\d)")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STEPS = re.compile("([\t\n])")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THEME_PART = "/word/theme/theme1.xml"


def set_fonts(properties: Any, east_asian: str) -> None:
    """
    Name the fonts of run properties.

    Parameters
    ----------
    properties
        A ``w:rPr`` element.
    east_asian
        The Chinese font.
    """
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in _THEME_ATTRIBUTES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)


def without_theme_fonts(document: Document) -> None:
    """Leave no font to the theme: neither in styles nor in the theme's own list."""
    for fonts in list(document.styles.element.iter(qn("w:rFonts"))):
        set_fonts(fonts.getparent(), SONG)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for part in document.part.package.iter_parts():
        if str(part.partname) == _THEME_PART:
            part._blob = plain_theme(part.blob)


def plain_theme(theme: bytes) -> bytes:
    """Return a theme whose list of fonts holds none but the named ones."""
    from lxml import etree  # noqa: PLC0415 - python-docx has loaded it by now

    root = parse_xml(theme)
    for scheme in root.iter(f"{{{_DRAWING}}}majorFont", f"{{{_DRAWING}}}minorFont"):
        for font in list(scheme):
            if font.tag == f"{{{_DRAWING}}}font":
                scheme.remove(font)
                continue
            is_east_asian = font.tag == f"{{{_DRAWING}}}ea"
            for name in list(font.attrib):
                del font.attrib[name]
            font.set("typeface", SONG if is_east_asian else LATIN)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def write_runs(paragraph: Paragraph, words: str, *, chinese: bool) -> None:
    """
    Write words into a paragraph; ambiguous signs of Chinese text are said to be Chinese.

    Characters that no XML may hold, such as a form's cell may have, are left out.
    """
    for piece, is_ambiguous in pieces(_NO_XML.sub("", words)):
        run = paragraph.add_run()
        _add_unbroken(run, piece)
        if is_ambiguous and chinese:
            fonts: Any = OxmlElement("w:rFonts")
            fonts.set(qn("w:hint"), "eastAsia")
            run._r.get_or_add_rPr().insert(0, fonts)


def _add_unbroken(run: Run, words: str) -> None:
    """Write words into a run in which no line ends between a minus and its number."""
    for number, piece in enumerate(_MINUS.split(words)):
        if number:
            minus: Any = OxmlElement("w:noBreakHyphen")
            run._r.append(minus)
        for part in _STEPS.split(piece):
            if part == "\t":
                run.add_tab()
            elif part == "\n":
                run.add_break()
            elif part:
                run.add_text(part)


def pieces(words: str) -> Iterator[tuple[str, bool]]:
    """Yield words in pieces, and whether each consists of signs both Chinese and Latin."""
    end = 0
    for match in _AMBIGUOUS.finditer(words):
        if match.start() > end:
            yield words[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(words):
        yield words[end:], False
