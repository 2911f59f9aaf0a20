"""The road of ``aqmap read``: plan documents → figures and what they say against themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import AqmapError, Fault, PlaceError, TableError
from aqmap.figures import Figure
from aqmap.findings import Finding
from aqmap.outputs import checksum, write_file
from aqmap.progress import Progress, silent
from aqmap.sources import Source
from aqmap.words import Text, text
from aqmap.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class DocumentsRead:
    """Figures of plan documents, and what the documents say against themselves."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[Fault, ...]
    unnamed: tuple[str, ...]
    sources: tuple[Source, ...]


def read_documents(
    paths: Sequence[Path | str],
    *,
    workspace: Path | str = ".",
    place: str = "",
    progress: Progress = silent,
) -> DocumentsRead:
    """
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
    """
    from aqmap.decide.audit import audit
    from aqmap.decide.join import match_places
    from aqmap.read.documents import read_document

    opened = open_workspace(Path(workspace))
    figures: list[Figure] = []
    sources: list[Source] = []
    faults: list[Fault] = []
    for done, path in enumerate(map(Path, paths)):
        progress("step.read", done, len(paths))
        try:
            source = document_source(path, opened, place)
            reading = read_document(
                path, places=opened.places, indicators=opened.indicators, source=source
            )
            figures += reading.figures
            sources.append(source)
        except AqmapError as problem:
            faults += problem.faults
    progress("step.read", len(paths), len(paths))
    if faults:
        raise TableError(faults)
    matched = match_places(figures, opened.places, opened.sources, {})
    findings = audit((*matched.figures, *matched.unmatched), opened.indicators)
    unnamed = dict.fromkeys(f.indicator_written for f in figures if not f.indicator)
    return DocumentsRead(
        tuple(figures), tuple(findings), matched.faults, tuple(unnamed), tuple(sources)
    )


def document_source(path: Path, workspace: Workspace, place: str = "") -> Source:
    """
    Return the registered source of a document, by checksum or file name, or a new one.

    Raises
    ------
    PlaceError
        If `place` fits no single place.
    """
    try:
        digest = checksum(path)
    except OSError:
        digest = ""
    for source in workspace.sources.values():
        if digest and digest == source.sha256:
            return source
    for source in workspace.sources.values():
        if source.file == path.name and not source.sha256:
            return source
    own = workspace.places.match(place) if place else None
    if own is not None and own.place is None:
        nearest = "、".join(own.nearest or (p.name.zh for p in own.candidates))
        raise PlaceError(Fault("place_unknown", path, "--place", found=place, nearest=nearest))
    return Source(
        id=path.stem,
        title=Text(path.stem, path.stem),
        file=path.name,
        sha256=digest,
        place=own.place.code if own and own.place else "",
    )


def read_to_files(
    paths: Sequence[Path],
    *,
    out: Path,
    findings: Path | None = None,
    workspace: Path = Path(),
    place: str = "",
    progress: Progress = silent,
) -> DocumentsRead:
    """Read documents and write their figures as CSV and, if asked, the findings as JSON."""
    from aqmap.render.exchange import write_figures

    done = read_documents(paths, workspace=workspace, place=place, progress=progress)
    header = [
        "Figures read from documents by `aqmap read`; the documents are not part of this table.",
        *(f"{s.id}: {s.title.zh} {s.number} ({s.file}, sha256 {s.sha256})" for s in done.sources),
    ]
    with write_file(out) as fresh:
        write_figures(done.figures, fresh, header=header)
    if findings is not None:
        table = [
            {
                "id": finding.id,
                "severity": finding.severity.value,
                "title": finding.title._asdict(),
                "detail": finding.detail._asdict(),
                "figures": finding.figures,
            }
            for finding in done.findings
        ]
        with write_file(findings) as fresh:
            written = json.dumps({"findings": table}, ensure_ascii=False, indent=1)
            fresh.write_text(written + "\n", encoding="utf-8")
    return done


def reading_lines(done: DocumentsRead, out: Path) -> Iterator[Text]:
    """Yield what was read, what fits no place and which rows have no known indicator."""
    values = sum(figure.value is not None for figure in done.figures)
    yield text(
        "summary.reading",
        figures=len(done.figures),
        values=values,
        absent=len(done.figures) - values,
        out=out,
    )
    yield from (fault.said for fault in done.unmatched)
    if done.unnamed:
        yield text("summary.unnamed", names="；".join(done.unnamed))
