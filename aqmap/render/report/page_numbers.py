"""On which pages headings stand: LibreOffice lays the document out, where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2

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
            with pypdfium2.PdfDocument(pdf.read_bytes()) as reader:
                return dict(_outline(reader))
        except (ConversionError, pypdfium2.PdfiumError):
            return None


def _outline(reader: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    """Yield each heading of an outline with its page."""
    for heading in reader.get_toc():
        spot = heading.get_dest()
        page = spot.get_index() if spot else None
        if page is not None and heading.get_title():
            yield heading.get_title(), page + 1
