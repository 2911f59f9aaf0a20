"""Findings: sums against printed totals, text against annex, changes against their two ends."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from itertools import combinations

from aqmap.decide.cards import number_text
from aqmap.figures import Absence, Dust, Figure, Level, Role
from aqmap.findings import Finding, Severity
from aqmap.indicators import Indicator, Indicators
from aqmap.words import Text, text

_WRITTEN_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SCOPE = re.compile("含|包括|扣除|除外")

RowKey = tuple[str, str, str, str, Role]
Quantity = tuple[str, str, str, str, Role, str, Dust | None, str]


def audit(figures: Iterable[Figure], indicators: Indicators) -> list[Finding]:
    """
    Find what the figures say against themselves, source by source.

    Parameters
    ----------
    figures
        With their places' codes where a place was found; sums need none.
    indicators
        Say which rows add up, and which count whole things that no rounding explains.

    Returns
    -------
    findings
        Errors first, then doubts, then notes; in each by id, and every id once. Rows that agree
        give none, and two sources that differ are no contradiction.
    """
    kept = [figure for figure in figures if figure.indicator in indicators]
    found = [
        *_sums(kept, indicators),
        *_stated_twice(kept, indicators),
        *_changes(kept, indicators),
        *_negatives(kept, indicators),
    ]
    grades = list(Severity)
    return sorted(_named_once(found), key=lambda f: (grades.index(f.severity), f.id))


def _named_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number the findings that would share an id, as when two tables hold one indicator."""
    seen: Counter[str] = Counter()
    for finding in findings:
        name = finding.id.replace("/", "_")  # a period of two days; ids are anchors and file names
        seen[name] += 1
        yield replace(finding, id=name if seen[name] == 1 else f"{name}-{seen[name]}")


def _sums(figures: Sequence[Figure], indicators: Indicators) -> Iterator[Finding]:
    """Yield a finding for each table row whose cells do not add up to its printed total."""
    rows: dict[RowKey, list[Figure]] = defaultdict(list)
    for figure in figures:
        row = _table_row(figure)
        if row and indicators[figure.indicator].adds_up:
            rows[figure.source, row, figure.indicator, figure.period, figure.role].append(figure)
    for (source, _, name, period, _), cells in rows.items():
        totals = [f for f in cells if f.level == Level.PREFECTURE and f.value is not None]
        places = [f for f in cells if f.level in (Level.COUNTY, Level.ZONE)]
        if len(totals) != 1 or all(f.value is None for f in places):
            continue
        yield from _sum_findings(
            totals[0], places, indicators[name], f"sum-{source}-{name}-{period}"
        )


def _table_row(figure: Figure) -> str:
    """Return the table and row a figure stands in, or empty for one from a sentence."""
    parts = [p.strip() for p in figure.locator.split(";")]
    if not any(p.startswith("table ") for p in parts):
        return ""
    return "; ".join(p for p in parts if p.startswith(("table ", "row ")))


def _sum_findings(
    total: Figure, cells: Sequence[Figure], indicator: Indicator, name: str
) -> Iterator[Finding]:
    numbers = [f for f in cells if f.value is not None]
    added = sum((_number(f) for f in numbers), Decimal(0))
    difference = added - _number(total)
    if difference == 0:
        return
    bound = Decimal(0)
    if not indicator.counts:
        bound = sum((_half_step(f) for f in (*numbers, total)), Decimal(0))
    explained = abs(difference) <= bound
    facts = {
        "indicator": indicator.label,
        "unit": indicator.unit,
        "terms": " + ".join(number_text(_number(f)) for f in numbers if f.value),
        "added": number_text(added),
        "printed": number_text(_number(total)),
        "difference": number_text(difference, signed=True),
        "bound": number_text(bound.normalize()),
    }
    detail = [text("finding.sum.detail", **facts)]
    if explained:
        detail.append(text("finding.sum.rounding", **facts))
    else:
        detail += _seen_reason(difference, numbers)
    silent = [f for f in cells if f.absence in (Absence.NOT_REPORTED, Absence.BLANK)]
    if silent:
        names = "、".join(f.place_written for f in silent)
        detail.append(text("finding.sum.silent", places=names))
    yield Finding(
        id=name,
        severity=Severity.NOTE if explained else Severity.ERROR,
        kind="sum",
        indicator=indicator.id,
        title=text(f"finding.sum.title.{'rounding' if explained else 'differs'}", **facts),
        detail=_joined(detail),
        figures=(total.id, *(f.id for f in cells)),
    )


