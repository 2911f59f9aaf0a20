"""The figures that a workspace has already, to hold a document's against."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aqmap.errors import AqmapError
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.pipelines.review.workspace_decisions import lay_over_tables, read_reviews
from aqmap.workspace.data_folders import find_tables
from aqmap.workspace.workspace import Workspace, open_workspace


def findings_of_review(
    figures: Sequence[Figure], findings: Sequence[Finding], folder: Path
) -> list[Finding]:
    """
    Return the findings of a document, with what the workspace's own figures say against it.

    A workspace with faults has none to hold against it: `aqmap check` says what is wrong there.
    """
    from aqmap.decide.audit.other_tables import check_other_tables
    from aqmap.decide.audit.run_checks import by_severity

    try:
        workspace = open_workspace(folder)
        known = _known_figures(workspace)
    except AqmapError:
        return list(findings)
    return by_severity([*findings, *check_other_tables(figures, known, workspace.indicators)])


def _known_figures(workspace: Workspace) -> tuple[Figure, ...]:
    """Return the figures of the workspace's tables as decided."""
    from aqmap.decide.compare.join import match_places
    from aqmap.read.tables.read_figures import read_figures

    tables = read_figures(
        find_tables(*workspace.figure_folders).paths,
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
        bases=workspace.bases_of_sources,
    )
    tables, _ = lay_over_tables(tables, read_reviews(workspace))
    return match_places(tables.figures, workspace.places, workspace.sources, {}).figures
