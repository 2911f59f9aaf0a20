"""
Articles: which numbered article of a document a paragraph belongs to.

Every container gives its paragraphs in order, with the numbers that Word shows written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
_OF_A_YEAR = re.compile(r"\s*20\d{2}\s*年(?!\s*\d{1,2}\s*月\s*\d)")


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
        if len(text) <= HEADING and not re.search("[。！？；]", text):
            level = _level(line)
            headings = [(above, heading) for above, heading in headings if above < level]
            headings.append((level, text))


def _level(line: str) -> int:
    """
    Return how deep a heading stands, from 1.

    One without a number stands below all others, but for one of a year (2024年工作回顾): that opens
    a part of the document.
    """
    if _OF_A_YEAR.match(line):
        return 0
    return next((n for n, form in enumerate(_FORMS, 1) if form.match(line)), len(_FORMS) + 1)
