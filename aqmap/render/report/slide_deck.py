"""A deck of 16:9 slides: a title, text, a table or a picture on each, fonts named on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Mm, Pt

from aqmap.render.report.east_asian_fonts import HEI, LATIN, SONG, pieces
from aqmap.render.report.slide_text import MM_PER_POINT, Point, SlideRoom, ems
from aqmap.words import Lang

WIDTH_MM, HEIGHT_MM, SIDE_MM = 12_192_000 / 36_000, 6_858_000 / 36_000, 15.0
INNER_MM = WIDTH_MM - 2 * SIDE_MM
TOP_MM, BOTTOM_MM = 29.0, 176.0
"""Between which the content of a slide stands."""
TEXT_PT, SMALL_PT = 20, 16
LEADING = 1.4
"""Lines have a pitch of their own, so that every program sets as many on a slide."""
_TITLE_TOP_MM, _TITLE_MM, _FOOT_MM = 8.0, 17.0, 180.0
_TITLE_PT, _SMALLEST_TITLE_PT, _FOOT_PT = 26, 16, 11
_TITLE_ONLY = 5

_BULLETS = ("■", "•")
_INDENT_MM = 7.0
_MOST_POINTS, _BETWEEN = 7, 0.3
"""On a slide, and the space after each in parts of its size."""


class Deck:
    """
    Slides, one after the other.

    Attributes
    ----------
    presentation
        What is saved.
    lang
        Of every word.
    """

    def __init__(self, lang: Lang, notice: str) -> None:
        self.lang = lang
        self.presentation = _empty()
        self._notice = notice

    def slide(self, title: str) -> Any:
        """Begin a slide with its title, its number, and whom it is for."""
        layout = self.presentation.slide_layouts[0]
        slide = self.presentation.slides.add_slide(layout)
        place = slide.shapes.title
        assert place is not None  # noqa: S101 - the layout has one
        place.left, place.top = Mm(SIDE_MM), Mm(_TITLE_TOP_MM)
        place.width, place.height = Mm(INNER_MM), Mm(_TITLE_MM)
        fitting = INNER_MM / (ems(title) + 1) / MM_PER_POINT
        size = int(min(_TITLE_PT, max(fitting, _SMALLEST_TITLE_PT)))
        self.fill(place.text_frame, title, size, HEI, bold=False)
        foot = self.box(slide, SIDE_MM, _FOOT_MM, INNER_MM / 2, 7)
        self.fill(foot, self._notice, _FOOT_PT, SONG)
        self._number(slide)
        return slide

    def box(self, slide: Slide, left: float, top: float, width: float, height: float) -> Any:
        """Add an empty box of text, in millimetres from the slide's upper left corner."""
        frame = slide.shapes.add_textbox(Mm(left), Mm(top), Mm(width), Mm(height)).text_frame
        frame.word_wrap = True
        return frame

    def fill(
        self,
        frame: Any,
        words: str,
        size_pt: float,
        font: str,
        *,
        bold: bool = False,
        place: PP_ALIGN = PP_ALIGN.LEFT,
        anchor: MSO_ANCHOR = MSO_ANCHOR.MIDDLE,
    ) -> None:
        """Write one paragraph into a frame that takes no margins of its own."""
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        frame.vertical_anchor = anchor
        frame.word_wrap = True
        self.write(frame.paragraphs[0], words, size_pt, font, bold=bold, place=place)

    def write(
        self,
        paragraph: Any,
        words: str,
        size_pt: float,
        font: str,
        *,
        bold: bool = False,
        place: PP_ALIGN = PP_ALIGN.LEFT,
        leading: float = LEADING,
    ) -> None:
        """Write a paragraph in a named font, at a pitch of its own."""
        paragraph.alignment = place
        paragraph.line_spacing = Pt(round(size_pt * leading, 1))
        paragraph.space_before = paragraph.space_after = Pt(0)
        style = _RunStyle(self.lang, size_pt, font, bold)
        for piece, is_ambiguous in pieces(words):
            run = paragraph.add_run()
            run.text = piece
            # A slide cannot say that a sign is Chinese: its Latin font is then the Chinese one.
            style.set_on(run._r.get_or_add_rPr(), is_chinese=is_ambiguous and self.lang == "zh")
        style.set_on(_end_of(paragraph))

    def points(self, slide: Slide, points: Sequence[Point], size_pt: float) -> None:
        """Write points with a sign before each, those of the second level further in."""
        frame = self.box(slide, SIDE_MM, TOP_MM, INNER_MM, BOTTOM_MM - TOP_MM)
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        for number, (words, level) in enumerate(points):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self.write(paragraph, words, size_pt, SONG)
            paragraph.space_after = Pt(round(size_pt * _BETWEEN, 1))
            _set_bullet(paragraph._p.get_or_add_pPr(), level)

    def picture(self, slide: Slide, png: bytes, box: tuple[float, ...], words: str) -> None:
        """Add a picture at its place and size, and what it shows in words."""
        left, top, width, height = map(Mm, box)
        shape: Any = slide.shapes.add_picture(BytesIO(png), left, top, width, height)
        shape._element.nvPicPr.cNvPr.set("descr", words)

    def _number(self, slide: Slide) -> None:
        """Add the slide's number as a field that every program fills by itself."""
        frame = self.box(slide, WIDTH_MM - SIDE_MM - 30, _FOOT_MM, 30, 7)
        self.fill(frame, "", _FOOT_PT, SONG, place=PP_ALIGN.RIGHT)
        paragraph: Any = frame.paragraphs[0]._p
        for run in list(paragraph.findall(qn("a:r"))):
            paragraph.remove(run)
        field = OxmlElement("a:fld")
        field.set("id", "{00000000-0000-4000-8000-000000000001}")
        field.set("type", "slidenum")
        properties = OxmlElement("a:rPr")
        _RunStyle(self.lang, _FOOT_PT, SONG).set_on(properties)
        number = OxmlElement("a:t")
        number.text = str(len(self.presentation.slides))
        field.append(properties)
        field.append(number)
        end = paragraph.find(qn("a:endParaRPr"))
        end.addprevious(field)


