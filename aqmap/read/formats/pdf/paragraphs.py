"""Lines of PDF pages → paragraphs: running titles are left out, broken lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aqmap.model.locators import Locator
from aqmap.read.formats.articles import ITEM, SECTION, SUBSECTION, Line
from aqmap.read.formats.blocks import Grid
from aqmap.read.formats.pdf.page_items import TextLine

if TYPE_CHECKING:
    from aqmap.read.formats.pdf.page_items import PageTable

_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}\s*页?[-—–－·\s]*|第?\s*\d{1,4}\s*页?\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_MOST = 0.5  # of the pages; of few pages, two or all
_FULL = 0.5  # of the page's width: a shorter line is a title, however far the others reach
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[\x21-\x7e]{1,20}")
_WIDTH = 0.6  # of a Latin letter's height
_LETTER = re.compile("[A-Za-z]")


def without_running(
    pages: Sequence[Sequence[TextLine | PageTable]],
) -> list[list[TextLine | PageTable]]:
    """Return the pages without page numbers, and without what runs over most of them."""
    seen = Counter(
        key
        for items in pages
        for key in {_key(item) for item in items if isinstance(item, TextLine) and item.in_margin}
    )
    twice = len(pages) == 2  # what stands on top of the first may be the title itself
    least = max(1 if twice else 2, len(pages) * _MOST)
    running = {key for key, count in seen.items() if count > least}
    return [
        [
            item
            for item in items
            if not (
                isinstance(item, TextLine)
                and item.in_margin
                and (
                    _NUMBER.fullmatch(item.text)
                    or (_key(item) in running and not (twice and item.is_first))
                )
            )
        ]
        for items in pages
    ]


def _key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.box[1] / 6)


def paragraphs(content: Iterable[TextLine | Grid]) -> Iterator[Line | Grid]:
    """Yield paragraphs with the page and line they begin on, and tables, in order."""
    held: list[TextLine] = []
    count: Counter[int] = Counter()
    for item in content:
        if isinstance(item, Grid):
            yield from _paragraphs(held, count)
            held = []
            yield item
        else:
            held.append(item)
    yield from _paragraphs(held, count)


def _paragraphs(lines: Sequence[TextLine], count: Counter[int]) -> Iterator[Line]:
    """Put lines together; `count` has each page's lines so far, and is added to."""
    if not lines:
        return
    left = min(line.box[0] for line in lines)
    right = max(line.box[2] for line in lines)
    text, spot = "", ""
    last: TextLine | None = None
    for line in lines:
        count[line.page] += 1
        if last is not None and _goes_on(last, line, left, right):
            text += f" {line.text}" if _is_latin(text, line.text) else line.text
        else:
            if text:
                yield text, spot
            text = line.text
            spot = Locator.of(f"page {line.page}", f"line {count[line.page]}")
        last = line
    if text:
        yield text, spot


def _goes_on(last: TextLine, line: TextLine, left: float, right: float) -> bool:
    """Return whether a line continues the one before: that is full, and this is not indented."""
    if any(form.match(line.text) for form in (ITEM, SECTION, SUBSECTION)):
        return False
    word = _WORD.match(line.text)  # that the line before had no room for
    room = max(2, _WIDTH * len(word[0]) if word else 0) * last.size
    full = last.box[2] > right - room and last.box[2] - left > _FULL * last.sheet[0]
    indented = line.box[0] > left + 1.2 * line.size
    return full and not indented and abs(last.size - line.size) < 0.2 * last.size


def _is_latin(before: str, behind: str) -> bool:
    """Return whether a blank parts two lines: both end in letters, or the text is not Chinese."""
    if _LETTER.match(before[-1:]) and _LETTER.match(behind[:1]):
        return True
    return not _HAN.search(before) and not _HAN.search(behind)
