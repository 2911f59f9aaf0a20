"""
Articles: which numbered article of a document a paragraph belongs to.

Every container gives its paragraphs in order, with the numbers that Word shows written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from aqmap.read.formats.blocks import Grid, Paragraph

ITEM = re.compile(r"\s*(\d{1,3})\s*[.．、](?!\d)\s*")
SECTION = re.compile(r"\s*(?:第([一二三四五六七八九十百]+)[章节条]|([一二三四五六七八九十]+)、)\s*")
SUBSECTION = re.compile(r"\s*[（(][一二三四五六七八九十]+[)）]\s*")
Line = tuple[str, str]
"""A filled paragraph's text, and its locator."""

HEADING = 40  # a heading is no longer, and no sentence
_FORMS = (
    re.compile(r"\s*第[一二三四五六七八九十百]+章"),
    re.compile(r"\s*第[一二三四五六七八九十百]+[节条]"),
    re.compile(r"\s*[一二三四五六七八九十]+、"),
    SUBSECTION,
    ITEM,
)
"""How headings are numbered, from the outermost to the innermost."""
_OPENS_PART = re.compile(r"\s*(?:20\d{2}\s*年(?!\s*\d{1,2}\s*月\s*\d)|附[件表录])")


def in_articles(content: Iterable[Line | Grid]) -> list[Paragraph | Grid]:
    """Return the blocks of lines and tables in reading order; articles begin anew at a table."""
    blocks: list[Paragraph | Grid] = []
    lines: list[Line] = []
    for block in content:
        if isinstance(block, Grid):
            blocks += (*articles(lines), block)
            lines = []
        else:
            lines.append(block)
    return [*blocks, *articles(lines)]


def articles(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """
    Give every paragraph its article: the last number above it, and its count below that.

    Parameters
    ----------
    lines
        Text and locator of each filled paragraph in order, a table's neighbours apart.
    """
    place, count = "", 0
    headings: list[tuple[int, str]] = []
    for line, at in lines:
        item, section = ITEM.match(line), SECTION.match(line)
        if item:
            place, count = f"item {item[1]}", 0
        elif section:
            place, count = f"section {section[1] or section[2]}", -1  # the heading is none
        elif SUBSECTION.match(line) or line.lstrip(" ").startswith("\t"):
            place, count = "", 0  # a heading between, or another cell of the form
        count += 1
        text = (line[item.end() :] if item else line).strip()
        article = f"{place}; para {count}" if place and count else place
        yield Paragraph(text, article, at, tuple(heading for _, heading in headings))
        if _is_heading(text):
            level = _level(line)
            headings = [(above, heading) for above, heading in headings if above < level]
            headings.append((level, text))


def headings_below(paragraph: Paragraph, before: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Return the headings that hold for what stands directly below a paragraph, a table say.

    Parameters
    ----------
    paragraph
        It may be a heading itself.
    before
        Those that held before its lines began: of a part that they do not close.
    """
    own = paragraph.headings
    if _is_heading(paragraph.text):
        level = _level(paragraph.text)
        own = (*(heading for heading in own if _level(heading) < level), paragraph.text)
    if not own:
        return tuple(before)
    return (*(heading for heading in before if _level(heading) < _level(own[0])), *own)


def _is_heading(text: str) -> bool:
    return len(text) <= HEADING and not re.search("[。！？；]", text)


def _level(line: str) -> int:
    """
    Return how deep a heading stands, from 1.

    One without a number stands below all others, but for one of a year (2024年工作回顾) and for an
    annex: these open a part of the document.
    """
    if _OPENS_PART.match(line):
        return 0
    return next((n for n, form in enumerate(_FORMS, 1) if form.match(line)), len(_FORMS) + 1)
