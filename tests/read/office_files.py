"""Writers of synthetic Word and Excel files, whole ones and ones with special parts."""

import zipfile

from docx import Document
from openpyxl import Workbook

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCX_MAIN = f"{_WORD}.document.main+xml"
DOCM_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def write_docx(path, blocks):
    """Write texts as paragraphs and lists of rows as tables, with python-docx."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(map(len, block)))
        for line, row in zip(table._tbl.tr_lst, block, strict=True):
            for cell in line.tc_lst[len(row) :]:
                line.remove(cell)
            for cell, text in zip(line.tc_lst, row, strict=True):
                cell.p_lst[0].add_r().text = str(text)
    document.save(path)
    return path


def write_xlsx(path, sheets, *, formats=None, merged=(), states=None):
    """
    Write sheets of rows; `formats` and `merged` are by cells and hold for the first sheet.

    `states` hides sheets by name.
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = (states or {}).get(name, "visible")
    first = book.worksheets[0]
    for cell, number_format in (formats or {}).items():
        first[cell].number_format = number_format
    for cells in merged:
        first.merge_cells(cells)
    book.save(path)
    return path


def write_word_parts(path, body, *, main=DOCX_MAIN, more=None, relations="", **parts):
    """
    Write a Word document part by part.

    `body` is the XML of w:body; `parts` are the XML inside the roots of numbering, styles,
    footnotes; `more` are further entries of the archive by name; `relations` further references.
    """
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    types = "".join(
        f'<Override PartName="/word/{p}.xml" ContentType="{_WORD}.{p}+xml"/>' for p in parts
    )
    links = "".join(
        f'<Relationship Id="r{p}" Type="{OFFICE}/{p}" Target="{p}.xml"/>' for p in parts
    )
    entries = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="bin" ContentType="application/x"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}{relations}'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats'
        f'.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        **{
            f"word/{p}.xml": f'<w:{roots[p]} xmlns:w="{W}">{inner}</w:{roots[p]}>'
            for p, inner in parts.items()
        },
        **(more or {}),
    }
    return write_zip(path, entries)


def write_zip(path, entries):
    """Write an archive of entries by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def changed_zip(path, changes):
    """Write an archive's entries anew, with some put in, replaced (bytes) or left out (None)."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries.update(changes)
    return write_zip(path, {k: v for k, v in entries.items() if v is not None})


def paragraph(text, *, form="", run=""):
    """Return the XML of a paragraph."""
    shown = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{form}</w:pPr>{shown}</w:p>"


def listed(text, depth=0, number=1):
    """Return the XML of a paragraph of a list."""
    form = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, form=form)


def cell(text, form=""):
    """Return the XML of a table's cell, its lines as paragraphs."""
    inner = "".join(map(paragraph, text.split("\n")))
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{inner}</w:tc>"


def table(*rows, widths=()):
    """Return the XML of a table whose rows are lists of texts or of cells' XML."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = (
        "".join(c if c.startswith("<w:") else cell(c) for c in row if isinstance(c, str))
        for row in rows
    )
    body = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def abstract_list(*levels, number=0, link=""):
    """Return the XML of a list whose levels are (numFmt, lvlText), with the use numbered 1 up."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{link}{inner}</w:abstractNum>'


def list_use(number, abstract=0, override=""):
    """Return the XML of a use of a list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
