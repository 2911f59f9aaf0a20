"""Which step of an assessment stands: the newest of each, of a row or of a whole place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow, Step

Steps = Mapping[Step, AssessmentRow]


class StandingSteps:
    """The steps that stand, found by place and indicator."""

    def __init__(self, rows: Iterable[AssessmentRow]) -> None:
        self._rows: dict[tuple[str, str], dict[Step, AssessmentRow]] = defaultdict(dict)
        for row in sorted(rows, key=_order):
            self._rows[row.place, row.indicator][row.step] = row

    def of(self, place: str, indicator: str) -> Steps:
        """Return a row's newest step of each kind; one of all its place's rows counts too."""
        of_place = self._rows.get((place, ""), {})
        of_row = self._rows.get((place, indicator), {})
        return {
            step: max((s[step] for s in (of_place, of_row) if step in s), key=_order)
            for step in Step
            if step in of_place or step in of_row
        }


def _order(row: AssessmentRow) -> tuple[str, int]:
    return row.order
