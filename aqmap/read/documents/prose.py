"""
Sentences → figures.

A sentence is read clause by clause. Each indicator mentioned opens a segment; the segment's
numbers in its unit are given to its places: one number to all of them, or one each. Whatever does
not come out even gives no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from aqmap.figures import Absence, Basis, Comparator, Dust, Figure, Level, Role
from aqmap.indicators import Indicator
from aqmap.periods import period_bounds
from aqmap.places import Place
from aqmap.read.documents.blocks import Paragraph
from aqmap.read.documents.context import Context, title_lines
from aqmap.read.documents.grids import task_comparator
from aqmap.read.documents.mentions import (
    IndicatorMention,
    NumberMention,
    PlaceMention,
    Span,
    find_comparator,
    find_indicators,
    find_numbers,
    find_periods,
    find_places,
)

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_CLAUSE = re.compile(r"[^，；,;]+[，；,;]?")
_KINDS_OF_PLACE = ("设市城市", "县城", "城区以外", "城市建成区")
_RELATIVE = re.compile(
    r"(高于|低于|不低于|不高于|优于|控制在)(20\d{2})年[^，；。]*?(以下|以内)?(?=[，；。]|$)"
)
_BASELINE = re.compile(r"[与较比](20\d{2})年")
_BASELINE_ENDS = re.compile(r"相?比较?[，,]?$")
_CHANGE = re.compile(r"(下降|减少|降低|上升|增加|提高|增长)(了)?(\d+(?:\.\d+)?)(%|个百分点|天)")
_FALLS = ("下降", "减少", "降低")
_ASSIGNED = ("下达", "目标值", "考核目标", "任务目标")
_ASIDE = re.compile(r"[（(](?:牵头|责任|配合)单位[^）)]*[）)]|《[^》]*》|〔[^〕]*〕")
_LEAD = re.compile(r"^(20\d{2})年(?:以来|起|[，,])")
_WRITTEN = 24


@dataclass
class _State:
    """What a sentence has said so far."""

    context: Context
    period: str
    places: list[PlaceMention] = field(default_factory=list)
    indicator: IndicatorMention | None = None
    baseline: str = ""
    change_base: str = ""
    figures: list[Figure] = field(default_factory=list)


@dataclass(frozen=True)
class _Clause:
    """A clause, what it mentions, and where it stands."""

    text: str
    indicators: list[IndicatorMention]
    places: list[PlaceMention]
    numbers: list[NumberMention]
    locator: str
    target: bool


def read_paragraph(paragraph: Paragraph, context: Context) -> list[Figure]:
    """
    Read the figures of a paragraph.

    Parameters
    ----------
    paragraph
        With its article, for the locators.
    context
        The document's source, year, kind, places and indicators.

    Returns
    -------
    figures
        In reading order. A plan's numbers are targets; a report's are measured, but for those it
        calls a target, and those of an earlier year it compares with, which are baselines. A
        change (−28.6 %) stands on the measured figure it is stated of.
    """
    lead = _LEAD.match(paragraph.text)
    figures: list[Figure] = []
    for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
        locator = "; ".join(filter(None, (paragraph.place, f"sentence {number}", paragraph.at)))
        state = _State(context, lead[1] if lead else context.period)
        _read_sentence(match[0], locator, state)
        figures += state.figures
    return [replace(figure, id=context.next_id()) for figure in figures]


def _read_sentence(sentence: str, locator: str, state: _State) -> None:
    context = state.context
    target = context.kind == "plan" or any(word in sentence for word in _ASSIGNED)
    target = target or ("目标" in sentence and sentence.lstrip().startswith("到"))
    for match in _CLAUSE.finditer(_without_asides(sentence)):
        text = match[0]
        _note_period(text, state)
        places = _receivers(find_places(text, context))
        if "下达" in text:  # 昌吉州下达我市: the target is the receiver's
            places = [p for p in places if p.start > text.index("下达")]
        indicators = find_indicators(text, context)
        places = [p for p in places if _apart(p, indicators)]
        numbers = [n for n in find_numbers(text, context) if _apart(n, indicators)]
        clause = _Clause(text, indicators, places, numbers, locator, target)
        _read_clause(clause, state)
        if places:
            state.places = places
        if _BASELINE_ENDS.search(text.strip("，；,;。")):
            state.change_base, state.baseline = state.baseline, ""


def _without_asides(sentence: str) -> str:
    """Blank the offices in charge and the titles of other documents: what they name is not said."""
    return _ASIDE.sub(lambda match: " " * len(match[0]), sentence)


def _receivers(places: list[PlaceMention]) -> list[PlaceMention]:
    """Leave the prefecture out of 昌吉州阜康市, which names the county alone."""
    followed = {p.start for p in places}
    return [p for p in places if p.place.level != Level.PREFECTURE or p.end not in followed]


def title_place(paragraphs: Sequence[str], context: Context) -> str:
    """Return the code of the one place that the document's title names, or nothing."""
    found = {
        place.place.code
        for line in title_lines(paragraphs)
        for place in _receivers(find_places(line, context))
    }
    return found.pop() if len(found) == 1 else ""


