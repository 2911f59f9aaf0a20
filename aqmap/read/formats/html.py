"""
Web pages → blocks.

Scripts, styles, hidden elements and the controls of forms are left out. A table that only lays
the page out is no table; what it holds is read in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.articles import Line, in_articles
from aqmap.read.formats.blocks import Document, Grid, GridCell
from aqmap.read.formats.grid_columns import column_name
from aqmap.read.formats.html_tags import has_tag_with_more
from aqmap.read.formats.superscripts import raised

_LEFT_OUT = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed")
) | {"select", "button", "input", "textarea", "audio", "video", "canvas", "map", "math"}
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section")
) | {"article", "main", "header", "footer", "nav", "aside", "blockquote", "pre", "form", "hr"}
_BLOCKS |= {"table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "center", "body"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_READ = frozenset(("utf-8", "utf8", "gbk", "gb2312", "gb18030", "gb_2312-80", "utf-16"))
_READ |= {"ascii", "us-ascii", "iso-8859-1", "windows-1252", "cp936", "ms936"}
_ARTICLE = 400  # characters: no cell of figures is longer, but one of measures may be
_WIDEST = 1000  # a browser allows no wider cell
_MOST_CELLS = 300_000
_MOST_ELEMENTS = 200_000
_MOST_ATTRIBUTES = 500  # of a tag; its library compares each with all before it
_DEEPEST = 250
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_html(file: FileContent) -> Document:
    """
    Read a web page, or what Excel and WPS save as one.

    Raises
    ------
    SourceError
        If it declares another encoding than UTF-8 or GB 18030, is nested or merged beyond all
        measure, or holds no text.
    """
    path = file.path
    declared = _CHARSET.search(file.content[:4096])
    charset = declared[1].decode("ascii", "replace").lower() if declared else ""
    if charset and charset not in _READ:
        raise SourceError(Fault("encoding_unknown", path, charset))
    body = _body(path, file.text)
    walk = _Walk(path)
    title = " ".join((body.getroottree().findtext(".//title") or "").split())
    content = walk.read(body)
    shown = [block[0] for block in content if not isinstance(block, Grid)]
    if title and not any(
        title.startswith(line) or line in title for line in shown[:30] if len(line) > 5
    ):
        content.insert(0, (title, "paragraph 0"))
    blocks = in_articles(content)
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    return Document(path.name, tuple(blocks))


def _body(path: Path, text: str) -> HtmlElement:
    """Return the page's root; libxml2 stops at its own depth, and so does this."""
    if has_tag_with_more(text, _MOST_ATTRIBUTES):
        most = f"{_MOST_ATTRIBUTES} attributes"
        raise SourceError(Fault("container_too_large", path, found="HTML", expected=most))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise SourceError(Fault("container_damaged", path, found=str(problem))) from None
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise SourceError(
            Fault("container_too_large", path, found="HTML", expected=f"{_MOST_ELEMENTS} elements")
        )
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise SourceError(
            Fault("container_too_large", path, found="HTML", expected=f"{_DEEPEST} levels")
        )
    _part_marks(root)
    return root


def _part_marks(root: HtmlElement) -> None:
    """Write raised digits behind a number, a note's mark, so that they are no digits of it."""
    before = ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.text and _is_raised(element):
            element.text = raised(element.text, before)
        written = (element.text if event == "start" else element.tail) or ""
        before = written.rstrip()[-1:] or before


def _is_raised(element: HtmlElement) -> bool:
    around = element.getparent()
    return element.tag == "sup" or (around is not None and around.tag == "sup")


