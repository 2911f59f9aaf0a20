"""A page that takes dropped files, with the real names of places, and files to drop on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from playwright.sync_api import FilePayload

from aqmap.model.figures import Level
from aqmap.pipelines.page_reading import reading_rules
from aqmap.render.browser.map_page import write_page
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import Place, Places, read_places
from tests.books import square_book

ROOT = Path(__file__).parents[1]
SHARED = {"990001": "示例甲", "990002": "示例甲"}
"""A spelling that two of the synthetic counties share."""


def dropping_page(folder: Path) -> Path:
    """Write the synthetic book's page with its own places and the workspace's; return its path."""
    book = square_book()
    regions = {region.id: region.prefecture for region in book.regions}
    own = [
        Place(p.code, p.name, (SHARED.get(p.code, p.name.zh),), regions[p.region], p.level)
        for p in book.places
    ]
    own += [Place(r.prefecture, r.name, (), r.prefecture, Level.PREFECTURE) for r in book.regions]
    real = read_places(ROOT / "boundaries" / "places.csv")
    places = Places({place.code: place for place in (*real, *own)})
    indicators = read_indicators(ROOT / "layers" / "indicators.toml")
    path = folder / "map.html"
    write_page(replace(book, reading=reading_rules(places, indicators, ["pm25"])), path)
    return path


def dropped(name: str, content: str | bytes) -> FilePayload:
    """Return a file as a browser's test chooses it."""
    data = content.encode() if isinstance(content, str) else content
    return FilePayload(name=name, mimeType="application/octet-stream", buffer=data)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, merged: str = "") -> bytes:
    """Return a workbook with these rows; `merged` are cells of the first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one of its parts put in the place of the one that it has."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return written.getvalue()


def shown_as(content: bytes, number_format: str, cells: str) -> bytes:
    """Return a workbook of which some cells have a number format."""
    book = load_workbook(BytesIO(content))
    for row in book.worksheets[0][cells]:
        for cell in row:
            cell.number_format = number_format
    written = BytesIO()
    book.save(written)
    return written.getvalue()
