"""
Word documents (docx, docm) → blocks.

Body, text boxes, content controls and notes are read, tracked changes as if accepted, and the
numbers that Word generates are written out. Headers and footers are only looked through for a mark
of secrecy; tables of contents are not read.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml.etree import _Element as Element

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import check_archive, damaged, guarded, too_large
from aqmap.read.formats.articles import Line, articles, in_articles
from aqmap.read.formats.blocks import Document, Grid, GridCell
from aqmap.read.formats.broken_lines import lines_of
from aqmap.read.formats.grid_columns import column_name, columns
from aqmap.read.formats.office.docx_numbering import (
    Numbering,
    W,
    is_on,
    read_numbering,
    value_of,
    whole,
)
from aqmap.read.formats.superscripts import raised

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_SKIPPED = frozenset((f"{W}pPr", f"{W}rPr", f"{W}rt", f"{_CHOICES}Fallback"))
_WRAPPERS = _INSERTED | {
    *(f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag"),
    *(f"{_CHOICES}AlternateContent", f"{_CHOICES}Choice"),
}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F06D": "μ", "F0B0": "°", "F0B4": "×"}
_WIDEST = 200  # Word itself allows 63 columns
_MOST_CELLS = 500_000
_MOST_MARGINS = 60  # headers and footers of a document, and lines of one
_MOST_PARTS = 500  # of a style, which every paragraph in it looks through


def read_docx(file: FileContent) -> Document:
    """
    Read a Word document.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted, larger than its bounds, or holds no text.
    """
    path = file.path
    remarks = list(check_archive(file))
    with guarded(path):
        main = OpcPackage.open(file.stream()).main_document_part
        body = _root(main).find(f"{W}body")
        styles, numbering = _related(main, RELATION.STYLES), _related(main, RELATION.NUMBERING)
        notes = {
            "footnote": _related(main, RELATION.FOOTNOTES),
            "endnote": _related(main, RELATION.ENDNOTES),
        }
        margins = _margins(main)
    if body is None:
        raise damaged(path, "w:body")
    listed = styles.iterfind(f"{W}style") if styles is not None else ()
    by_id = {style.get(f"{W}styleId", ""): style for style in listed}
    if any(len(part) > _MOST_PARTS for style in by_id.values() for part in style.iter()):
        raise too_large(path, "w:style", f"{_MOST_PARTS}")
    walk = _Walk(path, read_numbering(numbering, by_id))
    blocks = in_articles(walk.content(body))
    for kind, root in notes.items():
        blocks += articles(walk.notes(kind, root)) if root is not None else ()
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    if walk.changed:
        remarks.append(Fault("changes_accepted", path))
    if walk.hidden:
        remarks.append(Fault("text_hidden", path, found=walk.hidden))
    if walk.imported:
        remarks.append(Fault("embedded_unread", path, found="altChunk"))
    return Document(path.name, tuple(blocks), tuple(remarks), margins)


def _margins(main: Part) -> tuple[str, ...]:
    """Return the lines of headers and footers, of the first pages of a document's parts."""
    kinds = (RELATION.HEADER, RELATION.FOOTER)
    parts = (rel for rel in main.rels.values() if rel.reltype in kinds and not rel.is_external)
    return tuple(
        "".join(words.text or "" for words in paragraph.iter(f"{W}t"))
        for relation in islice(parts, _MOST_MARGINS)
        for paragraph in islice(_root(relation.target_part).iter(f"{W}p"), _MOST_MARGINS)
    )


def _root(part: Part) -> Element:
    """Return a part's root; one with macros is of a kind that its library does not parse."""
    element: Element | None = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _related(main: Part, kind: str) -> Element | None:
    try:
        return _root(main.part_related_by(kind))
    except KeyError:  # most documents have no notes, and some no lists
        return None


