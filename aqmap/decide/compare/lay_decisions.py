"""Decisions laid over figures: what a person confirmed, corrected, rejected, added, asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.model.review.decisions import Answer, Decision, Review, said_alone
from aqmap.words import Text, text


@dataclass(frozen=True)
class LaidFigures:
    """
    Figures as decided.

    Attributes
    ----------
    figures
        In their order; what was added stands behind the others.
    spots
        Of each figure that was added, its file and decision, by id.
    accepted, to_ask, added, rejected
        The decisions that hold.
    stale
        Decisions whose figure says something else by now, or is no longer there.
    disputed
        Decisions that decide one figure in two ways, where none is a second check or later.
    unregistered
        Added figures of a document that is not registered.
    """

    figures: tuple[Figure, ...]
    spots: dict[str, tuple[Path, int]] = field(default_factory=dict)
    accepted: tuple[Decision, ...] = ()
    to_ask: tuple[Decision, ...] = ()
    added: tuple[Decision, ...] = ()
    rejected: tuple[Decision, ...] = ()
    stale: tuple[Decision, ...] = ()
    disputed: tuple[Decision, ...] = ()
    unregistered: tuple[Decision, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """What was not applied, as findings."""
        kinds = {
            "stale": self.stale,
            "disputed": self.disputed,
            "unregistered": self.unregistered,
        }
        return [_finding(kind, decision) for kind, told in kinds.items() for decision in told]


def lay_decisions(
    figures: Sequence[Figure],
    reviews: Iterable[Review],
    sources: Collection[str] | None = None,
) -> LaidFigures:
    """
    Lay the decisions of reviews over figures.

    Parameters
    ----------
    figures
        Of one table or of many.
    reviews
        In the order of their files. A figure is known by all that it says; its id may have become
        another since, as when a document was read again. Laid over what they were laid over
        before, decisions change nothing.
    sources
        Those that are registered: a figure of another that was added is not laid over them. None
        where any may be.
    """
    finder = _Finder(figures)
    chosen: dict[int, list[Decision]] = defaultdict(list)
    additions: list[Decision] = []
    unregistered: list[Decision] = []
    stale: list[Decision] = []
    rejected: list[Decision] = []
    for decision in (decision for review in reviews for decision in review.decisions):
        position = finder.find(decision)
        if position is not None:
            chosen[position].append(decision)
        elif decision.answer is Answer.ADDED:
            known = sources is None or decision.about.source in sources
            (additions if known else unregistered).append(decision)
        elif decision.answer is Answer.REJECT and not finder.has_id(decision.about.id):
            rejected.append(decision)  # it was left out before
        else:
            stale.append(decision)
    held: dict[Answer, list[Decision]] = defaultdict(list, {Answer.REJECT: rejected})
    disputed: list[Decision] = []
    laid: list[Figure] = []
    for position, figure in enumerate(figures):
        best = _strongest(chosen.get(position, []))
        if best is None:
            disputed += chosen.get(position, [])
            laid.append(figure)
            continue
        held[best.answer].append(best)
        if best.answer is not Answer.REJECT:
            laid.append(best.decided(figure))
    spots: dict[str, tuple[Path, int]] = {}
    ids = {figure.id for figure in figures}
    for decision in _each_once(additions):
        held[Answer.ADDED].append(decision)
        added = decision.decided(replace(decision.about, id=_free_id(decision.about.id, ids)))
        ids.add(added.id)
        spots[added.id] = decision.spot
        laid.append(added)
    return LaidFigures(
        tuple(laid),
        spots,
        accepted=tuple(held[Answer.ACCEPT]),
        to_ask=tuple(held[Answer.TO_ASK]),
        added=tuple(held[Answer.ADDED]),
        rejected=tuple(rejected),
        stale=tuple(stale),
        disputed=tuple(disputed),
        unregistered=tuple(unregistered),
    )


class _Finder:
    """Finds the figure that a decision is about, by what it says; by its id where two say it."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_content: dict[Figure, list[int]] = defaultdict(list)
        for position, figure in enumerate(figures):
            self._by_content[said_alone(figure)].append(position)
        self._ids = {figure.id: position for position, figure in enumerate(figures)}

    def find(self, decision: Decision) -> int | None:
        """Return the figure's position: as it was read, or as it was decided before."""
        for figure in (decision.was, decision.row):
            alike = self._by_content.get(said_alone(figure), []) if figure else []
            by_id = self._ids.get(decision.about.id)
            if alike:
                return by_id if by_id in alike else alike[0]
        return None

    def has_id(self, key: str) -> bool:
        """Return whether a figure has this id."""
        return key in self._ids


def _strongest(decisions: Sequence[Decision]) -> Decision | None:
    """Return the decision that holds: a second check before a first, then the later; or none."""
    if not decisions:
        return None
    ranks = {id(d): (bool(d.rechecked_by), d.checked_on) for d in decisions}
    best = max(ranks.values())
    strongest = [d for d in decisions if ranks[id(d)] == best]
    same = {(d.answer, d.row and said_alone(d.row)) for d in strongest}
    return strongest[-1] if len(same) == 1 else None


def _each_once(additions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield added figures; of those that say the same the one that was checked last."""
    by_content: dict[Figure, list[Decision]] = defaultdict(list)
    for decision in additions:
        by_content[said_alone(decision.about)].append(decision)
    for alike in by_content.values():
        yield _strongest(alike) or alike[-1]


def _free_id(key: str, taken: set[str]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def _finding(kind: str, decision: Decision) -> Finding:
    figure = decision.about
    file, number = decision.spot
    name = figure.indicator_written or figure.indicator
    facts = {
        "file": file.name,
        "number": number,
        "place": figure.place_written or figure.place,
        "indicator": name,
        "value": figure.value_written,
        "locator": figure.locator.in_words(),
        "answer": text(f"decision.{decision.answer}"),
    }
    return Finding(
        id=f"{kind}-{file.stem}-{number}",
        severity=Severity.DOUBTFUL,
        kind=f"decision_{kind}",
        indicator=figure.indicator,
        title=text(f"finding.decision_{kind}.title", **facts),
        detail=Text(*text(f"finding.decision_{kind}.detail", **facts)),
        figures=(),
    )
