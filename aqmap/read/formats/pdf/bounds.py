"""pdfminer, bounded: no page or file may unpack to more than a reader can hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument
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
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.pdf import PDF

from aqmap.files.zip_guard import too_large

_MOST_CHARS = 30_000  # a page; small print fills 10 000
_MOST_SHAPES = 30_000  # a page
_MOST_TOKENS = 400_000  # of a page's drawing instructions; each takes ten microseconds
_MOST_OBJECTS = 500_000  # tokens outside the streams
_MOST_UNPACKED = 60_000_000  # bytes of a stream
_MOST_IN_ALL = 200_000_000  # bytes of those that are unpacked
_MOST_LZW = 100_000  # bytes packed, which grow more than a thousandfold
_MOST_RUNS = 900_000  # bytes packed, which grow up to 64-fold
_MOST_CODES = 200_000  # of a font, and of the table of objects
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)(?:endbfrange|endcidrange|\Z)", re.S)
_RANGE = re.compile(rb"<([0-9a-fA-F\s]*)>\s*<([0-9a-fA-F\s]*)>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
_DELIMITERS = b" \n\r\t([<{/"


class TooFullError(Exception):
    """A page that draws more than any page shows."""


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


class Pdf(PDF):
    """A PDF read by that parser."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.stream, self.stream_is_external, self.path = file, True, path  # type: ignore[assignment]
        self.pages_to_parse = self.laparams = self.password = self.unicode_norm = None
        self.raise_unicode_errors, self.metadata = False, {}
        self.doc = PDFDocument(_Parser(path, file))
        self.rsrcmgr = PDFResourceManager()


class Device(PDFPageAggregatorWithMarkedContent):
    """What a page draws, up to the bounds."""

    chars = shapes = tokens = 0

    def render_char(self, *args: Any, **named: Any) -> float:
        """Draw a character."""
        self.chars += 1
        if self.chars > _MOST_CHARS:
            raise TooFullError
        return super().render_char(*args, **named)

    def paint_path(self, *args: Any, **named: Any) -> None:
        """Draw a shape."""
        self.shapes += 1
        if self.shapes > _MOST_SHAPES:
            raise TooFullError
        super().paint_path(*args, **named)


class Interpreter(PDFPageInterpreter):
    """Follows drawing instructions, those of forms within forms too, up to the bound."""

    device: Device

    def execute(self, streams: Sequence[object]) -> None:
        """Follow the instructions of some streams."""
        for stream in streams:
            data = stream_value(stream).get_data()
            self.device.tokens += 100 + len(data) - len(data.translate(None, _DELIMITERS))
            if self.device.tokens > _MOST_TOKENS:
                raise TooFullError
        super().execute(streams)
