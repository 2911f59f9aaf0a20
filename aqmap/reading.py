"""The road of ``aqmap read``: plan documents → figures and what they say against themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.figures import Figure
from aqmap.findings import Finding
from aqmap.outputs import checksum, write_whole
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


def read_documents(
    paths: Sequence[Path | str], *, workspace: Path | str = ".", progress: Progress = silent
) -> DocumentsRead:
    """
    Read plan documents into figures.

    Parameters
    ----------
    paths
        The documents.
    workspace
        The workspace whose places, indicators and sources are used.
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
    faults: list[Fault] = []
    for done, path in enumerate(map(Path, paths)):
        progress("step.read", done, len(paths))
        try:
            source = document_source(path, opened)
            reading = read_document(
                path, places=opened.places, indicators=opened.indicators, source=source
            )
            figures += reading.figures
        except AqmapError as problem:
            faults += problem.faults
    progress("step.read", len(paths), len(paths))
    if faults:
        raise TableError(faults)
    matched = match_places(figures, opened.places, opened.sources, {})
    findings = audit(matched.figures, opened.indicators, opened.places, opened.sources)
    unnamed = dict.fromkeys(f.indicator_written for f in figures if not f.indicator)
    return DocumentsRead(tuple(figures), tuple(findings), matched.faults, tuple(unnamed))


def document_source(path: Path, workspace: Workspace) -> Source:
    """Return the registered source of a document, by checksum or file name, or a new one."""
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
    return Source(id=path.stem, title=Text(path.stem, path.stem), file=path.name, sha256=digest)


def read_to_files(
    paths: Sequence[Path],
    *,
    out: Path,
    findings: Path | None = None,
    workspace: Path = Path(),
    progress: Progress = silent,
) -> DocumentsRead:
    """Read documents and write their figures as CSV and, if asked, the findings as JSON."""
    from aqmap.render.exchange import write_figures

    done = read_documents(paths, workspace=workspace, progress=progress)
    names = ", ".join(path.name for path in paths)
    header = (f"Read from {names} with: aqmap read", "value_written is what the document prints")
    with write_whole(out) as fresh:
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
        with write_whole(findings) as fresh:
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
