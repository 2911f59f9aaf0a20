"""
Plain text → blocks.

Three layouts of tables are known: a cell a line, each beginning with a tab, rows parted by empty
lines (as a converted Word table reads); a row a line, cells parted by tabs; and columns that blanks
keep apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.read.formats.aligned_columns import with_tabs
from aqmap.read.formats.articles import HEADING, ITEM, SECTION, SUBSECTION, articles
from aqmap.read.formats.blocks import Document, Grid, GridCell, Paragraph
from aqmap.read.lexicon.cell_values import parse_cell

_CLOSING = re.compile(r"\s|抄送|主送|附件|附注|备注|注[:：]|说明[:：]")
_NOTE = re.compile(r"\s*[（(][^（）()]*[)）]\s*")  # of the number above it
_ANEW = re.compile(
    r"[（(]?(?:单位|填[表报]\S{0,3}|备?注|说明)[:：]|附[件表]|[（(][^（）()]{1,30}[)）]\s*$"
)
_LONG_CELL = 200
_WIDEST = 200  # more cells in a row are no table, but lines that begin with a tab
_MOST_LINES = 150_000
_MOST_CELLS = 300_000
_WRAPPED = 20  # a line that a program broke is no shorter
_FULL = 0.75  # of the widest line
Line = tuple[int, str]


def read_txt(file: FileContent) -> Document:
    """
    Read a text file.

    Raises
    ------
    SourceError
        As `aqmap.files.text_files.read_text`, and if it holds nothing but blanks.
    """
    path, content = file.path, file.text
    if not content.strip():
        raise SourceError(Fault("file_empty", path))
    if content.count("\n") > _MOST_LINES:
        most = f"{_MOST_LINES} lines"
        raise SourceError(Fault("container_too_large", path, found="txt", expected=most))
    lines = with_tabs(list(enumerate(content.split("\n"), 1)))
    blocks: list[Paragraph | Grid] = []
    paragraphs: list[Line] = []
    number = cells = 0
    position = 0
    while position < len(lines):
        rows, end = _table_at(lines, position)
        goes_on = not any(line.strip() for _, line in paragraphs) and _is_rest(rows, blocks)
        if len(rows) > 1 or goes_on:
            cells += sum(map(len, rows))
            if cells > _MOST_CELLS:
                most = f"{_MOST_CELLS} cells"
                raise SourceError(Fault("container_too_large", path, found="txt", expected=most))
            number += 1
            blocks += _paragraphs(paragraphs)
            paragraphs = []
            blocks.append(Grid(number, tuple(rows)))
            position = end
        else:
            begin, position = position, max(position + 1, end if not rows else 0)
            paragraphs += lines[begin:position]
    return Document(path.name, (*blocks, *_paragraphs(paragraphs)))


def _table_at(lines: Sequence[Line], start: int) -> tuple[list[tuple[GridCell, ...]], int]:
    """Return the table that begins here and the position behind it, or none."""
    if "\t" not in lines[start][1]:
        return [], start
    far = start
    for read in (_cells_by_line, _rows_by_line):
        rows, end = read(lines, start)
        if len(rows) >= 2 and len(rows[0]) >= 2:
            return rows, end
        if not rows and end - start >= _WIDEST:
            far = end  # no table begins in any of these lines
    return rows[:1], end if rows else far  # a row alone may be the rest of a table


def _is_rest(rows: Sequence[tuple[GridCell, ...]], blocks: Sequence[Paragraph | Grid]) -> bool:
    """Return whether a row alone may belong to the table above it."""
    above = blocks[-1] if blocks else None
    return bool(rows) and isinstance(above, Grid) and len(rows[0]) == len(above.rows[0])


def _rows_by_line(lines: Sequence[Line], start: int) -> tuple[list[tuple[GridCell, ...]], int]:
    rows: list[tuple[GridCell, ...]] = []
    position = start
    while position < len(lines) and len(rows) < _MOST_CELLS and _is_row(lines[position][1], rows):
        number, line = lines[position]
        rows.append(tuple(GridCell(cell.strip(), f"line {number}") for cell in line.split("\t")))
        position += 1
    return rows, position


def _is_row(line: str, rows: Sequence[tuple[GridCell, ...]]) -> bool:
    """Return whether a line has cells; an all but empty row has its tabs around one text."""
    return "\t" in line.strip() or bool(rows and line.count("\t") == len(rows[0]) - 1)


def _cells_by_line(lines: Sequence[Line], start: int) -> tuple[list[tuple[GridCell, ...]], int]:
    """Read rows of cells a line each; a line without a tab continues the cell above it."""
    rows: list[tuple[GridCell, ...]] = []
    cells: list[GridCell] = []
    width = 0
    position = start
    while position < len(lines):
        number, line = lines[position]
        if line.startswith("\t") and "\t" not in line[1:].strip():
            if len(line) > _LONG_CELL or len(cells) == _WIDEST:
                return [], position
            cells.append(GridCell(line.strip(), f"line {number}"))
        elif not line.strip():
            if cells:
                rows.append(tuple(cells))
                width = width or len(cells)
            cells = []
        elif cells and not _ends_table(cells, width, line):
            last = cells.pop()
            cells.append(GridCell(f"{last.text}\n{line.strip()}".strip(), last.at))
        else:
            break
        position += 1
    if cells:
        rows.append(tuple(cells))
    return rows, position


def _ends_table(cells: Sequence[GridCell], width: int, line: str) -> bool:
    """Return whether running text follows a full row, rather than more of its last cell."""
    if not width:  # a header's cell is no sentence
        return len(line.strip()) > HEADING or re.search("[。！？；]", line) is not None
    if len(cells) < width or _NOTE.fullmatch(line):
        return False
    return bool(_CLOSING.match(line)) or parse_cell(cells[-1].text).absence != "text"


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    yield from articles((text, f"line {number}") for number, text in _unwrapped(lines))


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the filled lines; one that a program broke is put together, with its first number."""
    start, parts, last = 0, [""], 0
    width = max((len(line.strip()) for _, line in lines), default=0)
    for number, line in lines:
        numbered = any(form.match(line) for form in (ITEM, SECTION, SUBSECTION))
        if (
            _is_broken(parts[-1], last, width)
            and line.strip()
            and not numbered
            and not _ANEW.match(line)
            and not line[0].isspace()
        ):
            parts.append(line.strip())
            last = len(parts[-1])
            continue
        if any(map(str.strip, parts)):
            yield start, "".join(parts)
        start, parts, last = number, [line], len(line.strip())
    if any(map(str.strip, parts)):
        yield start, "".join(parts)


def _is_broken(line: str, last: int, width: int) -> bool:
    """Return whether a program broke a text: its last line is full, and no sentence ends there."""
    return last >= max(_WRAPPED, _FULL * width) and line.rstrip()[-1] not in "。！？：:；;"
