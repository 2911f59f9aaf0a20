"""Formats: a file's content, not its name, decides which reader takes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.blocks import Document

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SIGNATURES = (
    (re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"), "legacy"),
    # a mail program or a server may leave something before it
    (re.compile(rb"%PDF|(?!PK\x03\x04)(?s:.{0,1015})%PDF-[12]\.\d"), "pdf"),
)
_HTML = re.compile(r"<(?:!doctype html|html|head|meta|title|style|body|table|div|p|h[1-6])\b", re.I)
_ARCHIVE = re.compile(r"mime-version:|(?:from|subject|content-type):.*\n?.*multipart/related", re.I)
_DELIMITED = (".csv", ".tsv")
_SPREADSHEETS = (".xls", ".xlsx", ".et", *_DELIMITED)
_SAMPLE = 20  # lines
_MOST_TEXT = 2_000_000  # bytes, seven hundred pages
_MOST_MARKUP = 6_000_000  # Word's own is twenty times its text
READERS = {
    "text": ("txt", "read_txt"),
    "delimited": ("delimited", "read_delimited"),
    "docx": ("office.docx", "read_docx"),
    "xlsx": ("office.xlsx", "read_xlsx"),
    "pdf": ("pdf.pdf", "read_pdf"),
    "html": ("html", "read_html"),
    "legacy": ("legacy_office", "read_legacy"),
}
"""Each format's module and function; a new format is a new entry. Loaded on use."""

_ENDINGS = {
    "text": (".txt", ".text", ".md", ""),
    "delimited": (*_DELIMITED, ".txt"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "pdf": (".pdf",),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "legacy": (".doc", ".dot", ".xls", ".xlt", ".wps", ".wpt", ".et", ".ett", ".rtf"),
}


def open_document(document: Path | FileContent) -> Document:
    """
    Read a document into blocks.

    Parameters
    ----------
    document
        The file, or what was read of it.

    Raises
    ------
    SourceError
        If the file is missing, empty, too large, damaged, in an unknown encoding, or in a
        container that is not read; it is then named.
    TableError
        If a workbook's cells cannot be used.
    """
    file = document if isinstance(document, FileContent) else FileContent.read(document)
    path = file.path
    kind = format_of(file)
    if kind not in READERS:
        raise SourceError(Fault("container_refused", path, found=kind))
    module, function = READERS[kind]
    reader: Callable[[FileContent], Document]
    reader = getattr(import_module(f"{__package__}.{module}"), function)
    blocks = reader(file)
    ending = path.suffix.lower()
    if ending in _ENDINGS[kind]:
        return blocks
    format_name = "txt" if kind == "text" else "csv" if kind == "delimited" else kind
    remark = Fault("name_differs", path, found=format_name, expected=ending or path.name)
    return replace(blocks, remarks=(remark, *blocks.remarks))


def format_of(file: FileContent) -> str:
    """
    Return the key in `READERS` of the container that the content shows, or the name of another.

    Only text may be taken for one of two by its name, since a table of two columns is also text.

    Raises
    ------
    SourceError
        If a text is larger than any plan.
    """
    path, content = file.path, file.content
    for signature, kind in _SIGNATURES:
        if signature.match(content):
            return kind
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from aqmap.files.zip_guard import archive_kind  # noqa: PLC0415 - on use

        return archive_kind(file)
    start = _start(content)
    marked_up = start.startswith("<")
    most = _MOST_MARKUP if marked_up else _MOST_TEXT
    if len(content) > most:
        raise SourceError(Fault("file_too_large", path, expected=most // 1_000_000))
    if _HTML.match(start) or (start.startswith(("<?xml", "<!--")) and _HTML.search(start)):
        return "html"
    if start.startswith("<?xml"):
        return "XML"
    if _ARCHIVE.match(start):
        return "MHTML"
    return "delimited" if _is_delimited(file) else "text"


def _start(content: bytes) -> str:
    """Return the first characters, blanks left out; any encoding will do for what is looked for."""
    bom = next((bom for bom in _BOMS if content.startswith(bom)), b"")
    return content[:2048].decode(_BOMS.get(bom, "latin-1"), "replace").lstrip()


def _is_delimited(file: FileContent) -> bool:
    """Return whether a text is one row a line, its cells parted by as many commas in each."""
    ending = file.path.suffix.lower()
    if ending in _DELIMITED:
        return True
    lines = [line for line in file.text.split("\n", 200) if line.strip()][:_SAMPLE]
    if ending in _SPREADSHEETS and any("\t" in line for line in lines):
        return True
    commas = Counter(line.count(",") for line in lines)
    most, count = commas.most_common(1)[0] if commas else (0, 0)
    least = 1 if ending in _SPREADSHEETS else 2  # a sentence may have a comma
    return most >= least and count > 1 and count * 5 >= len(lines) * 4
