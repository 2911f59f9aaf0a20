"""How a workspace prints: what ``aqmap.toml`` says, and what the command asks for beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from aqmap.files.file_content import FileContent
from aqmap.files.read_record import ReadRecord
from aqmap.model.page_sizes import PrintFormat, SizeName
from aqmap.progress import Progress
from aqmap.words import Lang
from aqmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from aqmap.book.map_book import MapBook
    from aqmap.render.paper import MapFonts, PrintStyle

PRINT_FORMATS: tuple[PrintFormat, ...] = get_args(PrintFormat)


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """
    What is asked for instead of what ``aqmap.toml`` says.

    Attributes
    ----------
    formats
        Of the single maps; none for the workspace's.
    dpi
        Dots an inch of a PNG; 0 for the workspace's.
    size
        Of the maps' pages; none for the workspace's.
    """

    formats: Sequence[PrintFormat] = ()
    dpi: int = 0
    size: SizeName | None = None


def print_style(workspace: Workspace, record: ReadRecord, choice: PrintChoice) -> PrintStyle:
    """Return formats and fonts; see `workspace_fonts` for the errors."""
    from aqmap.render.paper import PrintStyle

    settings = workspace.settings.print
    return PrintStyle(
        tuple(dict.fromkeys(choice.formats or settings.formats)),
        choice.dpi or settings.dpi,
        workspace_fonts(workspace, record),
        settings.county_sheets,
        size=choice.size,
    )


def workspace_fonts(workspace: Workspace, record: ReadRecord) -> MapFonts:
    """
    Return the fonts of a workspace's maps, whose files are noted as read.

    Raises
    ------
    SourceError
        If a file cannot be read or is no TrueType font.
    """
    from aqmap.render.paper import map_fonts, office_fonts

    settings = workspace.settings.print
    names = (settings.font or settings.bold_font, settings.bold_font or settings.font)
    if not any(names):
        return map_fonts()
    regular, bold = (FileContent.read(workspace.folder / name) for name in names)
    for file in (regular, bold):
        record.add(file.path, file.sha256)
    return office_fonts(regular, bold)


def write_print_maps(
    book: MapBook, folder: Path, lang: Lang, style: PrintStyle, progress: Progress
) -> None:
    """Write the print maps of a book and their atlas; see `aqmap.render.paper.write_sheets`."""
    from aqmap.render.paper import write_sheets

    write_sheets(
        book,
        folder,
        lang=lang,
        style=style,
        progress=lambda drawn, of: progress("step.print", drawn, of),
    )
