"""The files of a month: summary, report, leader's page, letters, sheets of units in charge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap._version import __version__
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.map_book import MapBook
from aqmap.book.missing_values import missing_values
from aqmap.book.report.report_parts import ReportMap
from aqmap.files.file_content import FileContent
from aqmap.files.file_names import alike, safe_file_name
from aqmap.files.outputs import MANIFEST, checksum
from aqmap.files.read_record import ReadRecord
from aqmap.pipelines.print_maps import (
    PrintChoice,
    print_style,
    workspace_fonts,
    write_print_maps,
)
from aqmap.pipelines.write_report import draw_report_pictures
from aqmap.progress import silent
from aqmap.words import Lang, text
from aqmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from aqmap.render.report import ReportPicture

MAP_PAGE, MAPS = "map.html", "print"
SUMMARY, REPORT, PAGE, TABLE = "汇总表.xlsx", "月报.docx", "一页纸.docx", "month.csv"
LETTERS, LEADS = "提醒函", "牵头单位"
_LIBRARIES = ("openpyxl", "python-docx", "geopandas", "shapely", "folium", "pydyf", "uharfbuzz")


def write_month_files(
    book: MonthBook,
    workspace: Workspace,
    folder: Path,
    lang: Lang,
    record: ReadRecord,
    *,
    maps: MapBook | None = None,
) -> None:
    """
    Write all files of a month that are for its audience.

    Parameters
    ----------
    book
        The month; the public gets its tables and its report alone.
    workspace
        Whose report settings and template hold.
    folder
        Empty; a manifest is written too.
    lang
        Of the words; the names of the files are always Chinese.
    record
        What was read.
    maps
        Of progress, on a page and on paper; none where the workspace has no outlines.
    """
    from aqmap.decide.report.monthly.leader_page import leader_page
    from aqmap.decide.report.monthly.month_report import month_report
    from aqmap.decide.report.monthly.reminders import reminders
    from aqmap.render.exchange.month_csv import write_month_csv
    from aqmap.render.exchange.workbook.month_workbook import (
        rows_of_leads,
        write_lead_workbook,
        write_month_workbook,
    )
    from aqmap.render.report import ReportStyle, write_document
    from aqmap.render.report.letter_document import write_short_document

    settings = workspace.settings.report
    template = report_template(workspace, record)
    style = ReportStyle(lang, settings.line_pt, template)
    write_month_workbook(book, folder / SUMMARY, lang)
    write_month_csv(book, folder / TABLE, lang)
    shown = _report_maps(maps) if maps is not None else []
    pictures = _pictures(maps, shown, workspace, lang, record) if maps is not None else []
    report = month_report(book, shown)
    document = write_document(report, pictures, day=book.day, style=style, page_numbers=None)
    (folder / REPORT).write_bytes(document)
    if book.audience.gets_unpublished:
        written = partial(write_short_document, day=book.day, lang=lang, line_pt=settings.line_pt)
        (folder / PAGE).write_bytes(written(leader_page(book)))
        letters = reminders(book)
        names = _file_names(letters, {unit: book.units.get(unit, unit) for unit in letters})
        for unit, letter in letters.items():
            path = _in_folder(folder / LETTERS, f"{names[unit]}.docx")
            path.write_bytes(written(letter))
        leads = rows_of_leads(book)
        names = _file_names(leads, {lead: lead for lead in leads})
        for lead, rows in leads.items():
            path = _in_folder(folder / LEADS, f"{names[lead]}.xlsx")
            write_lead_workbook(book, lead, rows, path, lang)
    if maps is not None:
        _write_maps(maps, workspace, folder, lang, record)
    _write_manifest(book, folder, record, workspace)


def _report_maps(maps: MapBook) -> list[ReportMap]:
    """Return the maps of the report with their captions: those on which any place has a light."""
    sheets = [sheet for sheet in maps.sheets() if missing_values(sheet) is None]
    captions = (
        text("report.figure", number=number, title=sheet.title, cited="")
        for number, sheet in enumerate(sheets, 1)
    )
    return [ReportMap(*pair) for pair in zip(sheets, captions, strict=True)]


def _pictures(
    maps: MapBook, shown: list[ReportMap], workspace: Workspace, lang: Lang, record: ReadRecord
) -> list[ReportPicture]:
    fonts = workspace_fonts(workspace, record)
    return draw_report_pictures(maps, shown, fonts, place="text", lang=lang, progress=silent)


def _write_maps(
    maps: MapBook, workspace: Workspace, folder: Path, lang: Lang, record: ReadRecord
) -> None:
    from aqmap.render.browser import write_page

    write_page(maps, folder / MAP_PAGE, lang)
    style = replace(print_style(workspace, record, PrintChoice()), county_sheets=False)
    write_print_maps(maps, folder / MAPS, lang, style, silent)


def report_template(workspace: Workspace, record: ReadRecord) -> FileContent | None:
    """Return the office's own document, if the workspace names one."""
    from aqmap.render.report import open_template

    named = workspace.settings.report.template
    if not named:
        return None
    template = FileContent.read(workspace.folder / named)
    open_template(template)  # what is wrong with it is said before anything is written
    record.add(template.path, template.sha256)
    return template


def _in_folder(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    return folder / name


def _file_names(keys: Iterable[str], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return a file's name without suffix for each key, no two alike on any system."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for key in keys:
        name, number = safe_file_name(wanted[key]), 2
        while alike(name) in used:
            name, number = safe_file_name(f"{wanted[key]}-{number}"), number + 1
        used.add(alike(name))
        names[key] = name
    return names


def _write_manifest(
    book: MonthBook, folder: Path, record: ReadRecord, workspace: Workspace
) -> None:
    from aqmap.render.exchange.manifest import write_manifest

    files = sorted(path for path in folder.rglob("*") if path.is_file())
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        audience=book.audience,
        # The names of the office's own files are not for the public.
        inputs=record.checksums(workspace.folder) if book.audience.gets_unpublished else {},
        outputs={path.relative_to(folder).as_posix(): checksum(path) for path in files},
        fingerprints={},
        libraries={name: version_of(name) for name in _LIBRARIES},
    )
