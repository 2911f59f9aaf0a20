"""Lines of PDF pages → paragraphs: running titles are left out, broken lines are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqmap.read.documents.blocks import Grid
from aqmap.read.documents.containers.articles import ITEM, SECTION, SUBSECTION, Line

if TYPE_CHECKING:
    from aqmap.read.documents.containers.pdf_tables import PageTable

_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}\s*页?[-—–－·\s]*|第?\s*\d{1,4}\s*页?\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_MARGIN = 0.09  # of the page's height: where titles and numbers run
_MOST = 0.5  # of the pages
_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True)
class TextLine:
    """
    A line.

    Attributes
    ----------
    text
        Its text.
    page
        From 1.
    box
        Left, top, right, bottom, in points from the page's top left.
    height
        The page's.
    """

    text: str
    page: int
    box: tuple[float, float, float, float]
    height: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.box[3] - self.box[1]

    @property
    def in_margin(self) -> bool:
        """Whether it stands where titles and page numbers run."""
        return self.box[3] < self.height * _MARGIN or self.box[1] > self.height * (1 - _MARGIN)


def without_running(
    pages: Sequence[Sequence[TextLine | PageTable]],
) -> list[list[TextLine | PageTable]]:
    """Return the pages without page numbers, and without what runs over most of them."""
    seen = Counter(
        key
        for items in pages
        for key in {_key(item) for item in items if isinstance(item, TextLine) and item.in_margin}
    )
    running = {key for key, count in seen.items() if count > max(2, len(pages) * _MOST)}
    return [
        [
            item
            for item in items
            if not (
                isinstance(item, TextLine)
                and item.in_margin
                and (_NUMBER.fullmatch(item.text) or _key(item) in running)
            )
        ]
        for items in pages
    ]


def _key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.box[1] / 6)


def paragraphs(content: Iterable[TextLine | Grid]) -> Iterator[Line | Grid]:
    """Yield paragraphs with the page and line they begin on, and tables, in order."""
    held: list[TextLine] = []
    for item in content:
        if isinstance(item, Grid):
            yield from _paragraphs(held)
            held = []
            yield item
        else:
            held.append(item)
    yield from _paragraphs(held)


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[Line]:
    if not lines:
        return
    left = min(line.box[0] for line in lines)
    right = max(line.box[2] for line in lines)
    count: Counter[int] = Counter()
    text, at = "", ""
    last: TextLine | None = None
    for line in lines:
        count[line.page] += 1
        if last is not None and _goes_on(last, line, left, right):
            text += line.text if not _is_latin(text, line.text) else f" {line.text}"
        else:
            if text:
                yield text, at
            text, at = line.text, f"page {line.page}; line {count[line.page]}"
        last = line
    if text:
        yield text, at


def _goes_on(last: TextLine, line: TextLine, left: float, right: float) -> bool:
    """Return whether a line continues the one before: that is full, and this is not indented."""
    if any(form.match(line.text) for form in (ITEM, SECTION, SUBSECTION)):
        return False
    full = last.box[2] > right - 2 * last.size
    indented = line.box[0] > left + 1.2 * line.size
    return full and not indented and abs(last.size - line.size) < 0.2 * last.size


def _is_latin(before: str, behind: str) -> bool:
    return bool(_LETTER.match(before[-1:]) and _LETTER.match(behind[:1]))