def _apart(mention: Span, indicators: Sequence[IndicatorMention]) -> bool:
    return all(mention.end <= i.start or mention.start >= i.end for i in indicators)


def _note_period(text: str, state: _State) -> None:
    base = _BASELINE.search(text)
    if base:
        state.baseline = base[1]
        return
    if _RELATIVE.search(text):
        return
    periods = find_periods(text)
    if periods:
        state.period = periods[-1].period


def _read_clause(clause: _Clause, state: _State) -> None:
    if not clause.indicators:
        if state.indicator is not None and clause.numbers and clause.places:
            _read_segment(clause, (0, len(clause.text)), state.indicator, state)
        return
    starts = [0, *(mention.start for mention in clause.indicators[1:]), len(clause.text)]
    for mention, start, end in zip(clause.indicators, starts, starts[1:], strict=False):
        _read_segment(clause, (start, end), mention, state)
        state.indicator = mention


def _read_segment(
    clause: _Clause,
    span: tuple[int, int],
    mention: IndicatorMention,
    state: _State,
) -> None:
    """Read what a stretch of a clause says of one indicator."""
    start, end = span
    text = clause.text[start:end]
    around = text.replace(mention.written, "")
    if any(kind in around for kind in _KINDS_OF_PLACE):
        return
    places = [p for p in clause.places if start <= p.start < end] or clause.places
    change = _CHANGE.search(text)
    relative = _RELATIVE.search(text)
    if change:
        _read_change(clause, change, mention, state)
    elif relative and clause.target:
        targets = [p.place for p in places or state.places] or _own(state.context)
        for place in targets:
            written = _spelling(places or state.places, place)
            figure = _figure(clause, mention, state, (place, written))
            comparator = find_comparator(
                (relative[1] if not relative[3] else "") + (relative[3] or "")
            )
            state.figures.append(
                replace(
                    figure,
                    comparator=comparator,
                    baseline_period=relative[2],
                    absence=Absence.RELATIVE,
                    value_written=relative[0][:_WRITTEN],
                )
            )
    else:
        numbers = [
            n
            for n in clause.numbers
            if start <= n.start < end
            and state.context.indicators.same_unit(mention.indicator, n.unit)
        ]
        for pair in _pairs(places, numbers, state.places):
            _add_number(clause, (start, end), mention, state, pair)


Pair = tuple[PlaceMention | None, NumberMention]