def slide_room(size_pt: float) -> SlideRoom:
    """Return how much text of a size a slide takes, points of the second level included."""
    letters = size_pt * MM_PER_POINT
    between = _MOST_POINTS * _BETWEEN * letters
    lines = int((BOTTOM_MM - TOP_MM - between) / (letters * LEADING))
    return SlideRoom(INNER_MM - 2 * _INDENT_MM, size_pt, lines, _MOST_POINTS)


def _set_bullet(properties: Any, level: int) -> None:
    properties.set("marL", str(Mm(_INDENT_MM * (level + 1))))
    properties.set("indent", str(-Mm(_INDENT_MM)))
    size, font, sign = map(OxmlElement, ("a:buSzPct", "a:buFont", "a:buChar"))
    size.set("val", "60000")
    font.set("typeface", SONG)
    sign.set("char", _BULLETS[level])
    for element in (size, font, sign):
        properties.append(element)


@dataclass(frozen=True, slots=True)
class _RunStyle:
    """How letters look."""

    lang: Lang
    size_pt: float
    font: str
    bold: bool = False

    def set_on(self, properties: Any, *, is_chinese: bool = False) -> None:
        """Name language, size and fonts on the properties of a run."""
        properties.set("lang", "zh-CN" if self.lang == "zh" else "en-GB")
        properties.set("altLang", "en-GB" if self.lang == "zh" else "zh-CN")
        properties.set("sz", str(round(self.size_pt * 100)))
        properties.set("b", str(int(self.bold)))
        latin = self.font if is_chinese else LATIN
        for tag, name in (("a:latin", latin), ("a:ea", self.font), ("a:cs", LATIN)):
            element = OxmlElement(tag)
            element.set("typeface", name)
            properties.append(element)


def _end_of(paragraph: Any) -> Any:
    """Return the properties of a paragraph's end: they hold an empty line's height."""
    end = paragraph._p.find(qn("a:endParaRPr"))
    if end is None:
        end = OxmlElement("a:endParaRPr")
        paragraph._p.append(end)
    return end


def _empty() -> Presentation:
    """Return a deck of no slides, 16:9, with one layout: a title and nothing else."""
    deck: Any = pptx.Presentation()
    kept = deck.slide_layouts[_TITLE_ONLY]
    for layout in [layout for layout in deck.slide_layouts if layout is not kept]:
        deck.slide_layouts.remove(layout)
    old_width, old_height = deck.slide_width, deck.slide_height
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    wider, higher = deck.slide_width / old_width, deck.slide_height / old_height
    sides = {"left": wider, "width": wider, "top": higher, "height": higher}
    for holder in (deck.slide_master, kept):
        for shape in holder.placeholders:
            if shape._element.spPr.xfrm is not None:
                for side, by in sides.items():
                    setattr(shape, side, Emu(round(getattr(shape, side) * by)))
    for key, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.drop_rel(key)
    made: Presentation = deck
    return made
