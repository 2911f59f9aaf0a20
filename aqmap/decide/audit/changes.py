"""Stated changes against their two stated ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.baselines import BASELINE_ROLES, baseline_values
from aqmap.decide.audit.numbers import half_step, half_unit, number_of, paragraph
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.decide.compare.limits import LOWER_LIMITS, UPPER_LIMITS
from aqmap.model.figures import Figure, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import covers_whole_year, encloses
from aqmap.words import Text, text
from aqmap.workspace.indicators import fold

_POINTS = frozenset(("个百分点", "百分点"))


@dataclass(frozen=True)
class Ends:
    """The two values a change lies between, and whether they are surely the ones meant."""

    after: Figure
    before: Figure
    sure: bool


def check_changes(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where a stated change does not follow from its two stated ends.

    The end after is the value that carries the change (a measured one or a target), else the
    source's value of the same role for the same period; the end before is the source's value for
    the baseline's period. It is a doubt where an end covers part of a year and stands apart from
    the change, for another cut-off may be meant, and where only a part of the baseline's year is
    given. A limit may be stricter than its change, never laxer. A rate that changes by so many
    percent may mean percentage points: only what fits neither is found. Where the rounding of the
    two ends explains the difference, it is a note with the changes that they allow.
    """
    for figure, ends, topic in stated_changes(figures):
        meanings = meanings_of(figure, topic)
        if any(_fits(figure, ends, meaning, exact=True) for meaning in meanings):
            continue
        roundable = [] if topic.counts else meanings
        meaning = next(
            (meaning for meaning in roundable if _fits(figure, ends, meaning, exact=False)), ""
        )
        if meanings:
            yield _finding(figure, ends, topic, meaning or meanings[0], rounded=bool(meaning))


def stated_changes(figures: Sequence[TopicFigure]) -> Iterator[tuple[Figure, Ends, Topic]]:
    """Yield each figure with a stated change whose two ends are stated too, and of what it is."""
    stated = [(f, topic) for f, topic in figures if f.change is not None and f.baseline_period]
    values = {(f.source, topic.key, f.place): _StatedValues() for f, topic in stated}
    for figure, topic in figures if values else ():
        if figure.value is not None and (figure.source, topic.key, figure.place) in values:
            values[figure.source, topic.key, figure.place].add(figure)
    for figure, topic in stated:
        ends = _ends(figure, values[figure.source, topic.key, figure.place])
        if ends:
            yield figure, ends, topic


class _StatedValues:
    """
    The values that a source states of one thing and place, in order.

    A change asks for the first that it may start from, and for one more where the first is its own
    end: all others of a period are none of it, however many there are.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[Role, str], Figure] = {}
        self._starts: dict[str, list[tuple[int, Figure]]] = defaultdict(list)  # two a role
        self._starts_within: dict[str, list[Figure]] = {}
        self._count = 0

    def add(self, figure: Figure) -> None:
        """Take the next value."""
        self._first.setdefault((figure.role, figure.period), figure)
        starts = self._starts[figure.period]
        self._count += 1
        if figure.value and sum(start.role == figure.role for _, start in starts) < 2:
            starts.append((self._count, figure))

    def first(self, role: Role, period: str) -> Figure | None:
        """Return the first value of a role and period."""
        return self._first.get((role, period))

    def starts(self, figure: Figure) -> list[Figure]:
        """Return values other than 0 of a change's baseline period, the best first."""
        of_period = self._starts.get(figure.baseline_period, ())
        return baseline_values(figure, [start for _, start in of_period])

    def starts_within(self, period: str) -> list[Figure]:
        """Return measured and baseline values other than 0 of a period or a part of it."""
        if period not in self._starts_within:
            within = [
                start
                for part, starts in self._starts.items()
                if encloses(period, part)
                for start in starts
                if start[1].role in BASELINE_ROLES
            ]
            in_order = sorted(within, key=lambda start: start[0])
            self._starts_within[period] = [figure for _, figure in in_order[:2]]
        return self._starts_within[period]


