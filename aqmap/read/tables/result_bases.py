"""Whose numbers the results of a table are: by their column, by their source, else asked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from aqmap.errors import Fault
from aqmap.files.read_table import Table, TextColumn, distinct_rows
from aqmap.model.figures import Basis, Role
from aqmap.words import listed

_RESULTS = frozenset(Role) - {Role.TARGET}
_TELLING = ("basis", "role", "source", "absence")


class ResultBases:
    """
    The basis of a table's figures.

    A target is a plan's. Whether a result is the unit's own report, verified or measured decides
    whether it is judged, so it is never taken for granted: the column says it, or the register says
    it of the source, or it is asked, once a table.
    """

    def __init__(self, of_sources: Mapping[str, Basis]) -> None:
        self._of_sources = of_sources
        self._asked: dict[int, tuple[str, str]] = {}

    def column(self, columns: Mapping[str, TextColumn]) -> TextColumn:
        """Return the bases of the rows; those that nothing says are noted for `faults`."""
        rows, numbers = distinct_rows({name: columns[name] for name in _TELLING})
        for number, filled in enumerate(rows):
            if question := self._question(filled):
                asked = np.flatnonzero(numbers == number).tolist()
                self._asked |= dict.fromkeys(asked, (question, filled["source"]))
        return TextColumn.of([self._basis(filled) for filled in rows], numbers)

    def _basis(self, filled: Mapping[str, str]) -> str:
        written, is_target = filled["basis"], filled["role"] == Role.TARGET
        if is_target or (written and written != Basis.PLAN):
            return written or Basis.PLAN
        of_source = self._of_sources.get(filled["source"], Basis.PLAN)
        if of_source != Basis.PLAN and not written:
            return of_source
        return written or Basis.REPORT

    def _question(self, filled: Mapping[str, str]) -> str:
        """Return the code of what a result is asked for; empty where its basis is said."""
        if filled["role"] not in _RESULTS or filled["absence"]:  # what is absent is nobody's
            return ""
        written, of_source = filled["basis"], self._of_sources.get(filled["source"])
        if written not in ("", Basis.PLAN) or (not written and of_source not in (None, Basis.PLAN)):
            return ""
        return "basis_is_plan" if written or of_source is not None else "basis_missing"

    def faults(self, table: Table, registered: Mapping[str, object]) -> list[tuple[int, Fault]]:
        """Return what a table's results do not say: one fault for those that say it is a plan."""
        faults = []
        for code in ("basis_missing", "basis_is_plan"):
            rows = sorted(row for row, asked in self._asked.items() if asked[0] == code
                          and asked[1] in registered)  # fmt: skip
            if rows:
                sources = listed(dict.fromkeys(self._asked[row][1] for row in rows))
                facts = {"count": len(rows), "found": sources}
                faults.append((rows[0], table.fault(rows[0], code, "basis", **facts)))
        return faults
