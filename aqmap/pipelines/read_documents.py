"""The road of ``aqmap read``: plan documents → figures and what they say against themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from aqmap.errors import AqmapError, Fault, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.model.transcript import Transcript
from aqmap.pipelines.document_ids import DocumentIds
from aqmap.pipelines.protected_files import protected_from_reading
from aqmap.pipelines.reading.document_sources import (
    document_source,
    other_source,
    titled,
    with_sources,
)
from aqmap.pipelines.reading.told import NOTHING_TOLD, Told
from aqmap.pipelines.reading.workspace_names import WorkspaceNames, open_names, register_of
from aqmap.progress import Progress, silent
from aqmap.words import Lang
from aqmap.workspace.sources import Source

if TYPE_CHECKING:
    from aqmap.read.documents.answers import Answers
    from aqmap.read.documents.read_document import Reading


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
    unregistered
        Those that the register does not have, under the titles that the documents have.
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
    unregistered: tuple[Source, ...]
    transcripts: tuple[Transcript, ...]
    remarks: tuple[Fault, ...]


def read_documents(
    paths: Sequence[Path | str],
    *,
    workspace: Path | str = ".",
    period: str = "",
    place: str = "",
    role: str = "",
    source: str = "",
    units: Mapping[str, str] = MappingProxyType({}),
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
    period, place, role, units
        What to take where a document leaves it open; its own words hold. The period as 2024,
        2024-05 or 2024-01/2024-06; what 州直, 全市 and the like mean; target, measured, progress or
        baseline, or in Chinese; by indicator the unit of its numbers without one.
    source
        Id of the source that the documents are; without it, that of their checksum or name.
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
    told = Told(period=period, place=place, role=role, source=source, units=tuple(units.items()))
    done, faults = _read(paths, Path(workspace), told, progress)
    if faults:
        raise TableError(faults)
    return done


@dataclass
class _Gathered:
    """What the documents of one run gave so far."""

    readings: list[Reading] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def _read(
    paths: Sequence[Path | str], workspace: Path, told: Told, progress: Progress
) -> tuple[DocumentsRead, list[Fault]]:
    """Return what documents gave, also those that cannot be used, and all their faults."""
    from aqmap.decide.audit.run_checks import audit
    from aqmap.decide.compare.join import match_places
    from aqmap.pipelines.reading.told_answers import answers_of
    from aqmap.read.documents.own_place import is_own_word
    from aqmap.workspace.indicator_stubs import unnamed_stubs

    names = open_names(workspace)
    gathered = _gathered(paths, names, told, answers_of(told, names), progress)
    readings, faults = gathered.readings, gathered.faults
    figures = tuple(figure for reading in readings for figure in reading.figures)
    rows = [f for f in figures if not f.indicator and f.locator.table]
    matched = match_places(figures, names.places, names.sources, {})
    unknown = match_places(_unknown_names(figures, names), names.places, names.sources, {})
    audited = () if faults else (*matched.figures, *matched.unmatched)
    done = DocumentsRead(
        figures=figures,
        measures=tuple(measure for reading in readings for measure in reading.measures),
        findings=tuple(audit(audited, names.indicators, names.places)),
        unmatched=tuple(
            fault
            for fault in dict.fromkeys((*matched.faults, *unknown.faults))
            if not is_own_word(str(fault.facts["found"]))
        ),
        unnamed=tuple(dict.fromkeys(f.indicator_written for f in rows)),
        stubs=unnamed_stubs(rows, names.indicators, names.theme),
        sources=tuple(gathered.sources),
        unregistered=tuple(
            titled(source, reading.transcript, reading.place)
            for source, reading in zip(gathered.sources, readings, strict=True)
            if source.id not in names.sources
        ),
        transcripts=tuple(reading.transcript for reading in readings),
        remarks=(
            *gathered.remarks,
            *(remark for reading in readings for remark in reading.remarks),
        ),
    )
    return done, faults


def _gathered(
    paths: Sequence[Path | str],
    names: WorkspaceNames,
    told: Told,
    answers: Answers,
    progress: Progress,
) -> _Gathered:
    """Read the documents one after another."""
    from aqmap.read.documents.read_document import UnusableError, read_document

    gathered = _Gathered()
    ids = DocumentIds(names.sources)
    for count, path in enumerate(map(Path, paths)):
        progress("step.read", count, len(paths))
        try:
            file = FileContent.read(path)
            if again := ids.again(file):
                gathered.remarks.append(again)
                continue
            known = document_source(file, names, told.source)
            source, renamed = ids.take(file, known)
            gathered.remarks += (*other_source(file, known, told.source), *filter(None, [renamed]))
            reading = read_document(
                file,
                places=names.places,
                indicators=names.indicators,
                source=source,
                answers=answers,
            )
        except UnusableError as problem:
            gathered.faults += problem.faults
            reading = problem.reading
        except AqmapError as problem:
            gathered.faults += problem.faults
            continue
        gathered.readings.append(reading)
        gathered.sources.append(source)
    progress("step.read", len(paths), len(paths))
    return gathered


def read_to_files(
    paths: Sequence[Path],
    *,
    out: Path,
    findings: Path | None = None,
    review: Path | None = None,
    measures: Path | None = None,
    workspace: Path = Path(),
    told: Told = NOTHING_TOLD,
    register: bool = False,
    overwrite: bool = False,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> DocumentsRead:
    """
    Read documents and write what they gave.

    Parameters
    ----------
    paths, workspace, progress
        See `read_documents`.
    told
        What to take where a document leaves it open.
    register
        Add the documents that the register does not have to ``data/sources.toml``.
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
    amended = register_of(workspace) if register else None
    wanted = [
        Target(path, sort)
        for path, sort in (
            (out, Sort.TABLE),
            (measures, Sort.TABLE),
            (findings, Sort.FILE),
            (review, Sort.FILE),
            (amended, Sort.FILE),
        )
        if path is not None
    ]
    protected = protected_from_reading(workspace, inputs, overwrite=overwrite, amended=amended)
    with write_outputs(wanted, protected) as fresh:
        done, faults = _read(paths, workspace, told, progress)
        if faults and review is not None and done.transcripts:
            said = {remark.said: remark for remark in (*faults, *done.remarks)}
            shown = replace(done, remarks=tuple(said.values()))
            _write_review(shown, fresh[review], workspace, lang)
        elif not faults:
            _write_tables(
                done, fresh[out], *(path and fresh[path] for path in (measures, findings))
            )
            if review is not None:
                _write_review(done, fresh[review], workspace, lang)
            if amended is not None and done.unregistered:
                before = amended.read_bytes() if amended.is_file() else b""
                fresh[amended].write_bytes(with_sources(before, done.unregistered))
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


def _unknown_names(figures: Sequence[Figure], names: WorkspaceNames) -> Iterator[Figure]:
    """Yield the figures of tables whose place is asked under a name that is none, as not asked."""
    for figure in figures:
        named = figure.locator.table and figure.place_written and not figure.place
        if named and "place" in figure.confirm:
            match = names.places.match(figure.place_written)
            if match.place is None and not match.candidates:
                yield replace(figure, confirm=())


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
    from aqmap.pipelines.review.known_figures import checks_of_review
    from aqmap.render.review import write_review

    opened = open_names(workspace)
    sources = {source.id: source for source in done.sources}
    findings, rules = checks_of_review(done.figures, done.findings, workspace, opened.indicators)
    write_review(
        done.transcripts,
        [figure_card(figure, opened.indicators, sources) for figure in done.figures],
        path,
        places=opened.places,
        indicators=opened.indicators,
        sources=sources,
        findings=findings,
        rules=rules,
        remarks=(*done.remarks, *done.unmatched),
        lang=lang,
    )