@dataclass
class _Walk:
    """
    A way through the elements of a document, in reading order.

    Attributes
    ----------
    changed, imported, hidden
        Whether there are tracked changes, whether there is an imported file, the first hidden text.
    """

    path: Path
    numbering: Numbering
    changed: bool = False
    imported: bool = False
    hidden: str = ""
    _paragraphs: int = 0
    _tables: int = 0
    _cells: int = 0
    _before: str = ""  # the character before a run
    _boxes: deque[Element] = field(default_factory=deque)

    def content(self, parent: Element) -> Iterator[Line | Grid]:
        """Yield lines of paragraphs with their locators, and tables; text boxes follow."""
        for element in self._unwrapped(parent):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}altChunk":
                self.imported = True
            yield from self._pending_boxes()

    def notes(self, kind: str, root: Element) -> Iterator[Line]:
        """Yield the text of footnotes or endnotes."""
        number = 0
        for note in root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            number += 1
            text = self._cell_text(note, [])
            if text:
                yield " ".join(text.split("\n")), f"{kind} {number}"

    def _unwrapped(self, parent: Element) -> Iterator[Element]:
        for element in parent:
            if element.tag in _INSERTED:
                self.changed = True
            if element.tag in _WRAPPERS:
                yield from self._unwrapped(element)
            elif element.tag in _DELETED:
                self.changed = True
            else:
                yield element

    def _pending_boxes(self) -> Iterator[Line | Grid]:
        while self._boxes:
            yield from self.content(self._boxes.popleft())

    def _paragraph(self, element: Element) -> Iterator[Line]:
        label, text = self._numbered(element)
        if not text.strip() or self._is_contents(element):
            return
        self._paragraphs += 1
        for line in lines_of(_joined(label, text.strip())):
            yield line, f"paragraph {self._paragraphs}"

    def _numbered(self, element: Element) -> tuple[str, str]:
        self._before = ""
        return self.numbering.label(element), "".join(self._pieces(element))

    def _is_raised(self, run: Element) -> bool:
        """Return whether a run stands above the line, by its own form or its style's."""
        form = run.find(f"{W}rPr") if run.tag == f"{W}r" else None
        if form is None:
            return False
        style = self.numbering.styles.get(value_of(form, "rStyle"))
        styled = style.find(f"{W}rPr") if style is not None else None
        own = value_of(form, "vertAlign") or value_of(styled, "vertAlign")
        return own == "superscript"

    def _is_contents(self, element: Element) -> bool:
        """Return whether a paragraph is a line of a table of contents."""
        style = self.numbering.styles.get(value_of(element.find(f"{W}pPr"), "pStyle"))
        return re.match("toc [0-9]", value_of(style, "name").lower()) is not None

    def _pieces(self, parent: Element) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag in (f"{W}t", f"{_MATH}t"):
                self._before = (element.text or "")[-1:] or self._before
                yield element.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{W}br":
                yield "" if element.get(f"{W}type") in ("page", "column") else "\n"
            elif tag == f"{W}sym":
                yield _SYMBOLS.get(element.get(f"{W}char", "").upper(), "")
            elif tag == f"{W}txbxContent":
                self._boxes.append(element)
            elif tag in _DELETED:
                self.changed = True
            elif tag not in _SKIPPED and isinstance(tag, str):
                self.changed = self.changed or tag in _INSERTED
                before = self._before
                inner = "".join(self._pieces(element))
                if self._is_raised(element):
                    inner = raised(inner, before)
                if inner.strip() and not self.hidden and _is_hidden(element):
                    self.hidden = inner[:30]
                yield inner

    def _table(self, table: Element) -> Iterator[Line | Grid]:
        rows = [row for row in self._unwrapped(table) if row.tag == f"{W}tr" and self._stays(row)]
        cells = [self._row_cells(row) for row in rows]
        cells = [row for row in cells if row]
        if all(len(row) == 1 for row in cells):  # a frame around text
            for ((cell, _),) in cells:
                yield from self.content(cell) if cell is not None else ()
            return
        self._tables += 1
        nested: list[Element] = []
        number = self._tables
        yield Grid(number, tuple(self._grid_rows(table, cells, nested)))
        for inner in nested:
            yield from self._table(inner)

    def _stays(self, row: Element) -> bool:
        changes = row.find(f"{W}trPr")
        deleted = changes is not None and changes.find(f"{W}del") is not None
        self.changed = self.changed or deleted
        return not deleted

    def _row_cells(self, row: Element) -> list[tuple[Element | None, int]]:
        """Return a row's cells and how many columns of the grid each spans."""
        layout = row.find(f"{W}trPr")
        cells: list[tuple[Element | None, int]] = []
        before, after = (whole(value_of(layout, f"grid{side}"), 0) for side in ("Before", "After"))
        if before > 0:
            cells.append((None, before))
        for cell in self._unwrapped(row):
            if cell.tag != f"{W}tc":
                continue
            form = cell.find(f"{W}tcPr")
            span = max(whole(value_of(form, "gridSpan"), 1), 1)
            if value_of(form, "hMerge") == "continue" and cells:
                cells[-1] = (cells[-1][0], cells[-1][1] + span)
            else:
                cells.append((cell, span))
        if after > 0:
            cells.append((None, after))
        width = sum(span for _, span in cells)
        if width > _WIDEST:
            raise too_large(self.path, f"gridSpan {width}", str(_WIDEST))
        return cells

    def _grid_rows(
        self, table: Element, rows: list[list[tuple[Element | None, int]]], nested: list[Element]
    ) -> Iterator[tuple[GridCell, ...]]:
        widths = [whole(e.get(f"{W}w"), 0) for e in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        above: tuple[GridCell, ...] = ()
        covering = columns([[span for _, span in row] for row in rows], widths)
        for number, (row, covered) in enumerate(zip(rows, covering, strict=True), 1):
            self._cells += len(covered)
            if self._cells > _MOST_CELLS:
                raise too_large(self.path, "w:tc", f"{_MOST_CELLS:,}")
            read: dict[int, GridCell] = {}
            for column, position in enumerate(covered):
                if position in read:
                    continue
                cell, spot = row[position][0], f"cell {column_name(column + 1)}{number}"
                if _continues(cell):
                    read[position] = above[column] if column < len(above) else GridCell("", spot)
                else:
                    text = "" if cell is None else self._cell_text(cell, nested)
                    read[position] = GridCell(text, spot)
            above = tuple(read[position] for position in covered)
            yield above

    def _cell_text(self, cell: Element, nested: list[Element]) -> str:
        """Return the lines of a cell; its tables are put to `nested`."""
        lines = []
        for element in self._unwrapped(cell):
            if element.tag == f"{W}p":
                lines.append(_joined(*self._numbered(element)))
            elif element.tag == f"{W}tbl":
                nested.append(element)
        return "\n".join(line.strip() for line in lines).strip()


def _is_hidden(run: Element) -> bool:
    form = run.find(f"{W}rPr") if run.tag == f"{W}r" else None
    return form is not None and is_on(form.find(f"{W}vanish"))


def _continues(cell: Element | None) -> bool:
    """Return whether a cell only goes on the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge") if cell is not None else None
    return merged is not None and merged.get(f"{W}val") != "restart"


def _joined(label: str, text: str) -> str:
    """Write a number before its text, apart where a digit follows or a word would run on."""
    if not label or not text:
        return label or text
    runs_on = label[-1] in "、）)" and not text[0].isdigit()
    return f"{label}{text}" if runs_on else f"{label} {text}"