def _number(figure: Figure) -> Decimal:
    assert figure.value is not None  # noqa: S101 - only figures with a number come here
    return figure.value


def _half_step(figure: Figure) -> Decimal:
    """
    Return half a unit in the last decimal that the source prints, in the figure's unit.

    The decimals are those of the cell as written: 1.2 in a column of ten thousands stands for
    12 000 give or take 500, however many decimals the converted value carries.
    """
    value = _number(figure)
    written = unicodedata.normalize("NFKC", figure.value_written)
    numbers = [Decimal(n.replace(",", "")) for n in _WRITTEN_NUMBER.findall(written)]
    scales = {n: abs(value) / n for n in numbers if n}
    for number in sorted(scales, key=lambda n: scales[n] != 1):
        if scales[number].normalize().as_tuple().digits == (1,):
            return _half_unit(number) * scales[number]
    return _half_unit(next((n for n in numbers if n == value), value))


def _half_unit(number: Decimal) -> Decimal:
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def _seen_reason(difference: Decimal, numbers: Sequence[Figure]) -> list[Text]:
    """Return what would explain the difference: the one cell, or the one pair, that equals it."""
    for count in (1, 2):
        groups = [
            group
            for group in combinations([f for f in numbers if f.value], count)
            if sum((_number(f) for f in group), Decimal(0)) == abs(difference)
        ]
        if len(groups) == 1:
            places = "、".join(f"{f.place_written} {f.value_written}" for f in groups[0])
            key = "missing_in_total" if difference > 0 else "twice_in_total"
            return [text(f"finding.sum.{key}", places=places)]
    return []


def _stated_twice(figures: Sequence[Figure], indicators: Indicators) -> Iterator[Finding]:
    """Yield a finding where one source says a quantity more than once and not the same."""
    groups: dict[Quantity, list[Figure]] = defaultdict(list)
    for f in figures:
        if f.value is not None and f.place:
            key = f.source, f.indicator, f.place, f.period, f.role, f.as_of, f.dust, f.revision
            groups[key].append(f)
    for (source, name, place, period, *_), group in groups.items():
        first, *others = sorted(group, key=lambda f: not _table_row(f))
        for other in others:
            if first.value != other.value:
                identity = f"twice-{source}-{name}-{place}-{period}"
                yield _twice_finding(first, other, indicators[name], identity)


def _twice_finding(first: Figure, other: Figure, indicator: Indicator, name: str) -> Finding:
    across = bool(_table_row(first)) != bool(_table_row(other))
    severity, reason = _grade(first, other)
    facts = {
        "indicator": indicator.label,
        "place": first.place_written,
        "unit": indicator.unit,
        "here": text("finding.where.table" if across else "finding.where.one"),
        "there": text("finding.where.text" if across else "finding.where.other"),
        "first": number_text(_number(first)),
        "other": number_text(_number(other)),
        "difference": number_text(_number(first) - _number(other), signed=True),
    }
    title = "finding.twice.title" if across else "finding.twice.title_same"
    return Finding(
        id=name,
        severity=severity,
        kind="text_against_annex" if across else "duplicate",
        indicator=indicator.id,
        title=text(title, **facts),
        detail=_joined(
            [text("finding.twice.detail", **facts), text(f"finding.twice.{reason}", **facts)]
        ),
        figures=(first.id, other.id),
    )


