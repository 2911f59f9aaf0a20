"""On which pages headings stand: LibreOffice lays the document out, where there is one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from aqmap.files.temporary_folders import new_temporary_folder

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
_AS_PDF = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def heading_pages(document: bytes) -> Mapping[str, int] | None:
    """
    Return the page of each heading by its words.

    Returns
    -------
    pages
        Counted from 1; none where no LibreOffice is found, or it does not answer.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        return None
    with new_temporary_folder("aqmap-report-") as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(document)
        pdf = _laid_out(program, file)
        if pdf is None:
            return None
        try:
            reader = PdfReader(BytesIO(pdf))
            return dict(_outline(reader, reader.outline))
        except PyPdfError:
            return None


def _laid_out(program: str, file: Path) -> bytes | None:
    profile = (file.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _AS_PDF]
    command += ["--outdir", str(file.parent), str(file)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
        return file.with_suffix(".pdf").read_bytes()
    except (OSError, subprocess.SubprocessError):
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
