"""A document → the bytes of its file: equal for equal documents, and without the program's name."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

_FIRST = "[Content_Types].xml"
_APPLICATION = re.compile(rb"<(Application|AppVersion|Template)>[^<]*</\1>")
_EARLIEST = date(1980, 1, 1)  # that a zip can hold


def fixed_package(document: Document, day: date) -> bytes:
    """
    Return a document's file.

    Parameters
    ----------
    document
        What is saved.
    day
        The only date in it.
    """
    noon = datetime.combine(day, time(12), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.created = properties.modified = noon
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of python-docx's own template
            del package.rels[key]
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    stamp = max(day, _EARLIEST)
    with ZipFile(saved) as parts, ZipFile(fixed, "w", ZIP_DEFLATED) as file:
        for name in sorted(parts.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, (stamp.year, stamp.month, stamp.day, 12, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            content = parts.read(name)
            if name == "docProps/app.xml":
                content = _APPLICATION.sub(b"", content)
            file.writestr(entry, content)
    return fixed.getvalue()
