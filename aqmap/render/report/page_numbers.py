"""On which pages headings stand: LibreOffice lays the document out, where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.libre_office import ConversionError, convert_copy, find_libre_office

_WITH_HEADINGS = ':writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def heading_pages(document: bytes) -> Mapping[str, int] | None:
    """
    Return the page of each heading by its words.

    Returns
    -------
    pages
        Counted from 1; none where no LibreOffice is found, or it makes nothing of the document.
    """
    program = find_libre_office()
    if program is None:
        return None
    with new_temporary_folder("aqmap-report-") as folder:
        try:
            pdf = convert_copy(program, document, "pdf", Path(folder), options=_WITH_HEADINGS)
            reader = PdfReader(BytesIO(pdf.read_bytes()))
            return dict(_outline(reader, reader.outline))
        except (ConversionError, PyPdfError):
            return None


def _outline(reader: PdfReader, items: Any) -> Iterator[tuple[str, int]]:
    """Yield each heading of an outline with its page; deeper ones stand in lists."""
    for item in items:
        if isinstance(item, list):
            yield from _outline(reader, item)
            continue
        page = reader.get_destination_page_number(item)
        if page is not None and item.title:
            yield item.title, page + 1
