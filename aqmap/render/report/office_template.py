"""An office's own document, of which a report begins: opened, and held to what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import archive_kind, check_archive, guarded
from aqmap.render.report.office_styles import STYLES
from aqmap.render.report.page_sections import set_page

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main", b"wordprocessingml.document.main"
_MACROS = "macros_ignored"


def open_template(template: FileContent) -> Document:
    """
    Return a copy of a template, .docx or .dotx.

    Raises
    ------
    SourceError
        If it is damaged, larger than its bounds, no such document or one with macros, or has
        one of the report's names on a style that is not of paragraphs.
    """
    kind = archive_kind(template)
    if kind != "docx":
        raise SourceError(Fault("template_none", template.path, found=kind))
    if any(remark.code == _MACROS for remark in check_archive(template)):
        raise SourceError(Fault("template_none", template.path, found="docm"))
    with guarded(template.path):
        document = docx.Document(_as_document(template))
        faults = list(_style_faults(document, template))
    if faults:
        raise SourceError(faults)
    if not document.sections:
        document.element.body.get_or_add_sectPr()
        set_page(document.sections[0])
    return document


def _as_document(template: FileContent) -> BytesIO:
    """Return a template's file as that of a document: python-docx opens no .dotx."""
    with ZipFile(template.stream()) as parts:
        if _TEMPLATE not in parts.read(_TYPES):
            return template.stream()
        made = BytesIO()
        with ZipFile(made, "w") as file:
            for name in parts.namelist():
                content = parts.read(name)
                if name == _TYPES:
                    content = content.replace(_TEMPLATE, _DOCUMENT)
                file.writestr(name, content)
    made.seek(0)
    return made


def _style_faults(document: Document, template: FileContent) -> Iterator[Fault]:
    names = {style.name for style in STYLES.values()}
    for style in document.styles:
        if style.name in names and style.type != WD_STYLE_TYPE.PARAGRAPH:
            yield Fault("template_style", template.path, found=style.name)
