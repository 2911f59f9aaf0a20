"""A document → the bytes of its file: equal for equal documents, and without the program's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from aqmap.render.report.east_asian_fonts import LATIN, NAMED, plain_theme

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_FIRST, _RELATIONS, _PROPERTIES = "[Content_Types].xml", "_rels/.rels", "docProps/app.xml"
_THUMBNAIL = "docProps/thumbnail.jpeg"
"""Of the library's own template."""
_TO_THUMBNAIL = re.compile(rb"<Relationship [^>]*metadata/thumbnail[^>]*/>")
_APPLICATION = re.compile(rb"<(Application|AppVersion|Template)>[^<]*</\1>")
_NO_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_TYPEFACE = re.compile(r'typeface="([^"]*)"')
_EARLIEST = date(1980, 1, 1)  # that a zip can hold


def fixed_package(document: Document, day: date) -> bytes:
    """
    Return a Word document's file.

    Parameters
    ----------
    document
        What is saved.
    day
        The only date in it.
    """
    return _fixed(document, day, _word_part)


def fixed_slides(deck: Presentation, day: date) -> bytes:
    """Return the file of slides, in which no font is left to the theme; see `fixed_package`."""
    return _fixed(deck, day, _slides_part)


def _word_part(name: str, content: bytes) -> bytes:
    return _APPLICATION.sub(b"", content) if name == _PROPERTIES else content


def _slides_part(name: str, content: bytes) -> bytes:
    if name == _PROPERTIES:  # counts of slides and fonts that are not true
        return _NO_PROPERTIES
    if name.startswith("ppt/theme/"):
        return plain_theme(content)
    if name.startswith("ppt/") and name.endswith(".xml"):
        return _TYPEFACE.sub(_named, content.decode("utf-8")).encode("utf-8")
    return content


def _named(typeface: re.Match[str]) -> str:
    return typeface[0] if typeface[1] in NAMED else f'typeface="{LATIN}"'


def _fixed(
    document: Document | Presentation, day: date, changed: Callable[[str, bytes], bytes]
) -> bytes:
    noon = datetime.combine(day, time(12), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.created = properties.modified = noon
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    stamp = max(day, _EARLIEST)
    with ZipFile(saved) as parts, ZipFile(fixed, "w", ZIP_DEFLATED) as file:
        for name in sorted(parts.namelist(), key=lambda name: (name != _FIRST, name)):
            if name == _THUMBNAIL:
                continue
            entry = ZipInfo(name, (stamp.year, stamp.month, stamp.day, 12, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            content = parts.read(name)
            if name == _RELATIONS:
                content = _TO_THUMBNAIL.sub(b"", content)
            file.writestr(entry, changed(name, content))
    return fixed.getvalue()