@dataclass
class _Walk:
    """A way through the elements of a page, in reading order."""

    path: Path
    _paragraphs: int = 0
    _tables: int = 0
    _cells: int = 0
    _around: set[HtmlElement] = field(default_factory=set)  # elements that hold blocks

    def read(self, root: HtmlElement) -> list[Line | Grid]:
        """Return a page's lines with their locators, and its tables."""
        for element in root.iter():
            if element.tag in _BLOCKS or element.tag == "br":
                parent = element.getparent()
                while parent is not None and parent not in self._around:
                    self._around.add(parent)
                    parent = parent.getparent()
        return list(self.content(root))

    def content(self, parent: HtmlElement) -> Iterator[Line | Grid]:
        """Yield lines with their locators, and tables."""
        words = [parent.text or ""]
        for element in parent:
            if _is_left_out(element):
                pass
            elif element.tag == "br":
                yield from self._line(words)
            elif element.tag not in _BLOCKS and element not in self._around:
                words.append(_text(element))
            else:
                yield from self._line(words)
                yield from self._block(element)
            words.append(element.tail or "")
        yield from self._line(words)

    def _block(self, element: HtmlElement) -> Iterator[Line | Grid]:
        if element.tag == "table" and not _lays_out(element):
            for caption in element.iterfind("caption"):
                yield from self._line([_text(caption)])
            yield self._grid(element)
        elif element.tag == "ol":
            for number, item in _numbered(element):
                lines = list(self.content(item))
                if lines and not isinstance(lines[0], Grid):
                    lines[0] = (f"{number} {lines[0][0]}", lines[0][1])
                yield from lines
        else:
            yield from self.content(element)

    def _line(self, words: list[str]) -> Iterator[Line]:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            self._paragraphs += 1
            yield text, f"paragraph {self._paragraphs}"

    def _grid(self, table: HtmlElement) -> Grid:
        """Return a table, each merged cell repeated; one over 0 rows reaches to the last."""
        self._tables += 1
        spots: dict[tuple[int, int], GridCell] = {}
        rows = _rows(table)
        widths = [0] * len(rows)
        for n, row in enumerate(rows):
            column = 0
            for cell in row:
                while (n, column) in spots:
                    column += 1
                filled = GridCell(_cell_text(cell), f"cell {column_name(column + 1)}{n + 1}")
                wide = self._span(cell, "colspan") or 1
                high = min(self._span(cell, "rowspan") or len(rows), len(rows) - n)
                self._count(wide * high)
                for down in range(n, n + high):
                    widths[down] = max(widths[down], column + wide)
                    for across in range(column, column + wide):
                        spots.setdefault((down, across), filled)
                column += wide
        blank = GridCell("", "")
        lines = (
            tuple(spots.get((n, column), blank) for column in range(width))
            for n, width in enumerate(widths)
        )
        return Grid(self._tables, tuple(line for line in lines if line))

    def _span(self, cell: HtmlElement, name: str) -> int:
        written = cell.get(name, "1").strip()
        number = int(written) if written.isdecimal() and len(written) < 10 else 1
        if number > _WIDEST:
            raise SourceError(
                Fault("container_too_large", self.path, found=f"{name} {number}", expected=_WIDEST)
            )
        return number

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MOST_CELLS:
            raise SourceError(
                Fault("container_too_large", self.path, found="table", expected=_MOST_CELLS)
            )


def _is_left_out(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


def _lays_out(table: HtmlElement) -> bool:
    """Return whether a table only lays out the page: it holds tables, headings or an article."""
    inner = next(table.iterdescendants("table", "h1", "h2", "h3"), None)
    if inner is not None or table.get("role") == "presentation":
        return True
    texts = [[len(_text(cell)) for cell in row] for row in _rows(table)]
    if max(map(len, texts), default=0) < 2:
        return True
    longest = max(max(row, default=0) for row in texts)
    return longest > _ARTICLE and longest * 2 > sum(map(sum, texts))


def _rows(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a table that can be seen, row by row."""
    return [
        [cell for cell in row if cell.tag in ("td", "th") and not _is_left_out(cell)]
        for row in table.iter("tr")
        if not any(around is not None and _is_left_out(around) for around in (row, row.getparent()))
    ]


def _text(element: HtmlElement) -> str:
    """Return an element's text without what is hidden in it."""
    parts = [element.text or ""]
    for child in element:
        if not _is_left_out(child):
            parts.append("\n" if child.tag == "br" else _text(child))
            if child.tag in _BLOCKS:
                parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


def _cell_text(cell: HtmlElement) -> str:
    lines = (" ".join(line.split()) for line in _text(cell).split("\n"))
    return "\n".join(filter(None, lines))


def _numbered(listed: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the items of a list with the numbers that a browser shows."""
    start = listed.get("start", "1")
    number = int(start) if start.isdecimal() and len(start) < 6 else 1
    for item in listed:
        if item.tag != "li":
            continue
        value = item.get("value", "")
        number = int(value) if value.isdecimal() and len(value) < 6 else number
        yield f"{_marker(number, listed.get('type', '1'))}.", item
        number += 1


def _marker(number: int, kind: str) -> str:
    if kind in ("a", "A"):
        letters = column_name(number)
        return letters if kind == "A" else letters.lower()
    if kind in ("i", "I"):
        rest, letters = number, ""
        for value, sign in _ROMAN:
            count, rest = divmod(rest, value)
            letters += sign * count
        return letters if kind == "i" else letters.upper()
    return str(number)
