"""The road of ``aqmap read``: plan documents → figures and what they say against themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import AqmapError, Fault, PlaceError, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.model.transcript import Passage, Transcript
from aqmap.pipelines.document_ids import DocumentIds, id_of_name
from aqmap.pipelines.protected_files import protected_from_reading
from aqmap.progress import Progress, silent
from aqmap.words import Lang, Text, listed, text
from aqmap.words.printable import printable
from aqmap.workspace.sources import Source
from aqmap.workspace.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from aqmap.read.documents.read_document import Reading


_NO_NUMBERS = (
    "date",
    "base",
    "name",
    "saying",
    "ordinal",
    "number",
    "title",
    "office",
    "qualifier",
)
"""Reasons of what has digits and counts nothing; the others leave a number open."""


@dataclass(frozen=True)
class DocumentsRead:
    """
    What plan documents gave, and what they say against themselves.

    Attributes
    ----------
    figures, measures
        In reading order.
    findings
        Contradictions and doubts.
    unmatched
        Names that fit no place; their figures are kept without one.
    unnamed
        Table rows whose indicator the catalogue does not know.
    stubs
        Those as TOML, to be completed and pasted into ``layers/indicators.toml``.
    sources
        One a document.
    transcripts
        The documents with what became of every part.
    remarks
        What a reader should know of the files themselves.
    """

    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[Fault, ...]
    unnamed: tuple[str, ...]
    stubs: str
    sources: tuple[Source, ...]
    transcripts: tuple[Transcript, ...]
    remarks: tuple[Fault, ...]


def read_documents(
    paths: Sequence[Path | str],
    *,
    workspace: Path | str = ".",
    place: str = "",
    progress: Progress = silent,
) -> DocumentsRead:
    r"""
    Read plan documents into figures.

    Parameters
    ----------
    paths
        The documents.
    workspace
        The workspace whose places, indicators and sources are used.
    place
        What 州直, 全市 and the like mean in documents that the register does not know; without
        it, the one place that the document's title names.
    progress
        Called once a document.

    Returns
    -------
    read
        Figures with source and locator; a name that fits no place is kept with an empty place
        and listed, and so is a row whose indicator the catalogue does not know.

    Raises
    ------
    AqmapError
        With all faults of all documents.

    Examples
    --------
    >>> import tempfile
    >>> import aqmap
    >>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
    >>> with tempfile.TemporaryDirectory() as place:
    ...     plan = Path(place) / "plan.txt"
    ...     _ = plan.write_text("示例地区2025年计划\n甲县完成造林0.5万亩。\n", encoding="utf-8")
    ...     (figure,) = aqmap.read_documents([plan], workspace=folder).figures
    >>> figure.place, figure.indicator, figure.role.value, str(figure.value), figure.unit
    ('990001', 'afforestation', 'target', '0.5', '万亩')
    """
    done, faults = _read(paths, Path(workspace), place, progress)
    if faults:
        raise TableError(faults)
    return done


def _read(
    paths: Sequence[Path | str], workspace: Path, place: str, progress: Progress
) -> tuple[DocumentsRead, list[Fault]]:
    """Return what documents gave, also those that cannot be used, and all their faults."""
    from aqmap.decide.audit.run_checks import audit
    from aqmap.decide.compare.join import match_places
    from aqmap.read.documents.own_place import is_own_word
    from aqmap.read.documents.read_document import UnusableError, read_document
    from aqmap.workspace.indicator_stubs import unnamed_stubs

    opened = open_workspace(workspace)
    readings: list[Reading] = []
    sources: list[Source] = []
    faults: list[Fault] = []
    remarks: list[Fault | None] = []
    ids = DocumentIds(opened.sources)
    for count, path in enumerate(map(Path, paths)):
        progress("step.read", count, len(paths))
        try:
            file = FileContent.read(path)
            if again := ids.again(file):
                remarks.append(again)
                continue
            source, renamed = ids.take(file, document_source(file, opened, place))
            remarks.append(renamed)
            readings.append(
                read_document(
                    file, places=opened.places, indicators=opened.indicators, source=source
                )
            )
            sources.append(source)
        except UnusableError as problem:
            faults += problem.faults
            readings.append(problem.reading)
            sources.append(source)
        except AqmapError as problem:
            faults += problem.faults
    progress("step.read", len(paths), len(paths))
    figures = tuple(figure for reading in readings for figure in reading.figures)
    rows = [f for f in figures if not f.indicator and f.locator.table]
    matched = match_places(figures, opened.places, opened.sources, {})
    told = () if faults else (*matched.figures, *matched.unmatched)
    done = DocumentsRead(
        figures=figures,
        measures=tuple(measure for reading in readings for measure in reading.measures),
        findings=tuple(audit(told, opened.indicators, opened.places)),
        unmatched=tuple(f for f in matched.faults if not is_own_word(str(f.facts["found"]))),
        unnamed=tuple(dict.fromkeys(f.indicator_written for f in rows)),
        stubs=unnamed_stubs(rows, opened.indicators, next(iter(opened.settings.themes), "other")),
        sources=tuple(sources),
        transcripts=tuple(reading.transcript for reading in readings),
        remarks=(
            *filter(None, remarks),
            *(remark for reading in readings for remark in reading.remarks),
        ),
    )
    return done, faults


def document_source(file: FileContent, workspace: Workspace, place: str = "") -> Source:
    """
    Return the registered source of a document, by checksum or file name, or a new one.

    Raises
    ------
    PlaceError
        If `place` fits no single place.
    """
    path = file.path
    for source in workspace.sources.values():
        if file.sha256 == source.sha256:
            return source
    for source in workspace.sources.values():
        if source.file == path.name and not source.sha256:
            return source
    own = workspace.places.match(place) if place else None
    if own is not None and own.place is None:
        nearest = listed(own.nearest or [p.name.zh for p in own.candidates])
        raise PlaceError(Fault("place_unknown", path, "--place", found=place, nearest=nearest))
    return Source(
        id=id_of_name(path.stem),
        title=Text(printable(path.stem), printable(path.stem)),
        file=printable(path.name),
        sha256=file.sha256,
        place=own.place.code if own and own.place else "",
    )


def read_to_files(
    paths: Sequence[Path],
    *,
    out: Path,
    findings: Path | None = None,
    review: Path | None = None,
    measures: Path | None = None,
    workspace: Path = Path(),
    place: str = "",
    overwrite: bool = False,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> DocumentsRead:
    """
    Read documents and write what they gave.

    Parameters
    ----------
    paths, workspace, place, progress
        See `read_documents`.
    out
        Figures as CSV.
    findings
        Findings as JSON, if asked.
    review
        The documents beside their figures as one HTML page, if asked; of documents that cannot
        be used too, and then it alone.
    measures
        The register of measures as CSV, if asked.
    overwrite
        Replace tables that were changed since aqmap wrote them.
    lang
        Language of the page; the tables are the same in both.

    Returns
    -------
    read
        What was written.

    Raises
    ------
    AqmapError
        With all faults of all documents, or if a file cannot be written.
    """
    endings = ((findings, (".json",)), (review, (".html", ".htm")))
    faults = [
        Fault("output_ending", path, expected=allowed[0])
        for path, allowed in endings
        if path is not None and path.suffix.lower() not in allowed
    ]
    if faults:
        raise SourceError(faults)
    inputs = [Path(path) for path in paths]
    wanted = [
        Target(path, sort)
        for path, sort in (
            (out, Sort.TABLE),
            (measures, Sort.TABLE),
            (findings, Sort.FILE),
            (review, Sort.FILE),
        )
        if path is not None
    ]
    protected = protected_from_reading(workspace, inputs, overwrite=overwrite)
    with write_outputs(wanted, protected) as fresh:
        done, faults = _read(paths, workspace, place, progress)
        if faults and review is not None and done.transcripts:
            told = {remark.said: remark for remark in (*faults, *done.remarks)}
            shown = replace(done, remarks=tuple(told.values()))
            _write_review(shown, fresh[review], workspace, lang)
        elif not faults:
            _write_tables(
                done, fresh[out], *(path and fresh[path] for path in (measures, findings))
            )
            if review is not None:
                _write_review(done, fresh[review], workspace, lang)
    if faults:
        raise TableError(faults)
    return done


def _write_tables(
    done: DocumentsRead, figures: Path, measures: Path | None, findings: Path | None
) -> None:
    from aqmap.render.exchange.csv_tables import write_figures, write_measures

    write_figures(done.figures, figures, header=_header("Figures", done.sources))
    if measures is not None:
        write_measures(done.measures, measures, header=_header("Measures", done.sources))
    if findings is not None:
        _write_findings(done.findings, findings)


def _header(what: str, sources: Sequence[Source]) -> list[str]:
    return [
        f"{what} read from documents by `aqmap read`; the documents are not part of this table.",
        *(f"{s.id}: {s.title.zh} {s.number} ({s.file}, sha256 {s.sha256})" for s in sources),
    ]


def _write_findings(findings: Sequence[Finding], path: Path) -> None:
    table = [
        {
            "id": finding.id,
            "severity": finding.severity.value,
            "title": finding.title._asdict(),
            "detail": finding.detail._asdict(),
            "figures": finding.figures,
        }
        for finding in findings
    ]
    written = json.dumps({"findings": table}, ensure_ascii=False, indent=1)
    path.write_text(written + "\n", encoding="utf-8", errors="replace")


def _write_review(done: DocumentsRead, path: Path, workspace: Path, lang: Lang) -> None:
    from aqmap.book.figure_cards import figure_card
    from aqmap.render.review import write_review

    opened = open_workspace(workspace)
    sources = {source.id: source for source in done.sources}
    write_review(
        done.transcripts,
        [figure_card(figure, opened.indicators, sources) for figure in done.figures],
        path,
        places=opened.places,
        sources=sources,
        findings=done.findings,
        remarks=(*done.remarks, *done.unmatched),
        lang=lang,
    )


def reading_lines(done: DocumentsRead, out: Path) -> Iterator[Text]:
    """Yield what was read, and which rows have no known indicator."""
    values = sum(figure.value is not None for figure in done.figures)
    yield text(
        "summary.reading",
        figures=len(done.figures),
        values=values,
        absent=len(done.figures) - values,
        out=out,
    )
    if done.unnamed:
        yield text("summary.unnamed", names=listed(done.unnamed, "；"))
        yield from (Text(line, line) for line in done.stubs.split("\n"))
    counted = sum(not f.indicator and not f.locator.table for f in done.figures)
    if counted:
        yield text("summary.counted", number=counted)
    left = _left(done.transcripts)
    if left:
        yield text("summary.left", number=left)


def reading_remarks(done: DocumentsRead) -> list[Text]:
    """Return what should be known of the files, and which names fit no place."""
    return [fault.said for fault in (*done.remarks, *done.unmatched)]


def _left(transcripts: Sequence[Transcript]) -> int:
    """Return how many numbers were left because a sentence or cell leaves them open."""
    passages = (passage for transcript in transcripts for passage in transcript.passages)
    marks = (mark for p in passages if isinstance(p, Passage) for mark in p.marks)
    return sum(mark.reason not in ("", *_NO_NUMBERS) for mark in marks)
