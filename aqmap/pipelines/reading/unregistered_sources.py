"""Rows of a source that is not registered: one fault for all of them, whatever their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from aqmap.errors import AqmapError, Fault
from aqmap.words import listed


def one_a_source(problems: Iterable[AqmapError]) -> list[AqmapError]:
    """
    Return what was raised, with one fault for each source that no table's register knows.

    It names all tables that have rows of the source, and how many; it stands where the first was.
    """
    kept = list(problems)
    of_source: dict[str, list[Fault]] = defaultdict(list)
    for problem in kept:
        for fault in problem.faults:
            if fault.code == "source_unknown":
                of_source[str(fault.facts["found"])].append(fault)
    told: set[str] = set()
    merged = []
    for problem in kept:
        faults = []
        for fault in problem.faults:
            found = str(fault.facts.get("found"))
            if fault.code != "source_unknown":
                faults.append(fault)
            elif found not in told:
                told.add(found)
                faults.append(_whole(of_source[found]))
        if faults:
            merged.append(type(problem)(faults))
    return merged


def _whole(faults: list[Fault]) -> Fault:
    first = faults[0]
    files = list(dict.fromkeys(fault.file for fault in faults))
    rows = sum(1 + fault.again for fault in faults)
    facts = {"found": first.facts["found"], "rows": rows, "files": listed(files)}
    return Fault("source_unregistered", first.file, first.at, **facts)
