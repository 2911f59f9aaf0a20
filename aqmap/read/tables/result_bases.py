"""Whose numbers the results of a table are: by their column, by their source, else asked."""

from __future__ import annotations

from collections.abc import Mapping

from aqmap.errors import Fault
from aqmap.files.read_table import Table
from aqmap.model.figures import Basis, Role
from aqmap.words import listed

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

    def basis(self, filled: Mapping[str, str], row: int) -> str:
        """Return the basis of a row; one that nothing says is noted for `faults`."""
        written, is_target = filled["basis"], filled["role"] == Role.TARGET
        if is_target or (written and written != Basis.PLAN):
            return written or Basis.PLAN
        of_source = self._of_sources.get(filled["source"], Basis.PLAN)
        if of_source != Basis.PLAN and not written:
            return of_source
        if (
            filled["role"] in _RESULTS and not filled["absence"]
        ):  # what is absent is nobody's number
            self._asked[row] = filled["source"]
        return written or Basis.REPORT

    def faults(self, table: Table, registered: Mapping[str, object]) -> list[tuple[int, Fault]]:
        """Return the one fault of a table whose results do not say whose they are."""
        asked = {row: source for row, source in self._asked.items() if source in registered}
        if not asked:
            return []
        first, names = min(asked), listed(dict.fromkeys(asked.values()))
        facts = {"count": len(asked), "found": names}
        return [(first, table.fault(first, "basis_missing", "basis", **facts))]
