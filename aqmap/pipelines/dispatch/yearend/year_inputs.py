"""What a year's assessment reads beside the dispatch: results, steps, rectification, scoring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from aqmap.errors import Fault, SpecError, TableError
from aqmap.files.table_files import table_file
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
from aqmap.workspace.dispatch.assessment_steps import assessment_file, read_assessment_steps
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

    def as_of(self, day: date) -> YearInputs:
        """Return it without what was decided, came in or was accepted after a day."""
        return replace(
            self,
            ledger=self.ledger.as_of(day),
            assessment=tuple(row for row in self.assessment if row.date <= day),
            rectification=tuple(problem.as_of(day) for problem in self.rectification),
        )

    def left_out(self, kept: YearInputs) -> dict[str, int]:
        """Return by sort how much of it is not kept as of a day."""
        final = str(self.dispatch.settings.last_month)
        before, after = (
            {r.unit for r in i.ledger.receipts if r.month == final and not r.attachment}
            for i in (self, kept)
        )
        pairs = zip(self.rectification, kept.rectification, strict=True)
        return {
            "steps": len(self.assessment) - len(kept.assessment),
            "forms": len(before) - len(after),
            "acceptances": sum(problem.accepted_on != then.accepted_on for problem, then in pairs),
        }

    def require_past(self, today: date) -> None:
        """
        Require that nothing is said to have happened after today.

        Raises
        ------
        TableError
            With each later step and acceptance.
        """
        workspace = self.dispatch.workspace
        steps = assessment_file(workspace, self.dispatch.settings.year)
        accepted = table_file(self.dispatch.folder, "rectification")
        later = [(steps, f"line {row.line}", row.date) for row in self.assessment]
        later += [
            (accepted, f"number {problem.number}", problem.accepted_on)
            for problem in self.rectification
            if problem.accepted_on is not None
        ]
        faults = [
            Fault("yearend_later", path, spot, found=day, today=today)
            for path, spot, day in later
            if day > today
        ]
        if faults:
            raise TableError(faults)


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
