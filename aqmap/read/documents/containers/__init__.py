"""Containers: a file's content, not its name, decides which reader takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.read.documents.blocks import Document
from aqmap.read.documents.containers.txt import read_txt
from aqmap.textfiles import read_bytes

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/Excel (docx, xlsx) or zip"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel 97-2003 (doc, xls, wps, et)"),
    (b"{\\rtf", "RTF"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")

READERS: dict[str, Callable[[Path], Document]] = {"text": read_txt}
"""One reader a container; a new container is a new entry."""


def read_container(path: Path) -> Document:
    """
    Read a document into blocks.

    Raises
    ------
    SourceError
        If the file is missing, empty, too large, in an unknown encoding, or in a container that
        this version does not read; it is then named.
    """
    kind = container_of(read_bytes(path))
    if kind not in READERS:
        raise SourceError(Fault("container_unread", path, found=kind))
    return READERS[kind](path)


def container_of(content: bytes) -> str:
    """Return the container that the content shows, ``text`` where it shows none."""
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "HTML/XML" if start.startswith(_MARKUP) else "text"
