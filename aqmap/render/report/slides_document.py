"""A report → slides, 16:9: the same words, tables, maps and sources as the Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pptx.enum.text import PP_ALIGN
from pptx.util import Mm

from aqmap.book.report.report_parts import Heading, Report
from aqmap.render.report.east_asian_fonts import HEI, KAI, TITLE
from aqmap.render.report.fixed_package import fixed_slides
from aqmap.render.report.report_pictures import ReportPicture, picture_notes
from aqmap.render.report.slide_deck import (
    HEIGHT_MM,
    INNER_MM,
    LEADING,
    SIDE_MM,
    SMALL_PT,
    TEXT_PT,
    TOP_MM,
    WIDTH_MM,
    Deck,
    slide_room,
)
from aqmap.render.report.slide_tables import continued, write_table_slides
from aqmap.render.report.slide_text import MM_PER_POINT, Point, ems, lines_of, points_of, poured
from aqmap.words import Lang, say

_TITLE_PT, _ONE_LINE_PT = 36, 28
"""Of the first slide; smaller letters that take the title on one line are taken first."""
_CAPTION_MM = 7.0


def write_slides(
    report: Report, pictures: Sequence[ReportPicture], *, day: date, lang: Lang
) -> bytes:
    """
    Return the report as the bytes of a .pptx, equal for equal input.

    Parameters
    ----------
    report
        What it says.
    pictures
        Its maps, at the size that they have on a slide.
    day
        Of the file's properties.
    lang
        Of every word.
    """
    deck = Deck(lang, report.notice.in_(lang))
    _write_front(deck, report)
    for title, paragraphs in _parts(report, lang):
        _write_points(deck, title, paragraphs, TEXT_PT)
    for table in report.tables:
        write_table_slides(deck, table, table.title.in_(lang))
    for picture in pictures:
        _write_map(deck, picture)
    if pictures:
        notes = [[(note.in_(lang), 0)] for note in picture_notes(pictures)]
        _write_points(deck, say("report.heading.map_notes", lang), notes, SMALL_PT)
    sources = enumerate(report.sources, 1)
    listed = [[(f"[{number}] {source.in_(lang)}", 0)] for number, source in sources]
    _write_points(deck, say("report.heading.sources", lang), listed, SMALL_PT)
    if report.findings:
        heading = say("report.heading.findings", lang)
        write_table_slides(deck, report.findings, heading)
    _write_properties(deck, report)
    return fixed_slides(deck.presentation, day)


def _write_front(deck: Deck, report: Report) -> None:
    """Write the first slide: title, compiler, date."""
    slide = deck.slide(report.title.in_(deck.lang))
    title = slide.shapes.title
    assert title is not None  # noqa: S101 - every slide of the deck has one
    words = report.title.in_(deck.lang)
    fitting = INNER_MM / (ems(words) + 2) / MM_PER_POINT
    size = int(fitting) if _ONE_LINE_PT <= fitting < _TITLE_PT else _TITLE_PT
    height = len(lines_of(words, INNER_MM, size)) * size * LEADING * MM_PER_POINT
    title.top, title.height = Mm(HEIGHT_MM * 0.42 - height / 2), Mm(height)
    title.text_frame.clear()
    deck.fill(title.text_frame, words, size, TITLE, place=PP_ALIGN.CENTER)
    if report.compiled:
        below = deck.box(slide, SIDE_MM, HEIGHT_MM * 0.42 + height / 2 + 10, INNER_MM, 12)
        deck.fill(below, report.compiled.in_(deck.lang), TEXT_PT, KAI, place=PP_ALIGN.CENTER)


def _parts(report: Report, lang: Lang) -> Iterator[tuple[str, list[list[Point]]]]:
    """Yield what each theme of each part says: a title, and the points of each paragraph."""
    part = title = ""
    paragraphs: list[list[Point]] = []
    for piece in report.text:
        words = piece.words.in_(lang)
        if not isinstance(piece, Heading):
            first, *others = points_of(words) or [""]
            paragraphs += [[(first, 0), *((other, 1) for other in others)]] if words else []
            continue
        if paragraphs or (title == part and title and piece.level == 1):
            yield title, paragraphs
        paragraphs = []
        part = words if piece.level == 1 else part
        is_part = piece.level == 1
        title = words if is_part else say("report.slide_title", lang, part=part, theme=words)
    if title:
        yield title, paragraphs


def _write_points(
    deck: Deck, title: str, paragraphs: Sequence[Sequence[Point]], size_pt: float
) -> None:
    """Write points on as many slides as they need; without any, a slide for a person to fill."""
    parts = list(poured(paragraphs, slide_room(size_pt))) or [[("", 0)]]
    for number, part in enumerate(parts):
        deck.points(deck.slide(title if number == 0 else continued(deck, title)), part, size_pt)


def _write_map(deck: Deck, picture: ReportPicture) -> None:
    """Write a map with its caption below it."""
    lang = deck.lang
    slide = deck.slide(say("report.heading.maps", lang))
    left = (WIDTH_MM - picture.width_mm) / 2
    top = TOP_MM - 3
    box = left, top, picture.width_mm, picture.height_mm
    deck.picture(slide, picture.png, box, picture.description)
    caption = deck.box(slide, SIDE_MM, top + picture.height_mm + 1, INNER_MM, _CAPTION_MM)
    deck.fill(caption, picture.caption.in_(lang), 14, HEI, place=PP_ALIGN.CENTER)


def _write_properties(deck: Deck, report: Report) -> None:
    """Write who and what, and nothing of the program."""
    lang, properties = deck.lang, deck.presentation.core_properties
    properties.author = report.compiler.in_(lang) if report.compiler else ""
    properties.last_modified_by = properties.author
    properties.title = report.title.in_(lang)
    properties.subject = report.notice.in_(lang)
    properties.comments = properties.keywords = properties.category = ""
    properties.language = "zh-CN" if lang == "zh" else "en"
    properties.revision = 1
