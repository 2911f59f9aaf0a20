"""Lines broken by hand inside a paragraph or a cell."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.read.formats.articles import ITEM, SECTION, SUBSECTION

_SENTENCE_ENDS = "。！？：:；;"


def lines_of(text: str) -> Iterator[str]:
    """Yield the filled lines of a text; one broken within a sentence or title is put together."""
    line = ""
    for part in filter(None, map(str.strip, text.split("\n"))):
        numbered = any(form.match(part) for form in (ITEM, SECTION, SUBSECTION))
        if line and (numbered or line[-1] in _SENTENCE_ENDS):
            yield line
            line = ""
        line += part
    if line:
        yield line