def _pairs(
    places: Sequence[PlaceMention],
    numbers: Sequence[NumberMention],
    carried: Sequence[PlaceMention],
) -> Iterator[Pair]:
    """Yield each number with its place: runs of places and of numbers come in turn."""
    mentions: list[Span] = sorted([*places, *numbers], key=lambda mention: mention.start)
    here: list[PlaceMention] = []
    there: list[NumberMention] = []
    runs = []
    for mention in mentions:
        if isinstance(mention, PlaceMention):
            if there:
                runs.append((here, there))
                here, there = [], []
            here.append(mention)
        elif isinstance(mention, NumberMention):
            there.append(mention)
    if there:
        runs.append((here, there))
    for run_places, run_numbers in runs:
        named = run_places or list(carried)
        if len(run_numbers) == len(named):
            yield from zip(named, run_numbers, strict=True)
        elif len(run_numbers) == 1 and not named:
            yield None, run_numbers[0]
        elif len(run_numbers) == 1:
            yield from ((place, run_numbers[0]) for place in named)


def _add_number(
    clause: _Clause,
    span: tuple[int, int],
    mention: IndicatorMention,
    state: _State,
    pair: Pair,
) -> None:
    place, number = pair
    where = [(place.place, place.written)] if place else [(p, "") for p in _own(state.context)]
    behind = clause.text[number.end : span[1]]
    comparator = find_comparator(behind[:4]) or find_comparator(clause.text[span[0] : span[1]])
    for found in where:
        figure = _figure(clause, mention, state, found)
        stated = comparator or task_comparator(mention.indicator)
        suffix = re.match(r"以[上下内]", behind)
        state.figures.append(
            replace(
                figure,
                comparator=_allowed(stated, mention.indicator)
                if figure.role == Role.TARGET
                else None,
                value=number.value,
                value_written=number.written + (suffix[0] if suffix else ""),
                unit_written=number.unit,
                note="约数" if number.about else "",
            )
        )


def _allowed(comparator: Comparator | None, indicator: Indicator) -> Comparator | None:
    """Return no comparator for what is no target: a stock has none, whatever the words around."""
    return comparator if indicator.kind and indicator.kind not in ("stock", "supervised") else None


def _own(context: Context) -> list[Place]:
    return [context.own] if context.own is not None else []


def _spelling(mentions: Sequence[PlaceMention], place: Place) -> str:
    return next((m.written for m in mentions if m.place.code == place.code), "")


def _figure(
    clause: _Clause,
    mention: IndicatorMention,
    state: _State,
    where: tuple[Place, str],
) -> Figure:
    """Return a figure of this clause without its number."""
    role = Role.TARGET if clause.target else Role.BASELINE if state.baseline else Role.MEASURED
    period = state.baseline if role == Role.BASELINE else state.period
    _, last = period_bounds(period)
    cut_off = "/" in period and role == Role.MEASURED
    return Figure(
        id="",
        place=where[0].code,
        place_written=where[1] or where[0].name.zh,
        level=where[0].level,
        indicator=mention.indicator.id,
        indicator_written=mention.written,
        period=period,
        as_of=last.isoformat() if cut_off else "",
        role=role,
        unit=mention.indicator.unit.zh,
        value_written="",
        basis=Basis.PLAN if role == Role.TARGET else Basis.REPORT,
        dust=Dust.UNKNOWN if mention.indicator.kind == "quality" else None,
        source=state.context.source.id,
        locator=clause.locator,
    )


def _read_change(
    clause: _Clause,
    match: re.Match[str],
    mention: IndicatorMention,
    state: _State,
) -> None:
    """Put a change on the measured figure it is stated of, or keep it as a relative target."""
    amount = Decimal(match[3]) * (-1 if match[1] in _FALLS else 1)
    base = state.baseline or state.change_base
    if not base:
        return
    if clause.target:
        for place in [p.place for p in clause.places or state.places] or _own(state.context):
            figure = _figure(clause, mention, state, (place, ""))
            comparator = Comparator.LE if amount < 0 else Comparator.GE
            state.figures.append(
                replace(
                    figure,
                    comparator=comparator,
                    baseline_period=base,
                    change=amount,
                    change_unit=match[4],
                    absence=Absence.RELATIVE,
                    value_written=match[0],
                )
            )
        return
    for number, figure in enumerate(state.figures):
        if figure.indicator == mention.indicator.id and figure.role == Role.MEASURED:
            state.figures[number] = replace(
                figure, change=amount, change_unit=match[4], baseline_period=base
            )
