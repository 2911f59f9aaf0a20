"""Findings: what the figures of one source say against themselves, check by check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import localcontext

from aqmap.decide.audit.changes import check_changes
from aqmap.decide.audit.coverage import check_coverage
from aqmap.decide.audit.parts_of_wholes import check_parts
from aqmap.decide.audit.powers_of_ten import check_slips
from aqmap.decide.audit.ranges import check_ranges
from aqmap.decide.audit.ratios import check_ratios
from aqmap.decide.audit.repeats import check_lines_twice, check_repeats
from aqmap.decide.audit.sums import check_sums
from aqmap.decide.audit.targets import check_targets
from aqmap.decide.audit.topics import with_topics
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Place

_DIGITS = 450  # the longest numbers that the figures table takes, divided by each other
_AS_PRINTED = (check_lines_twice, check_coverage, check_ranges, check_slips)
"""Checks of numbers as one table prints them, whatever of these is yet to be confirmed."""
_COMPARED = (
    check_repeats,
    check_changes,
    check_parts,
    check_ratios,
    check_targets,
)
"""
Checks that compare statements: only what nobody has to confirm is compared. A thing that no
catalogue knows goes by its words, whether or not these name it well.
"""
_BY_WORDS = ((), ("indicator",))


def audit(
    figures: Iterable[Figure], indicators: Indicators, places: Iterable[Place] = ()
) -> list[Finding]:
    """
    Find what the figures say against themselves, source by source.

    Parameters
    ----------
    figures
        With their places' codes where a place was found; sums need none. A figure whose indicator
        the catalogue does not know goes by its written name.
    indicators
        Say which rows add up, and which count whole things that no rounding explains.
    places
        Those of the workspace: a table that lists the others of a region may lack some.

    Returns
    -------
    findings
        Errors first, then doubts, then notes; in each by id, and every id once. Rows that agree
        give none, and two sources that differ are no contradiction.
    """
    known_topics = with_topics(figures, indicators)
    certain = [(figure, topic) for figure, topic in known_topics if figure.confirm in _BY_WORDS]
    with localcontext(prec=_DIGITS):
        findings = list(check_sums(known_topics, places))
        findings += (finding for check in _AS_PRINTED for finding in check(known_topics))
        findings += (finding for check in _COMPARED for finding in check(certain))
    return by_severity(_named_once(findings))


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in their order: errors first, then doubts, then notes; in each by id."""
    grades = list(Severity)
    return sorted(findings, key=lambda f: (grades.index(f.severity), f.id))


def _named_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number the findings that would share an id, as when two tables hold one indicator."""
    uses: Counter[str] = Counter()
    for finding in findings:
        name = finding.id.replace("/", "_")  # a period of two days; ids are anchors and file names
        uses[name] += 1
        yield replace(finding, id=name if uses[name] == 1 else f"{name}-{uses[name]}")
