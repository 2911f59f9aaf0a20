"""``aqmap check``: all that a build and a report need, without drawing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.read_record import ReadRecord
from aqmap.model.audience import Audience
from aqmap.pipelines.build_maps import Decided, decide
from aqmap.pipelines.print_maps import workspace_fonts
from aqmap.progress import Progress, silent
from aqmap.words import Lang, text
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.toml_schema import read_toml


def check(
    folder: Path,
    *,
    without_unmatched: bool = False,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> Decided:
    """
    Decide all that would be drawn, and open the files of the office that are named for it.

    Parameters
    ----------
    folder
        The workspace.
    lang
        Language of the print maps, whose characters the fonts must have.
    without_unmatched, progress
        See `decide`.

    Raises
    ------
    AqmapError
        With the faults of both.
    """
    attempts = Attempts()
    decided = attempts.read(
        decide,
        folder,
        audience=Audience.INTERNAL,  # what is said on the screen is for the office
        without_unmatched=without_unmatched,
        progress=progress,
    )
    attempts.read(require_office_files, folder)
    if decided is not None and not attempts.problems:
        attempts.read(require_characters, decided, lang)
    if decided is None or attempts.problems:
        raise attempts.error()
    return decided


def require_office_files(folder: Path) -> None:
    """
    Raise SourceError with a fault for each font or template of ``aqmap.toml`` that is of no use.

    Settings that cannot be read are passed over: `decide` says what is wrong with them.
    """
    try:
        settings = read_toml(folder / "aqmap.toml")
    except AqmapError:
        return
    if faults := list(_office_faults(folder, settings)):
        raise SourceError(faults)


def require_characters(decided: Decided, lang: Lang) -> None:
    """Raise SourceError with a fault for each character of the maps that their fonts lack."""
    from aqmap.render.paper import lacking_characters

    faults = lacking_characters(
        decided.book,
        workspace_fonts(decided.workspace, ReadRecord()),
        lang,
        has_county_sheets=decided.workspace.settings.print.county_sheets,
    )
    if faults:
        raise SourceError(faults)


def _office_faults(folder: Path, settings: dict[str, object]) -> Iterator[Fault]:
    for table, key, open_file in (
        ("print", "font", _open_font),
        ("print", "bold_font", _open_font),
        ("report", "template", _open_template),
    ):
        written = settings.get(table)
        name = written.get(key) if isinstance(written, dict) else None
        if not isinstance(name, str) or not name.strip():
            continue
        try:
            open_file(FileContent.read(folder / name.strip()))
        except AqmapError as problem:
            for fault in problem.faults:
                yield Fault(
                    "office_file",
                    folder / "aqmap.toml",
                    f"{table}.{key}",
                    found=name,
                    reason=text(f"fault.{fault.code}", **fault.facts),
                    remedy=text(f"fault.{fault.code}.do", **fault.facts),
                )


def _open_font(file: FileContent) -> None:
    from aqmap.render.paper import office_fonts

    office_fonts(file, file)


def _open_template(file: FileContent) -> None:
    from aqmap.render.report import open_template

    open_template(file)
