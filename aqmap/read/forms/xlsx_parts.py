"""The parts of a workbook that its cells point to: sheets, shared texts, number formats."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lxml.etree import XMLParser, _Element, fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from aqmap.files.file_content import FileContent

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATES = 'm"月"d"日"', 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', 'h"时"mm"分"', "yyyy-mm-dd"
_CHINESE_FORMATS = dict(
    zip(
        (27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58),
        (_DATES[n] for n in (1, 0, 0, 4, 2, 3, 3, 3, 3, 1, 1, 0, 1, 0, 0, 3, 3, 1, 0)),
        strict=True,
    )
)
"""What the built-in formats of Chinese Excel and WPS are, which are written nowhere in a file."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name, whether it is shown, and which part of the file it is."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True)
class WorkbookParts:
    """
    What cells point to.

    Attributes
    ----------
    sheets
        In their order.
    strings
        The texts that cells share.
    formats
        The number format of each style.
    epoch
        The day from which days are counted.
    """

    sheets: Sequence[SheetPart]
    strings: Sequence[str]
    formats: Sequence[str]
    epoch: datetime

    def format_of(self, style: str | None) -> str:
        """Return the number format of a cell's style."""
        number = int(style or 0)
        return self.formats[number] if number < len(self.formats) else "General"

    def moment(self, days: float, number_format: str) -> date | time | timedelta | None:
        """Return the day or time that a number is in its format; none of a plain number."""
        if not is_date_format(number_format):
            return None
        is_span = is_timedelta_format(number_format)
        return from_excel(days, self.epoch, timedelta=is_span)  # type: ignore[no-any-return]


def workbook_parts(file: FileContent) -> WorkbookParts:
    """Read a workbook's parts; what a library raises on a damaged one is left to the caller."""
    with zipfile.ZipFile(file.stream()) as archive:
        book_part = _targets(archive, "", "/officeDocument")[0][1]
        book = _root(archive, book_part)
        related = {
            key: (kind, part)
            for kind in ("/worksheet", "/sharedStrings", "/styles")
            for key, part in _targets(archive, book_part, kind)
        }
        sheets = [
            SheetPart(sheet.get("name", ""), sheet.get("state", "visible") != "visible", part)
            for sheet in book.iterfind(f"{MAIN}sheets/{MAIN}sheet")
            for kind, part in [related.get(sheet.get(_RELATED, ""), ("", ""))]
            if kind == "/worksheet"
        ]
        strings = [p for kind, p in related.values() if kind == "/sharedStrings"]
        styles = [p for kind, p in related.values() if kind == "/styles"]
        properties = book.find(f"{MAIN}workbookPr")
        is_mac = properties is not None and properties.get("date1904") in ("1", "true", "on")
        return WorkbookParts(
            sheets,
            [text_of(si) for p in strings for si in _root(archive, p).iterfind(f"{MAIN}si")],
            [f for p in styles for f in _formats(_root(archive, p))],
            MAC_EPOCH if is_mac else WINDOWS_EPOCH,
        )


def text_of(element: _Element) -> str:
    """Return a text that is in one piece or in several, without how it is pronounced."""
    pieces = (*element.iterfind(f"{MAIN}t"), *element.iterfind(f"{MAIN}r/{MAIN}t"))
    return "".join(piece.text or "" for piece in pieces)


def _formats(styles: _Element) -> Iterator[str]:
    own = {
        int(form.get("numFmtId", 0)): form.get("formatCode", "General")
        for form in styles.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    for style in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        number = int(style.get("numFmtId", 0))
        known = own.get(number) or BUILTIN_FORMATS.get(number) or _CHINESE_FORMATS.get(number)
        yield known or "General"


def _targets(archive: zipfile.ZipFile, part: str, kind: str) -> list[tuple[str, str]]:
    """Return ids and names of the parts of a kind that a part points to."""
    folder, name = posixpath.split(part)
    relations = _root(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = []
    for relation in relations:
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.append((relation.get("Id", ""), target.lstrip("/")))
    return found


def _root(archive: zipfile.ZipFile, part: str) -> _Element:
    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return fromstring(archive.read(part), parser)
