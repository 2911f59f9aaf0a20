"""The decisions that lie in a workspace, laid over its tables of figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aqmap.errors import SourceError
from aqmap.model.figures import Role
from aqmap.model.findings import Finding
from aqmap.model.review.decisions import Answer, Review
from aqmap.workspace.data_folders import find_decisions
from aqmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from aqmap.read.tables.read_figures import FigureTables


def read_reviews(workspace: Workspace) -> tuple[Review, ...]:
    """
    Read the files of decisions in ``data/decisions/``, by name.

    Raises
    ------
    SourceError
        If something else lies there.
    TableError
        With every fault of every file.
    """
    from aqmap.read.tables.read_decisions import Known, read_decisions

    files = find_decisions(workspace.decision_folder)
    if files.faults:
        raise SourceError(files.faults)
    known = Known(workspace.indicators, workspace.places, tuple(workspace.sources))
    return read_decisions(files.paths, known)


def reviews_of(reviews: Sequence[Review], *, of_targets: bool) -> list[Review]:
    """Return the reviews as far as they are about one of the two folders of figures alone."""
    return [
        replace(
            review,
            decisions=tuple(
                d
                for d in review.decisions
                if d.answer is not Answer.ADDED or (d.about.role is Role.TARGET) == of_targets
            ),
        )
        for review in reviews
    ]


def lay_over_tables(
    tables: FigureTables, reviews: Sequence[Review], sources: Collection[str]
) -> tuple[FigureTables, list[Finding]]:
    """
    Return the figures as decided, and what was decided and does not hold, as findings.

    Only of the registered `sources` is anything added.
    """
    from aqmap.decide.compare.lay_decisions import lay_decisions

    if not reviews:
        return tables, []
    laid = lay_decisions(tables.figures, reviews, sources)
    origins = {**tables.origins, **laid.spots}
    return replace(tables, figures=laid.figures, origins=origins), laid.findings
