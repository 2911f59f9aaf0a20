"""
Zip-based formats: what they are, and the bounds that they must keep before a library opens them.

Nothing is unpacked to disk, no reference to the outside is followed, no macro is run.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from defusedxml.expatreader import DefusedExpatParser

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent

MAX_TOTAL = 150_000_000  # bytes unpacked, pictures included
MAX_XML = 60_000_000  # bytes of XML
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 200
MAX_ATTRIBUTES = 500  # of an element
MAX_ENTRIES = 5_000
MAX_RATIO = 200  # of what is packed, for anything that unpacks to more than the following
RATIO_FROM = 10_000_000
_CHUNK = 1 << 16
_MOST_TYPES = 1_000_000  # bytes of the list of parts; what is behind them is not read
_ENTRY = b"PK\x01\x02"  # begins an entry of the directory
_TYPES = "[Content_Types].xml"
_KINDS = (
    (r"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroEnabled\w*\.main", "docx"),
    (
        r"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main",
        "xlsx",
    ),
    (r"ms-excel\.sheet\.binary", "Excel (xlsb)"),
    (r"presentationml|ms-powerpoint", "PowerPoint (pptx)"),
)
_STRICT = "http://purl.oclc.org/ooxml/"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass
class _Scan(ContentHandler):
    """Counts what the XML parts of an archive hold together, and notes references outwards."""

    path: Path
    max_elements: int
    elements: int = 0
    depth: int = 0
    external: list[str] = field(default_factory=list)
    strict: bool = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self.elements += 1
        self.depth += 1
        if self.elements > self.max_elements:
            raise too_large(self.path, "XML", f"{self.max_elements:,}")
        if self.depth > MAX_DEPTH:
            raise too_large(self.path, "XML depth", f"{MAX_DEPTH:,}")
        if len(attrs) > MAX_ATTRIBUTES:
            raise too_large(self.path, "XML attributes", f"{MAX_ATTRIBUTES:,}")
        if name == "Relationship":
            kind = attrs.get("Type", "")
            self.strict = self.strict or kind.startswith(_STRICT)
            if attrs.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
                self.external.append(f"{kind.rpartition('/')[2]} {attrs.get('Target', '')}"[:100])

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        self.depth -= 1


def archive_kind(file: FileContent) -> str:
    """
    Return ``docx`` or ``xlsx``, or the name of what else a zip file is.

    Raises
    ------
    SourceError
        If the archive is damaged.
    """
    with _opened(file) as archive:
        names = set(archive.namelist())
        if _TYPES in names:
            with archive.open(_TYPES) as part:
                content = part.read(_MOST_TYPES)
            types = " ".join(e.get("ContentType", "") for e in fromstring(content, forbid_dtd=True))
            kinds = [name for pattern, name in _KINDS if re.search(pattern, types)]
            return kinds[0] if kinds else "Open XML"
    if "OFD.xml" in names:
        return "OFD"
    return "OpenDocument (odt, ods)" if "mimetype" in names else "zip"


def check_archive(file: FileContent, *, max_elements: int = MAX_ELEMENTS) -> tuple[Fault, ...]:
    """
    Hold a docx or xlsx to its bounds, so that its library can open it.

    Parameters
    ----------
    file
        The archive.
    max_elements
        Refuse more elements of XML.

    Returns
    -------
    remarks
        Macros, references outwards, embedded objects and comments, none of which is read.

    Raises
    ------
    SourceError
        If the archive is damaged or encrypted, unpacks to too much, nests too deeply, declares
        XML entities, or is of the strict kind that no library here reads.
    """
    path = file.path
    with _opened(file) as archive:
        entries = archive.infolist()
        _check_sizes(path, entries)
        scan = _Scan(path, max_elements)
        left = MAX_XML
        for entry in entries:
            with archive.open(entry) as part:
                start = part.read(64)
                if not _is_markup(entry.filename, start):
                    continue
                left -= entry.file_size
                if left < 0:
                    raise too_large(path, "XML", f"{MAX_XML // 1_000_000} MB")
                _scan_part(path, entry.filename, _chunks(start, part), scan)
    if scan.strict:
        raise SourceError(Fault("container_refused", path, found="Strict Open XML"))
    return tuple(_remarks(path, [e.filename for e in entries], scan.external))


def check_xml(content: bytes, path: Path, *, max_elements: int = MAX_ELEMENTS) -> None:
    """
    Hold a file of XML to the bounds of a part of an archive, so that it can be built.

    Raises
    ------
    SourceError
        If it is damaged, holds or nests too much, or declares XML entities.
    """
    _scan_part(path, path.name, [content], _Scan(path, max_elements))


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """
    Turn whatever a library raises on a damaged file into one fault that gives its reason.

    Put around calls of the library alone.
    """
    try:
        yield
    except SourceError:
        raise
    except MemoryError:
        raise too_large(path, "content", "memory") from None
    except Exception as problem:
        raise damaged(path, f"{type(problem).__name__}: {problem}") from None


def damaged(path: Path, found: str) -> SourceError:
    """Return the error of a file that its format does not explain."""
    return SourceError(Fault("container_damaged", path, found=found[:200]))


def too_large(path: Path, found: str, expected: str) -> SourceError:
    """Return the error of a file that holds more than `expected` of what is `found` in it."""
    return SourceError(Fault("container_too_large", path, found=found, expected=expected))


@contextmanager
def _opened(file: FileContent) -> Iterator[zipfile.ZipFile]:
    path = file.path
    if file.content.count(_ENTRY) > 2 * MAX_ENTRIES:  # those of files within it count too
        raise too_large(path, "zip", f"{MAX_ENTRIES:,}")
    try:
        with zipfile.ZipFile(file.stream()) as archive:
            _check_encryption(path, archive)
            yield archive
    except SourceError:
        raise
    except DefusedXmlException:
        raise SourceError(Fault("xml_entities", path)) from None
    except (*_BROKEN, SyntaxError, LookupError, RuntimeError) as problem:
        raise damaged(path, str(problem)) from None


def _check_encryption(path: Path, archive: zipfile.ZipFile) -> None:
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise SourceError(Fault("password_protected", path))


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise too_large(path, "zip", f"{MAX_ENTRIES:,}")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise too_large(path, "zip", f"{MAX_TOTAL // 1_000_000} MB")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > RATIO_FROM and ratio > MAX_RATIO:
            raise too_large(path, entry.filename, f"{MAX_RATIO}:1")


def _is_markup(name: str, start: bytes) -> bool:
    """Return whether a part is XML by its name, or by its content whatever it is called."""
    bare = start.replace(b"\0", b"")  # UTF-16 has a zero beside every sign
    text = bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    blank = bool(bare) and not text
    return bool(start) and (blank or text.startswith(b"<") or name.endswith((".xml", ".rels")))


def _chunks(start: bytes, file: IO[bytes]) -> Iterator[bytes]:
    yield start
    yield from iter(lambda: file.read(_CHUNK), b"")


def _scan_part(path: Path, name: str, chunks: Iterable[bytes], scan: _Scan) -> None:
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(scan)
    scan.depth = 0
    feed: Callable[[bytes], None] = parser.feed
    try:
        for chunk in chunks:
            feed(chunk)
        parser.close()
    except DefusedXmlException:
        raise SourceError(Fault("xml_entities", path, name)) from None
    except SAXException as problem:
        raise damaged(path, f"{name}: {problem.getMessage()}") from None


def _remarks(path: Path, names: list[str], external: list[str]) -> Iterator[Fault]:
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Fault("macros_ignored", path)
    if external:
        yield Fault("reference_outwards", path, found=_listed(external))
    embedded = [name for name in names if "/embeddings/" in name or "afchunk" in name]
    if embedded:
        yield Fault("embedded_unread", path, found=_listed(n.rpartition("/")[2] for n in embedded))
    if any(re.search(r"(?:^|/)(?:threadedC|c)omments?\d*\.xml$", name) for name in names):
        yield Fault("comments_unread", path)


def _listed(found: Iterable[str]) -> str:
    """Return the first few, and how many more there are."""
    listed = list(found)
    more = f" … (+{len(listed) - 5})" if len(listed) > 5 else ""
    return ", ".join(listed[:5]) + more
