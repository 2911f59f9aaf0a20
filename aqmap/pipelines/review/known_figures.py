"""The figures that a workspace has already, to hold a document's against."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aqmap.errors import AqmapError
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.review.rules import Rules
from aqmap.pipelines.review.workspace_decisions import lay_over_tables, read_reviews
from aqmap.workspace.data_folders import find_tables
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.workspace import Workspace, open_workspace


def checks_of_review(
    figures: Sequence[Figure], findings: Sequence[Finding], folder: Path, indicators: Indicators
) -> tuple[list[Finding], Rules]:
    """
    Return the findings of a document, with what the workspace's own figures say against it.

    With them the rules by which the page looks again when a figure is corrected. A workspace with
    faults has none to hold against it: `aqmap check` says what is wrong there.
    """
    from aqmap.decide.audit.other_tables import check_other_tables
    from aqmap.decide.audit.recheck.rules_of_document import rules_of
    from aqmap.decide.audit.run_checks import by_severity

    try:
        known = _known_figures(open_workspace(folder))
    except AqmapError:
        known = ()
    others = check_other_tables(figures, known, indicators)
    return by_severity([*findings, *others]), rules_of(figures, known, indicators)


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
    tables, _ = lay_over_tables(tables, read_reviews(workspace), workspace.sources)
    return match_places(tables.figures, workspace.places, workspace.sources, {}).figures
