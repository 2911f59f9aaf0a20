"""The road from a workspace to its report: one folder with the document and its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.book.report.office_spelling import office_spelling, office_words
from aqmap.errors import Fault, SpecError
from aqmap.files.file_content import FileContent
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.audience import Audience
from aqmap.pipelines.build_maps import Decided, decide, write_folder_manifest
from aqmap.pipelines.print_maps import workspace_fonts
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.progress import Progress, silent
from aqmap.words import Lang
from aqmap.workspace.workspace import require_workspace

if TYPE_CHECKING:
    from aqmap.book.map_book import MapBook
    from aqmap.book.report.report_parts import Report, ReportMap
    from aqmap.render.paper import MapFonts, MapPicture
    from aqmap.render.paper.draw_figure import Place
    from aqmap.render.report import ReportPicture, ReportStyle

DOCUMENT, SLIDES = "report.docx", "report.pptx"
_LIBRARIES = (
    "geopandas",
    "shapely",
    "pyproj",
    "pydyf",
    "uharfbuzz",
    "pypdfium2",
    "pillow",
    "python-docx",
    "python-pptx",
)


def write_report(
    folder: Path,
    out: Path,
    *,
    audience: Audience | str | None = None,
    template: Path | None = None,
    slides: bool = False,
    overwrite: bool = False,
    without_unmatched: bool = False,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> Decided:
    """
    Write the report of a workspace, whole or not at all.

    Parameters
    ----------
    folder
        The workspace.
    out
        The folder to write: ``report.docx`` and the manifest by which changes are known.
    template
        An office's own document; by default the one that ``aqmap.toml`` names, if any.
    slides
        Write ``report.pptx`` too, with the same contents.
    overwrite
        Replace a report that was changed since aqmap wrote it.
    audience, without_unmatched, lang, progress
        See `aqmap.build`.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    from aqmap.decide.report.compose_report import compose_report
    from aqmap.decide.report.report_data import ReportData
    from aqmap.render.report import ReportStyle, open_template

    require_workspace(folder)
    protected = protected_from_drawing(folder, overwrite=overwrite)
    if template:
        protected = replace(protected, inputs=[*protected.inputs, template])
    with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
        given = FileContent.read(template) if template else None
        decided = decide(
            folder, audience=audience, without_unmatched=without_unmatched, progress=progress
        )
        workspace = decided.workspace
        settings = workspace.settings.report
        if given is None and settings.template:
            given = FileContent.read(folder / settings.template)
        if given is not None:
            open_template(given)  # what is wrong with it is said before anything is drawn
            decided.read.add(given.path, given.sha256)
        data = ReportData(decided.book, decided.joined, workspace.indicators)
        if data.is_empty:
            raise SpecError(_nothing_left(decided, folder))
        report = compose_report(data, settings.title)
        style = ReportStyle(lang, settings.line_pt, given)
        (fresh[out] / DOCUMENT).write_bytes(_document(decided, report, style, progress))
        if slides:
            (fresh[out] / SLIDES).write_bytes(_slides(decided, report, lang, progress))
        write_folder_manifest(decided, fresh[out], _LIBRARIES)
        decided.read.verify_unchanged()
    return decided


def _nothing_left(decided: Decided, folder: Path) -> Fault:
    """Return why a report would be empty: there is nothing, or nothing is for the audience."""
    remarks = tuple(decided.left_out.remarks)
    if not remarks:
        return Fault("report_empty", folder)
    left_out = remarks[0]
    if not decided.left_out.sources:
        return Fault("report_unreviewed", folder, left_out=left_out)
    return Fault("report_unpublished", folder, left_out=left_out, how=remarks[-1])


def _document(decided: Decided, report: Report, style: ReportStyle, progress: Progress) -> bytes:
    from aqmap.render.report import write_document
    from aqmap.render.report.page_numbers import heading_pages

    pictures = _pictures(decided, report, "text", style.lang, progress)
    progress("step.report", 0, 1)
    document = write_document(
        report, pictures, day=decided.book.file_day, style=style, page_numbers=heading_pages
    )
    progress("step.report", 1, 1)
    return document


def _slides(decided: Decided, report: Report, lang: Lang, progress: Progress) -> bytes:
    from aqmap.render.report.slides_document import write_slides

    pictures = _pictures(decided, report, "slide", lang, progress)
    return write_slides(report, pictures, day=decided.book.file_day, lang=lang)


def draw_report_pictures(
    book: MapBook,
    maps: Sequence[ReportMap],
    fonts: MapFonts,
    *,
    place: Place,
    lang: Lang,
    progress: Progress,
) -> list[ReportPicture]:
    """
    Draw maps of a book as a document or slides show them.

    Parameters
    ----------
    book, maps, fonts
        The book, which of its maps with which captions, and the workspace's own fonts.
    place
        In a text, or on a slide.
    lang, progress
        Of the words; called as the maps go by.
    """
    from aqmap.render.paper import draw_pictures

    drawn = draw_pictures(
        book,
        [shown.sheet for shown in maps],
        place=place,
        lang=lang,
        fonts=fonts,
        progress=lambda done, of: progress("step.print", done, of),
    )
    return [_picture(*pair, lang) for pair in zip(maps, drawn, strict=True)]


def _pictures(
    decided: Decided, report: Report, place: Place, lang: Lang, progress: Progress
) -> list[ReportPicture]:
    fonts = workspace_fonts(decided.workspace, decided.read)
    return draw_report_pictures(
        decided.book, report.maps, fonts, place=place, lang=lang, progress=progress
    )


def _picture(shown: ReportMap, picture: MapPicture, lang: Lang) -> ReportPicture:
    from aqmap.render.report import ReportPicture

    return ReportPicture(
        shown.caption,
        picture.png,
        picture.width_mm,
        picture.height_mm,
        office_spelling(picture.description, lang),
        tuple(map(office_words, picture.notes)),
        picture.sheet.region.name,
        tuple(map(office_words, picture.ground_notes)),
    )