def _ends(figure: Figure, values: _StatedValues) -> Ends | None:
    after = values.first(figure.role, figure.period) if figure.value is None else figure
    of_baseline = values.starts(figure)
    of_part_of_baseline = values.starts_within(figure.baseline_period)
    before = next((f for f in (*of_baseline, *of_part_of_baseline) if f is not after), None)
    if after is None or before is None:
        return None
    of_other_sentences = [f for f in (after, before) if not _in_one_sentence(f, figure)]
    sure = before in of_baseline and all(covers_whole_year(f.period) for f in of_other_sentences)
    return Ends(after, before, sure)


def _in_one_sentence(first: Figure, second: Figure) -> bool:
    return len({figure.locator.sentence or figure.locator for figure in (first, second)}) == 1


def meanings_of(figure: Figure, topic: Topic) -> list[str]:
    """Return how the change can be meant: as ``percent``, as ``points`` or as a difference."""
    unit = figure.change_unit
    if unit == "%":
        return ["percent", "points"] if topic.unit.zh == "%" else ["percent"]
    if unit in _POINTS:
        return ["points"] if topic.unit.zh == "%" else []
    unit_names = {topic.unit.zh, topic.unit.en}
    unit_names |= set(topic.indicator.unit_aliases) if topic.indicator else set()
    return ["difference"] if fold(unit) in {fold(name) for name in unit_names} else []


def _fits(figure: Figure, ends: Ends, meaning: str, *, exact: bool) -> bool:
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    low, high = _range(ends, meaning, exact=exact)
    half = half_unit(figure.change)
    # a target may ask for more than its change does: 下降15%以上, 控制在40天以内
    too_little = figure.change < low - half and figure.comparator not in LOWER_LIMITS
    too_much = figure.change > high + half and figure.comparator not in UPPER_LIMITS
    return not too_little and not too_much


def _range(ends: Ends, meaning: str, *, exact: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest change that two rounded ends allow."""
    after, before = number_of(ends.after), number_of(ends.before)
    spread_after = spread_before = Decimal(0)
    if not exact:
        spread_after, spread_before = half_step(ends.after), half_step(ends.before)
    corners = [
        _change(after + sign * spread_after, before - sign * spread_before, meaning)
        for sign in (-1, 1)
        if before > spread_before
    ]
    return (min(corners), max(corners)) if corners else (Decimal("-Inf"), Decimal("Inf"))


def _change(after: Decimal, before: Decimal, meaning: str) -> Decimal:
    difference = after - before
    return difference * 100 / before if meaning == "percent" else difference


def _finding(figure: Figure, ends: Ends, topic: Topic, meaning: str, *, rounded: bool) -> Finding:
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    computed = _change(number_of(ends.after), number_of(ends.before), meaning)
    if meaning == "percent":
        computed = computed.quantize(Decimal("0.01"))
    unit = figure.change_unit
    facts = {
        "indicator": topic.label,
        "place": figure.place_written,
        "before": number_text(number_of(ends.before)),
        "after": number_text(number_of(ends.after)),
        "stated": _in_both(number_text(figure.change, signed=True), unit, topic),
        "computed": _in_both(number_text(computed, signed=True), unit, topic),
    }
    detail = [text("finding.change.detail", **facts)]
    if rounded:
        low, high = (
            _in_both(number_text(end.quantize(Decimal("0.01")), signed=True), unit, topic)
            for end in _range(ends, meaning, exact=False)
        )
        detail.append(text("finding.change.bound", low=low, high=high))
    if not ends.sure:
        detail.append(text("finding.change.part_year"))
    severity = Severity.ERROR if ends.sure else Severity.DOUBTFUL
    severity = Severity.NOTE if rounded else severity
    figure_ids = dict.fromkeys((figure.id, ends.after.id, ends.before.id))
    return Finding(
        id=f"change-{figure.source}-{topic.name(figure)}-{figure.place}-{figure.period}",
        severity=severity,
        kind="change",
        indicator=topic.id,
        title=text("finding.change.rounded" if rounded else "finding.change.title", **facts),
        detail=paragraph(detail),
        figures=tuple(figure_ids),
    )


def _in_both(number: str, unit: str, topic: Topic) -> Text:
    """Return a change with its unit, in English where it is the indicator's."""
    if unit == "%":
        return Text(f"{number}%", f"{number}%")
    if unit in _POINTS:
        return Text(number + unit, f"{number} points")
    return Text(number + unit, f"{number} {topic.unit.en}")
