"""A drawn page → PDF, PNG and SVG files that are equal for equal pages."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

from aqmap.book.map_book import MapSheet
from aqmap.files.file_names import safe_file_name
from aqmap.render.paper.canvas.engine import Figure, own_settings
from aqmap.render.paper.margin.value_table import sorted_rows
from aqmap.words import Lang, text

PNG_DPI = 300
FORMATS = ("pdf", "png", "svg")
# Outline fonts keep text searchable; a fixed salt keeps the names inside an SVG the same.
_SETTINGS: dict[str, Any] = {
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "svg.fonttype": "path",
    "svg.hashsalt": "aqmap",
    "text.hinting": "no_hinting",
    "path.simplify": False,
}


def sheet_name(sheet: MapSheet) -> str:
    """Return the file name of a sheet without its suffix, of which every system takes it."""
    period = sheet.period.replace("/", "_")
    return safe_file_name(f"{sheet.layer.id}-{sheet.view.name}-{period}-{sheet.region.id}")


def save_sheet(figure: Figure, sheet: MapSheet, folder: Path, lang: Lang) -> None:
    """Save one page in every format; its title and a reading of the map go into the file."""
    for form in FORMATS:
        with (folder / f"{sheet_name(sheet)}.{form}").open("wb") as file:
            save_page(
                figure,
                file,
                form,
                title=sheet.title.in_(lang),
                description=map_in_words(sheet, lang),
            )


def save_page(
    figure: Figure,
    file: IO[bytes],
    form: str,
    *,
    title: str,
    description: str,
    dpi: int = PNG_DPI,
) -> None:
    """
    Save a page in one format.

    Parameters
    ----------
    figure
        The page.
    file
        Where to.
    form
        ``pdf``, ``png`` or ``svg``.
    title, description
        For the metadata: the title, and what the map says in words.
    dpi
        Of a PNG.
    """
    metadata = {
        "pdf": {"Title": title, "Subject": description, "Creator": "aqmap", "CreationDate": None},
        "png": {"Title": title.encode("ascii", "xmlcharrefreplace").decode(), "Software": None},
        "svg": {"Title": title, "Description": description, "Date": None, "Creator": "aqmap"},
    }[form]
    with own_settings(_SETTINGS):
        if form == "png":
            small = {"compress_level": 4}
            figure.savefig(file, format=form, dpi=dpi, metadata=metadata, pil_kwargs=small)
        else:
            figure.savefig(file, format=form, metadata=metadata)


def map_in_words(sheet: MapSheet, lang: Lang) -> str:
    """Return the map in words, for who cannot see it: each place and station with what it shows."""
    places = [] if sheet.of_points else sorted_rows(sheet)
    shown = [(place.label.in_(lang), cell) for place, cell in places]
    shown += [(mark.name or mark.code, cell) for mark, cell in sheet.stations]
    phrases = [
        f"{name} {cell.label or _class_words(sheet, cell.klass, cell.reason, lang)}"
        for name, cell in shown
    ]
    unit = sheet.view.unit.in_(lang)
    head = sheet.title.in_(lang) + (f" ({unit})" if unit else "")
    return f"{head}: {'; '.join(phrases)}"


def _class_words(sheet: MapSheet, klass: int, reason: str, lang: Lang) -> str:
    if reason:
        return text(f"reason.{reason}").in_(lang)
    return sheet.view.scale.classes[klass].label.in_(lang)
