"""The road from a workspace to what a GIS, a spreadsheet or a program takes over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from aqmap.book.selection import Choice, choose
from aqmap.errors import Fault, SpecError
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.audience import Audience
from aqmap.pipelines.build_maps import Decided, decide, write_folder_manifest, write_tables
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.progress import Progress, silent
from aqmap.words import Lang, Text, listed, text
from aqmap.workspace.workspace import require_workspace

GEOPACKAGE, WORKBOOK, GEOJSON = "maps.gpkg", "tables.xlsx", "geojson"
"""What `export_maps` calls its files, and the folder of the many."""
SCHEMA = "aqmap"
"""The schema of a database that `export_database` writes, unless told otherwise."""
_LIBRARIES = ("geopandas", "shapely", "pyproj", "openpyxl")


class ExportFormat(StrEnum):
    """What can be written; ``csv`` stands for the tables that `build` writes too."""

    GPKG = "gpkg"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    CSV = "csv"


WITH_OUTLINES = frozenset({ExportFormat.GPKG, ExportFormat.GEOJSON})
"""Formats that hand over the outlines of counties, and the exact places of points."""


def export_maps(
    folder: Path,
    out: Path,
    *,
    formats: Sequence[ExportFormat] = (),
    choice: Choice | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
    audience: Audience | str | None = None,
    without_unmatched: bool = False,
    progress: Progress = silent,
) -> Decided:
    """
    Hand the maps of a workspace over to other programs.

    Parameters
    ----------
    folder
        The workspace.
    out
        The folder to write, whole or not at all.
    formats
        What to write in it; without any, all that the audience may have.
    choice
        Layers, views and regions; all of them, printed or not, without it.
    overwrite
        Replace files in it that were changed since aqmap wrote them.
    lang
        Of names, words and labels; ids of columns stay.
    audience, without_unmatched, progress
        See `decide`.

    Returns
    -------
    decided
        What was written, as far as it was chosen.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    require_workspace(folder)
    protected = protected_from_drawing(folder, overwrite=overwrite)
    with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
        whole = decide(
            folder, audience=audience, without_unmatched=without_unmatched, progress=progress
        )
        wanted = _allowed(formats, whole.book.audience)
        decided = _chosen(whole, choice or Choice())
        if not formats and len(wanted) < len(ExportFormat):
            decided = replace(decided, further_remarks=_not_written(wanted, whole))
        for number, form in enumerate(wanted):
            progress("step.export", number, len(wanted))
            _write(form, decided, fresh[out], lang)
        write_folder_manifest(decided, fresh[out], _LIBRARIES)
        progress("step.export", len(wanted), len(wanted))
        decided.read.verify_unchanged()
    return decided


def export_database(
    folder: Path,
    address: str,
    *,
    schema: str = SCHEMA,
    choice: Choice | None = None,
    lang: Lang = "zh",
    audience: Audience | str | None = None,
    without_unmatched: bool = False,
    progress: Progress = silent,
) -> tuple[Decided, str]:
    """
    Hand the maps of a workspace over to a PostGIS database.

    Parameters
    ----------
    folder
        The workspace.
    address
        ``postgresql://user@host/database``; a password comes best from ``PGPASSWORD`` or
        ``~/.pgpass``.
    schema
        That it writes, and that holds nothing of others.
    choice, lang, audience, without_unmatched, progress
        See `export_maps`.

    Returns
    -------
    decided, reached
        What was written, as far as it was chosen; and the database, without a password.

    Raises
    ------
    AqmapError
        With all faults; the database is then as it was.
    """
    from aqmap.render.exchange.database.database_address import database_address
    from aqmap.render.exchange.list_tables import Contents

    require_workspace(folder)
    database = database_address(address)
    from aqmap.render.exchange.database.database_export import write_database

    whole = decide(
        folder, audience=audience, without_unmatched=without_unmatched, progress=progress
    )
    if not whole.book.audience.gets_outlines:
        raise SpecError(Fault("outlines_withheld", "aqmap export", found=str(database)))
    decided = _chosen(whole, choice or Choice())
    progress("step.export", 0, 1)
    write_database(
        Contents(decided.book, decided.figures, decided.joined, decided.measures, lang),
        database,
        schema,
        before_commit=decided.read.verify_unchanged,
    )
    progress("step.export", 1, 1)
    return decided, str(database)


def _allowed(formats: Sequence[ExportFormat], audience: Audience) -> Sequence[ExportFormat]:
    """Return the formats asked for, or else those that an audience may have."""
    if audience.gets_outlines:
        return formats or tuple(ExportFormat)
    refused = [form for form in formats if form in WITH_OUTLINES]
    if refused:
        raise SpecError(Fault("outlines_withheld", "--format", found=form) for form in refused)
    return formats or tuple(form for form in ExportFormat if form not in WITH_OUTLINES)


def _not_written(wanted: Sequence[ExportFormat], decided: Decided) -> tuple[Text, ...]:
    """Return the remarks with one on the formats that the audience does not get."""
    names = listed(form for form in ExportFormat if form not in wanted)
    left_out = text("remark.left_out.outlines", names=names)
    label = decided.book.audience.label
    return (*decided.further_remarks, text("remark.left_out", audience=label, what=left_out))


def _chosen(decided: Decided, choice: Choice) -> Decided:
    """Return what was decided with the maps chosen, and the joined rows behind these alone."""
    book = choose(decided.book, choice)
    regions = {layer.id: layer.regions for layer in book.layers}
    joined = tuple(row for row in decided.joined if row.region in regions.get(row.layer, ()))
    return replace(decided, book=book, joined=joined)


def _write(form: ExportFormat, decided: Decided, folder: Path, lang: Lang) -> None:
    from aqmap.render.exchange.list_tables import Contents

    contents = Contents(decided.book, decided.figures, decided.joined, decided.measures, lang)
    match form:
        case ExportFormat.GPKG:
            from aqmap.render.exchange.gis.geopackage_export import write_geopackage

            write_geopackage(contents, folder / GEOPACKAGE)
        case ExportFormat.XLSX:
            from aqmap.render.exchange.workbook.workbook_export import write_workbook

            write_workbook(contents, folder / WORKBOOK)
        case ExportFormat.GEOJSON:
            from aqmap.render.exchange.gis.geojson_files import write_geojson_files

            write_geojson_files(contents, folder / GEOJSON)
        case ExportFormat.CSV:
            write_tables(decided, folder, lang)