def _grade(first: Figure, other: Figure) -> tuple[Severity, str]:
    """Return how grave it is that two numbers for one quantity differ, and the reason seen."""
    fine, rough = sorted((first, other), key=_half_step)
    half = _half_step(rough)
    if _half_step(fine) < half:
        if abs(_number(fine) - _number(rough)) <= half:
            return Severity.NOTE, "rounded"
        steps = (_number(fine) / (2 * half)).quantize(Decimal(1), ROUND_DOWN)
        if steps * 2 * half == _number(rough):
            return Severity.NOTE, "cut_off"
    said = {first.note if _SCOPE.search(first.note) else "", first.xpcc}
    if said != {other.note if _SCOPE.search(other.note) else "", other.xpcc}:
        return Severity.DOUBTFUL, "scope"
    return Severity.ERROR, "differs"


def _changes(figures: Sequence[Figure], indicators: Indicators) -> Iterator[Finding]:
    """Yield a finding where a stated change does not follow from its two stated ends."""
    ends: Mapping[tuple[str, str, str, str], Figure] = {
        (f.source, f.indicator, f.place, f.period): f
        for role in (Role.MEASURED, Role.BASELINE)  # a baseline said to be one goes first
        for f in figures
        if f.role == role and f.value
    }
    for figure in figures:
        base = ends.get((figure.source, figure.indicator, figure.place, figure.baseline_period))
        if figure.change is None or figure.value is None or base is None:
            continue
        indicator = indicators[figure.indicator]
        low, high = _change_range(figure, base, exact=indicator.counts)
        half = _half_unit(figure.change)
        if not low - half <= figure.change <= high + half:
            yield _change_finding(figure, base, indicator)


def _change_range(figure: Figure, base: Figure, *, exact: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest change that two rounded ends allow."""
    after, before = _number(figure), _number(base)
    spread_after = spread_before = Decimal(0)
    if not exact:
        spread_after, spread_before = _half_step(figure), _half_step(base)
    corners = [
        _change(after + sign * spread_after, before - sign * spread_before, figure.change_unit)
        for sign in (-1, 1)
        if before > spread_before
    ]
    return (min(corners), max(corners)) if corners else (Decimal("-Inf"), Decimal("Inf"))


def _change(after: Decimal, before: Decimal, unit: str) -> Decimal:
    difference = after - before
    return difference * 100 / before if unit == "%" else difference


def _change_finding(figure: Figure, base: Figure, indicator: Indicator) -> Finding:
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    computed = _change(_number(figure), _number(base), figure.change_unit)
    if figure.change_unit == "%":
        computed = computed.quantize(Decimal("0.01"))
    facts = {
        "indicator": indicator.label,
        "place": figure.place_written,
        "before": number_text(_number(base)),
        "after": number_text(_number(figure)),
        "stated": number_text(figure.change, signed=True) + figure.change_unit,
        "computed": number_text(computed, signed=True) + figure.change_unit,
    }
    return Finding(
        id=f"change-{figure.source}-{indicator.id}-{figure.place}-{figure.period}",
        severity=Severity.ERROR,
        kind="change",
        indicator=indicator.id,
        title=text("finding.change.title", **facts),
        detail=text("finding.change.detail", **facts),
        figures=(figure.id, base.id),
    )


def _negatives(figures: Sequence[Figure], indicators: Indicators) -> Iterator[Finding]:
    """Yield a doubt for each value below zero: no amount, rate or concentration can be."""
    for figure in figures:
        if figure.value is None or figure.value >= 0:
            continue
        indicator = indicators[figure.indicator]
        facts = {
            "indicator": indicator.label,
            "place": figure.place_written,
            "unit": indicator.unit,
            "value": number_text(figure.value),
        }
        yield Finding(
            id=f"negative-{figure.id}",
            severity=Severity.DOUBTFUL,
            kind="negative",
            indicator=indicator.id,
            title=text("finding.negative.title", **facts),
            detail=text("finding.negative.detail", **facts),
            figures=(figure.id,),
        )


def _joined(phrases: Sequence[Text]) -> Text:
    return Text("".join(p.zh for p in phrases), " ".join(p.en for p in phrases))
