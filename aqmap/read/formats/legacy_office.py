"""Formats before docx and xlsx (doc, xls, wps, et, rtf): converted where LibreOffice is at hand."""

from __future__ import annotations

from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.libre_office import ConversionError, convert_copy, find_libre_office
from aqmap.read.formats.blocks import Document
from aqmap.read.formats.office.docx import read_docx
from aqmap.read.formats.office.xlsx import read_xlsx

_STREAMS = (  # names in the directory of a compound file, and what has them
    ("WordDocument", "doc, wps", "docx"),
    ("Workbook", "xls, et", "xlsx"),
    ("Book", "xls, et", "xlsx"),
)


def read_legacy(file: FileContent) -> Document:
    """
    Read a document of an old format.

    Raises
    ------
    SourceError
        If it is protected by a password, of no known kind, LibreOffice is not installed or cannot
        convert it, or as for what it is converted to.
    TableError
        As for what it is converted to.
    """
    path = file.path
    format_name, target = _kind(file)
    program = find_libre_office()
    if program is None:
        raise SourceError(Fault("legacy_format", path, found=format_name))
    with new_temporary_folder("aqmap-") as folder:
        try:
            result = convert_copy(program, file.content, target, Path(folder))
        except ConversionError as problem:
            raise SourceError(Fault("conversion_failed", path, found=problem.reason)) from None
        converted = FileContent.read(result)
        try:
            document = (read_docx if target == "docx" else read_xlsx)(converted)
        except AqmapError as problem:  # the user knows nothing of the converted file
            faults = [Fault(f.code, path, f.at, **f.facts) for f in problem.faults]
            raise type(problem)(faults) from None
    remarks = [Fault(r.code, path, r.at, **r.facts) for r in document.remarks]
    remark = Fault("converted_by_office", path, found=format_name)
    return Document(path.name, document.blocks, (remark, *remarks), document.headers)


def _kind(file: FileContent) -> tuple[str, str]:
    """Return what a file is, and what it is converted to."""
    path, content = file.path, file.content
    if content.startswith(b"{\\rtf"):
        return "rtf", "docx"
    if _names("EncryptedPackage", content):
        raise SourceError(Fault("password_protected", path))
    for name, format_name, target in _STREAMS:
        if _names(name, content):
            return format_name, target
    raise SourceError(Fault("container_refused", path, found="OLE"))


def _names(stream: str, content: bytes) -> bool:
    """Return whether a compound file's directory has a stream of that name."""
    return stream.encode("utf-16-le") + b"\0\0" in content
