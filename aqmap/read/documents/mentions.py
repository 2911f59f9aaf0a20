"""What a sentence mentions: indicators, places, numbers with units, periods, comparators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aqmap.figures import Comparator
from aqmap.indicators import Indicator
from aqmap.places import Place
from aqmap.read.documents.context import Context

# In the order in which they are looked for: 不高于 before 高于, 达到…以下 is 以下.
_COMPARATORS = (
    (Comparator.LE, re.compile("以下|以内|之内|不超过|不高于|不多于|不大于")),
    (Comparator.GE, re.compile("以上|不低于|不少于|不小于|至少")),
    (Comparator.GT, re.compile("高于|超过|大于|优于|多于")),
    (Comparator.LT, re.compile("低于|小于|少于")),
    (Comparator.LE, re.compile("控制在")),
    (Comparator.GE, re.compile("(?<!下)达(?!标)")),  # 下达 hands a task down
)
_OWN_WORDS = ("州直", "全州", "我州", "全市", "我市", "全县", "我县", "全区")
_NUMBER = r"(?<![\d.\-—〔])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<more>余)?\s*"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a mention stands in its text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndicatorMention(Span):
    """An indicator, as written."""

    indicator: Indicator
    written: str


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A place, as written."""

    place: Place
    written: str


@dataclass(frozen=True, slots=True)
class NumberMention(Span):
    """A number with its unit; `about` where it is rounded down (3800余)."""

    value: Decimal
    unit: str
    written: str
    about: bool


def find_indicators(text: str, context: Context) -> list[IndicatorMention]:
    """Return the indicators mentioned, the longest spelling at each spot, in order."""
    spellings = sorted(
        {
            (alias, indicator.id)
            for indicator in context.indicators.values()
            for alias in (*indicator.aliases, indicator.name.zh)
        },
        key=lambda pair: (-len(pair[0]), pair),
    )
    found: list[IndicatorMention] = []
    for alias, name in spellings:
        for match in re.finditer(re.escape(alias), text):
            if _free(match.start(), match.end(), found):
                indicator = context.indicators[name]
                found.append(IndicatorMention(match.start(), match.end(), indicator, alias))
    return sorted(found, key=lambda mention: mention.start)


def find_places(text: str, context: Context) -> list[PlaceMention]:
    """Return the places mentioned that fit exactly one place, in order."""
    names = {
        name
        for place in context.places
        for name in (place.name.zh, *place.other_names)
        if not name.isascii() and len(name) > 1
    }
    found: list[PlaceMention] = []
    for name in sorted(names | set(_OWN_WORDS), key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            if not _free(match.start(), match.end(), found):
                continue
            place = context.match(name).place
            if place is not None:
                found.append(PlaceMention(match.start(), match.end(), place, name))
    return sorted(found, key=lambda mention: mention.start)


def find_numbers(text: str, context: Context) -> list[NumberMention]:
    """Return the numbers that carry a unit of some indicator, in order."""
    units = sorted(_units(context), key=lambda unit: (-len(unit), unit))
    pattern = f"{_NUMBER}(?P<unit>{'|'.join(map(re.escape, units))})"
    return [
        NumberMention(
            match.start(),
            match.end(),
            Decimal(match["number"].replace(",", "")),
            match["unit"],
            match[0],
            bool(match["more"]),
        )
        for match in re.finditer(pattern, text)
    ]


def _units(context: Context) -> Iterator[str]:
    for indicator in context.indicators.values():
        yield indicator.unit.zh
        yield from indicator.unit_aliases


def _free(start: int, end: int, taken: Sequence[Span]) -> bool:
    return all(end <= span.start or start >= span.end for span in taken)


def find_comparator(text: str) -> Comparator | None:
    """Return how a phrase compares; 以上 and 以下 include the number, 高于 and 低于 do not."""
    return next((c for c, pattern in _COMPARATORS if pattern.search(text)), None)


_PERIODS = (
    (re.compile(r"截[止至]到?(20\d{2})年(\d{1,2})月(\d{1,2})日"), "{0}-01-01/{0}-{1:02d}-{2:02d}"),
    (re.compile(r"(20\d{2})年(\d{1,2})月底前?"), "{0}-01/{0}-{1:02d}"),
    (re.compile(r"(20\d{2})年1月?[-—至到](\d{1,2})月"), "{0}-01/{0}-{1:02d}"),
    (re.compile(r"(?:到|至)?(20\d{2})年(?:度|底前?|末|以来|起)?"), "{0}"),
)


@dataclass(frozen=True, slots=True)
class PeriodMention(Span):
    """A period, as ISO 8601."""

    period: str


def find_periods(text: str) -> list[PeriodMention]:
    """Return the periods mentioned, the most exact reading at each spot, in order."""
    found: list[PeriodMention] = []
    for pattern, form in _PERIODS:
        for match in pattern.finditer(text):
            if _free(match.start(), match.end(), found):
                numbers = [int(group) for group in match.groups()]
                found.append(PeriodMention(match.start(), match.end(), form.format(*numbers)))
    return sorted(found, key=lambda mention: mention.start)
