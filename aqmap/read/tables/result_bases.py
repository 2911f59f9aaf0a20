"""Whose numbers the results of a table are: by their column, by their source, else asked."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.errors import Fault
from aqmap.files.read_table import Table
from aqmap.model.figures import Basis, Role
from aqmap.words import Text, listed

_RESULTS = frozenset(Role) - {Role.TARGET}


class ResultBases:
    """
    The basis of a table's figures.

    A target is a plan's. Whether a result is the unit's own report, verified or measured decides
    whether it is judged, so it is never taken for granted: the column says it, or the register says
    it of the source, or it is asked, once a table.
    """

    def __init__(self, of_sources: Mapping[str, Basis]) -> None:
        self._of_sources = of_sources
        self._asked: dict[int, str] = {}
        self._plans: set[int] = set()

    def basis(self, filled: Mapping[str, str], row: int) -> str:
        """Return the basis of a row; one that nothing says is noted for `faults`."""
        written, is_target = filled["basis"], filled["role"] == Role.TARGET
        if is_target or (written and written != Basis.PLAN):
            return written or Basis.PLAN
        of_source = self._of_sources.get(filled["source"], Basis.PLAN)
        if of_source != Basis.PLAN and not written:
            return of_source
        if filled["role"] in _RESULTS and not filled["absence"]:  # what is absent is nobody's
            self._asked[row] = filled["source"]
            if written or filled["source"] in self._of_sources:  # both say plan here
                self._plans.add(row)
        return written or Basis.REPORT

    def faults(self, table: Table, registered: Mapping[str, object]) -> list[tuple[int, Fault]]:
        """Return what a table's results do not say: one fault for those that say it is a plan."""
        asked = {row: source for row, source in self._asked.items() if source in registered}
        plans = {row: source for row, source in asked.items() if row in self._plans}
        silent = {row: source for row, source in asked.items() if row not in plans}
        return [
            (min(rows), table.fault(min(rows), code, "basis", count=len(rows), found=_names(rows)))
            for code, rows in (("basis_missing", silent), ("basis_is_plan", plans))
            if rows
        ]


def _names(sources: Mapping[int, str]) -> Text:
    return listed(dict.fromkeys(sources.values()))
