"""Values that such an indicator can hardly have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import number_of
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.words import text

_SHARE = re.compile(
    "(?!.*(?:[增升降减长]|完成|进度|占.*(?:任务|计划|目标))).*(?:率|比例|比重|占比)"
)
_SIGNED = re.compile("[%％‰]|百分|千分")


@dataclass(frozen=True)
class Range:
    """What a value of an indicator lies in, from `low` to `high`; the kind of what does not."""

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None

    def holds(self, value: Decimal) -> bool:
        """Return whether a value lies in it."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


_NEGATIVE = Range("negative", low=Decimal(0))
_OVER_100 = Range("over_100", high=Decimal(100))


def ranges_of(figure: Figure, topic: Topic) -> Iterator[Range]:
    """Yield what the values of such a figure lie in."""
    if topic.known:
        yield _NEGATIVE
    if topic.unit.zh in ("%", "％") and (topic.known or _SHARE.fullmatch(figure.indicator_written)):
        yield _OVER_100


def check_ranges(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a doubt for each negative value, concentration of 0, rate above 100 % or maybe a fraction.

    Negative is asked of what the catalogue knows: an indicator may be a change. A rate is what the
    catalogue has in percent, or what is called 率 or 占比 and is no growth. One below 1 % and
    written without a sign (0.905) may be 90.5 % as a spreadsheet keeps it.
    """
    for figure, topic in figures:
        if figure.value is None:
            continue
        ranges = list(ranges_of(figure, topic))
        for one in ranges:
            if not one.holds(figure.value):
                yield _finding(figure, topic, one.kind)
        if figure.value == 0 and topic.indicator is not None and topic.indicator.is_concentration:
            yield _finding(figure, topic, "zero")
        is_fraction = 0 < figure.value < 1 and not _SIGNED.search(figure.value_written)
        if _OVER_100 in ranges and is_fraction:
            yield _finding(figure, topic, "fraction")


def _finding(figure: Figure, topic: Topic, kind: str) -> Finding:
    facts = {
        "indicator": topic.label,
        "place": figure.place_written,
        "unit": topic.unit,
        "value": number_text(number_of(figure)),
        "meant": number_text((number_of(figure) * 100).normalize() + 0),
    }
    return Finding(
        id=f"{kind.replace('_', '-')}-{figure.id}",
        severity=Severity.DOUBTFUL,
        kind=kind,
        indicator=topic.id,
        title=text(f"finding.{kind}.title", **facts),
        detail=text(f"finding.{kind}.detail", **facts),
        figures=(figure.id,),
    )
