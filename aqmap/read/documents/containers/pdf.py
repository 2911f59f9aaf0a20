"""
PDF → blocks.

Ruled tables are grids, everything else is lines put together to paragraphs. Running titles, page
numbers and rotated text are not read. A page that is only a picture is an error: no number can be
read from it.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    int_value,
    list_value,
    stream_value,
)
from pdfminer.psparser import literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from aqmap.errors import Fault, SourceError
from aqmap.read.documents.blocks import Document
from aqmap.read.documents.containers.archives import guarded, too_large
from aqmap.read.documents.containers.articles import in_articles
from aqmap.read.documents.containers.pdf_aligned import aligned_tables
from aqmap.read.documents.containers.pdf_chars import lines_of_chars
from aqmap.read.documents.containers.pdf_index import check_index
from aqmap.read.documents.containers.pdf_lines import TextLine, paragraphs, without_running
from aqmap.read.documents.containers.pdf_tables import PageTable, find_tables, joined, read_table

_LOG = logging.getLogger("pdfminer")  # it warns of every oddity of a font
_LOG.propagate = False
_LOG.addHandler(logging.NullHandler())

_MOST_PAGES = 2000
_MOST_CHARS = 30_000  # a page; small print fills 10 000
_MOST_SHAPES = 30_000  # a page
_MOST_TOKENS = 400_000  # of a page's drawing instructions; each takes ten microseconds
_MOST_OBJECTS = 500_000  # tokens outside the streams
_MOST_DRAWN = 30_000_000  # bytes of drawing instructions in all pages, a minute's work
_MOST_UNPACKED = 60_000_000  # bytes of a stream
_MOST_IN_ALL = 200_000_000  # bytes of those that are unpacked
_MOST_LZW = 100_000  # bytes packed, which grow more than a thousandfold
_MOST_RUNS = 900_000  # bytes packed, which grow up to 64-fold
_MOST_CODES = 200_000  # of a font, and of the table of objects
_FEW = 20  # characters beside a picture of the page: a stamp, a page number
_SLANT = 0.1  # of a line of a page that was not laid straight
_PICTURE = 0.5  # of the page's area
_UNREADABLE = 0.2  # of its characters
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character of which a font does not say what it is."""
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)(?:endbfrange|endcidrange|\Z)", re.S)
_RANGE = re.compile(rb"<([0-9a-fA-F\s]*)>\s*<([0-9a-fA-F\s]*)>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
_DELIMITERS = b" \n\r\t([<{/"
Item = TextLine | PageTable


class _TooFullError(Exception):
    """A page that draws more than any page shows."""


def read_pdf(path: Path) -> Document:
    """
    Read a PDF that holds text.

    Raises
    ------
    SourceError
        If the file is damaged, encrypted or larger than its bounds; with a fault for each page
        that is a picture, or whose characters stand for nothing.
    """
    check_index(path)
    pages: list[list[Item]] = []
    faults: list[Fault] = []
    remarks: list[Fault] = []
    with path.open("rb") as file:
        for page in _pages(path, file):
            with guarded(path):
                fault = _unread(page)
                items = [] if fault else list(_items(page))
                unread = 0 if fault else sum(char["text"] == UNKNOWN for char in page.chars)
                page.close()
            at = f"page {page.page_number}"
            if fault:
                faults.append(Fault(fault, path, at))
            elif unread:
                remarks.append(Fault("chars_unreadable", path, at, count=unread, sign=UNKNOWN))
            pages.append(items)
    if faults:
        raise SourceError(faults)
    blocks = in_articles(paragraphs(joined(without_running(pages))))
    if not blocks:
        raise SourceError(Fault("office_empty", path))
    return Document(path.name, tuple(blocks), tuple(remarks))


class _Stream(PDFStream):
    """A stream that is measured before it is unpacked."""

    parser: _Parser

    def decode(self) -> None:
        """Unpack, unless that gives more than any plan holds."""
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, _ in self.get_filters():
            if name in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            elif name in LITERALS_FLATE_DECODE:
                data = self._inflated(data)
            elif name in (*LITERALS_LZW_DECODE, *LITERALS_RUNLENGTH_DECODE):
                most = _MOST_LZW if name in LITERALS_LZW_DECODE else _MOST_RUNS
                if len(data) > most:
                    raise too_large(self.parser.path, literal_name(name), f"{most:,}")
        super().decode()
        self.parser.count(unpacked=len(self.data or b""))
        if b"begincmap" in (self.data or b""):
            self._check_codes(self.data or b"")

    def _inflated(self, data: bytes) -> bytes:
        try:
            unpacked = zlib.decompressobj().decompress(data, _MOST_UNPACKED + 1)
        except zlib.error:
            return b""
        if len(unpacked) > _MOST_UNPACKED:
            raise too_large(self.parser.path, "stream", f"{_MOST_UNPACKED // 1_000_000} MB")
        return unpacked

    def _check_codes(self, data: bytes) -> None:
        """Refuse a font's table that lists more characters than there are."""
        pairs = (pair for part in _RANGES.findall(data) for pair in _RANGE.findall(part))
        codes = 0
        for first, last in pairs:
            codes += int(b"".join(last.split()) or b"0", 16) - int(
                b"".join(first.split()) or b"0", 16
            )
        if codes > _MOST_CODES:
            raise too_large(self.parser.path, "font", f"{_MOST_CODES:,}")


class _Parser(PDFParser):
    """A parser that counts what it parses, and whose streams are measured."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        super().__init__(file)
        self.path, self.pushed, self.unpacked = path, 0, 0

    def push(self, *objs: tuple[int, Any]) -> None:
        """Take parsed objects."""
        self.count(pushed=len(objs))
        super().push(*(self._measured(at, thing) for at, thing in objs))

    def count(self, *, pushed: int = 0, unpacked: int = 0) -> None:
        """Count towards the bounds; a SourceError says that there is too much."""
        self.pushed += pushed
        self.unpacked += unpacked
        if self.pushed > _MOST_OBJECTS:
            raise too_large(self.path, "objects", f"{_MOST_OBJECTS:,}")
        if self.unpacked > _MOST_IN_ALL:
            raise too_large(self.path, "PDF", f"{_MOST_IN_ALL // 1_000_000} MB")

    def _measured(self, at: int, thing: Any) -> tuple[int, Any]:
        if not isinstance(thing, PDFStream):
            return at, thing
        index = list_value(thing.get("Index", []))
        if sum(int_value(count) for count in index[1::2]) > _MOST_CODES:
            raise too_large(self.path, "objects", f"{_MOST_CODES:,}")
        stream = _Stream(thing.attrs, thing.rawdata or b"", thing.decipher)
        stream.parser = self
        return at, stream


class _Pdf(PDF):
    """A PDF read by that parser."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.stream, self.stream_is_external, self.path = file, True, path  # type: ignore[assignment]
        self.pages_to_parse = self.laparams = self.password = self.unicode_norm = None
        self.raise_unicode_errors, self.metadata = False, {}
        self.doc = PDFDocument(_Parser(path, file))
        self.rsrcmgr = PDFResourceManager()


class _Device(PDFPageAggregatorWithMarkedContent):
    """What a page draws, up to the bounds."""

    chars = shapes = tokens = 0

    def render_char(self, *args: Any, **named: Any) -> float:
        """Draw a character."""
        self.chars += 1
        if self.chars > _MOST_CHARS:
            raise _TooFullError
        return super().render_char(*args, **named)

    def paint_path(self, *args: Any, **named: Any) -> None:
        """Draw a shape."""
        self.shapes += 1
        if self.shapes > _MOST_SHAPES:
            raise _TooFullError
        super().paint_path(*args, **named)


class _Interpreter(PDFPageInterpreter):
    """Follows drawing instructions, those of forms within forms too, up to the bound."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        """Follow the instructions of some streams."""
        for stream in streams:
            data = stream_value(stream).get_data()
            self.device.tokens += 100 + len(data) - len(data.translate(None, _DELIMITERS))
            if self.device.tokens > _MOST_TOKENS:
                raise _TooFullError
        super().execute(streams)


def _pages(path: Path, file: BinaryIO) -> list[Page]:
    """Open a PDF; what its pages draw is within the bound."""
    drawn = 0
    with guarded(path):
        try:
            pages = _Pdf(path, file).pages  # not closed: that would read all pages once more
        except PDFPasswordIncorrect:
            raise SourceError(Fault("password_protected", path)) from None
        except PdfminerException as problem:
            raise (problem.args or (problem,))[0] from None
        if len(pages) > _MOST_PAGES:
            raise too_large(path, f"{len(pages)} pages", f"{_MOST_PAGES}")
        for page in pages:
            drawn += sum(len(stream_value(part).get_data()) for part in page.page_obj.contents)
            if drawn > _MOST_DRAWN:
                raise too_large(path, "pages", f"{_MOST_DRAWN // 1_000_000} MB")
    return pages


def _draw(page: Page) -> None:
    """Draw a page as pdfplumber itself does, within bounds."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()


def _unread(page: Page) -> str:
    """
    Return the code of why a page's text cannot be read, or nothing.

    Single characters that stand for nothing are marked: a font's number for one is no number.
    """
    try:
        _draw(page)
    except _TooFullError:
        return "page_too_full"
    chars = page.chars
    area = page.width * page.height
    pictures = sum(image["width"] * image["height"] for image in page.images)
    if len(chars) < _FEW and pictures > area * _PICTURE:
        return "page_scanned"
    unreadable = [char for char in chars if _means_nothing(char["text"])]
    for char in unreadable:
        char["text"] = UNKNOWN
    return "page_unreadable" if len(unreadable) > len(chars) * _UNREADABLE else ""


def _means_nothing(text: str) -> bool:
    """Return whether a font tells no character, but its own number, a private or a control one."""
    return text.startswith("(cid:") or any(
        "\ue000" <= sign <= "\uf8ff" or (sign < " " and not sign.isspace()) for sign in text
    )


def _items(page: Page) -> Iterator[Item]:
    """Yield a page's lines and tables from the top."""
    number = page.page_number
    upright = page.filter(_is_upright)
    ruled = page.lines or page.rects or page.curves
    tables = [table for table in find_tables(upright) if len(table.cells) > 1] if ruled else []
    found: list[Item] = [read_table(table, upright.chars, number) for table in tables]
    boxes = [table.bbox for table in tables]
    outside = upright.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    aligned = aligned_tables(outside.chars, number)
    found += aligned
    boxes += [table.box for table in aligned]
    outside = upright.filter(lambda thing: not any(_within(thing, box) for box in boxes))
    sheet = float(page.width), float(page.height)
    found += (TextLine(text, number, box, sheet) for text, box in lines_of_chars(outside.chars))
    yield from sorted(found, key=lambda item: item.box[1])


def _is_upright(thing: dict[str, Any]) -> bool:
    """Return whether a thing is no character that is turned: a stamp, a mark across the page."""
    if thing["object_type"] != "char":
        return True
    across, up = thing["matrix"][:2]
    return bool(across > 0 and abs(up) <= _SLANT * across)


def _within(thing: dict[str, Any], box: Sequence[float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])
