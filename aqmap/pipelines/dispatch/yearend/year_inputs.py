"""What a year's assessment reads beside the dispatch: results, steps, rectification, scoring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import Fault, SpecError
from aqmap.model.dispatch.ledger_rows import LedgerRows
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow
from aqmap.model.dispatch.yearend.rectification_rows import Rectification
from aqmap.model.figures import Figure
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    read_dispatch_inputs,
    read_figure_folder,
)
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.dispatch.assessment_steps import read_assessment_steps
from aqmap.workspace.dispatch.ledger import ledger_to_read
from aqmap.workspace.dispatch.rectification import read_rectification
from aqmap.workspace.dispatch.scoring import ReadScoring, read_scoring
from aqmap.workspace.dispatch.settings import FILE


@dataclass(frozen=True)
class YearInputs:
    """
    A workspace's files, as far as a year's assessment needs them.

    Attributes
    ----------
    dispatch, ledger
        Rules, units, targets; and all that came in.
    results
        The figures of ``data/measured/``.
    assessment, rectification
        The steps that were taken, and the problems to be put right.
    scoring
        None without ``scoring.toml``.
    """

    dispatch: DispatchInputs
    ledger: LedgerRows
    results: tuple[Figure, ...]
    assessment: tuple[AssessmentRow, ...]
    rectification: tuple[Rectification, ...]
    scoring: ReadScoring | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Targets and results."""
        return (*self.dispatch.figures, *self.results)


def read_year_inputs(folder: Path, year: str) -> YearInputs:
    """
    Read what a workspace says of a year.

    Raises
    ------
    AqmapError
        If the year is not that of ``dispatch.toml``; with all faults of the tables and of
        ``scoring.toml``.
    """
    dispatch = read_dispatch_inputs(folder)
    workspace, settings, region = dispatch.workspace, dispatch.settings, dispatch.region
    if year != str(settings.year):
        facts = {"found": year, "expected": settings.year}
        raise SpecError(Fault("yearend_year", workspace.folder / FILE, "year", **facts))
    attempts = Attempts()
    results = attempts.read(read_figure_folder, workspace, workspace.figure_folders[1])
    units = dispatch.units
    assessment = attempts.read(read_assessment_steps, workspace, settings.year, region, units)
    rectification = attempts.read(read_rectification, workspace)
    scoring = attempts.read(read_scoring, workspace, region)
    if attempts.problems or results is None or assessment is None or rectification is None:
        raise attempts.error()
    with ledger_to_read(dispatch.folder) as opened:
        ledger = opened.all_rows()
    return YearInputs(dispatch, ledger, results[0], assessment, rectification, scoring)
