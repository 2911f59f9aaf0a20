"""A workspace's results → the report that an office begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import counted_places
from aqmap.book.report.office_spelling import begun, office_words
from aqmap.book.report.report_parts import Heading, Paragraph, Report, ReportMap, ReportTable
from aqmap.decide.report.citations import Citations, drawn_sources
from aqmap.decide.report.compared_table import compared_table
from aqmap.decide.report.findings_table import finding_word, findings_table
from aqmap.decide.report.measures_table import measures_sentence, measures_table
from aqmap.decide.report.place_sentences import block_sentence
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.decide.report.result_tables import (
    in_order,
    overview_table,
    shown_status,
    status_name,
    value_tables,
)
from aqmap.decide.report.table_numbers import TableNumbers
from aqmap.model.joined import Status
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text

Part = Heading | Paragraph


def compose_report(data: ReportData, title: Text | None = None) -> Report:
    """
    Return the report: 一 to 五, tables, maps, sources, and the findings of internal copies.

    Parameters
    ----------
    data
        What it is made from.
    title
        Of the report; by default that of the book.

    Examples
    --------
    >>> from pathlib import Path
    >>> import aqmap
    >>> from aqmap.pipelines.build_maps import decide
    >>> found = decide(Path(aqmap.__file__).with_name("templates") / "minimal")
    >>> data = ReportData(found.book, found.joined, found.workspace.indicators)
    >>> [part.words.en for part in compose_report(data).text if part.words.en[:3] == "I. "]
    ['I. Overview']
    """
    citations = Citations(data)
    tables, numbers = _tables(data, citations)
    maps = tuple(_maps(data, citations))
    findings = findings_table(data, citations)
    book = data.book
    report = Report(
        title or text("report.title", title=book.title),
        day_text(book.date) if book.date else None,
        book.compiler,
        text(f"report.notice.{book.audience}"),
        tuple(_text(data, tables, numbers, findings)),
        tables,
        maps,
        citations.sources(),
        findings,
    )
    return cast(Report, _spelled(report))


def _spelled(part: Any) -> Any:
    """Return words, or what consists of them, with numbers as offices print them."""
    if isinstance(part, Text):
        return office_words(part)
    if isinstance(part, tuple):
        return tuple(map(_spelled, part))
    if isinstance(part, MapSheet) or not is_dataclass(part) or isinstance(part, type):
        return part
    spelled: Any = replace(part, **{f.name: _spelled(getattr(part, f.name)) for f in fields(part)})
    if isinstance(spelled, Paragraph):
        return replace(spelled, words=begun(spelled.words))
    if isinstance(spelled, ReportTable):
        return replace(spelled, notes=tuple(map(begun, spelled.notes)))
    return spelled


def _tables(data: ReportData, citations: Citations) -> tuple[tuple[ReportTable, ...], TableNumbers]:
    """Return the tables, numbered as they stand, and which of them holds what."""
    tables: list[ReportTable] = []
    if any(block.has_targets for block in data.blocks):
        tables.append(overview_table(data, 1))
    compared = compared_table(data, citations, len(tables) + 1)
    tables += [compared] if compared else []
    compared_number = len(tables) if compared else None
    values: dict[tuple[str, str, str, str], tuple[int, ...]] = {}
    for shown in list(value_tables(data, citations, len(tables) + 1)):
        tables.append(shown.table)
        for block in shown.blocks:
            key = (block.region.id, block.period, block.layer.id, shown.role)
            values[key] = (*values.get(key, ()), len(tables))
    measures = measures_table(data, citations, len(tables) + 1)
    tables += [measures] if measures else []
    numbers = TableNumbers(compared_number, len(tables) if measures else None, values)
    return tuple(tables), numbers


def _maps(data: ReportData, citations: Citations) -> Iterator[ReportMap]:
    for number, sheet in enumerate(data.sheets, 1):
        cited = "".join(f"[{citations.number(source)}]" for source in drawn_sources(sheet))
        caption = text("report.figure", number=number, title=sheet.title, cited=cited)
        yield ReportMap(sheet, caption)


def _text(
    data: ReportData,
    tables: Sequence[ReportTable],
    numbers: TableNumbers,
    findings: ReportTable | None,
) -> Iterator[Part]:
    yield Heading(text("report.heading.overview"), 1)
    yield from map(Paragraph, _overview(data, tables))
    yield Heading(text("report.heading.targets"), 1)
    yield from _results([b for b in data.blocks if b.indicator.kind == "quality"], data, numbers)
    yield Heading(text("report.heading.tasks"), 1)
    yield from _results([b for b in data.blocks if b.indicator.kind != "quality"], data, numbers)
    if numbers.measures:
        yield Paragraph(measures_sentence(data, numbers.measures))
    yield Heading(text("report.heading.problems"), 1)
    yield from map(Paragraph, _problems(data, findings))
    yield Heading(text("report.heading.next"), 1)
    yield Paragraph(Text("", ""))


def _overview(data: ReportData, tables: Sequence[ReportTable]) -> Iterator[Text]:
    """Yield what was looked at, and how many of it meet their target."""
    shown = {row.region for block in data.blocks for row in block.rows}
    regions = [region for region in data.book.regions if region.id in shown]
    yield text(
        "report.scope" if shown else "report.scope.maps",
        regions=listed(region.name for region in regions),
        places=counted_places(p for p in data.book.places if p.region in shown),
        layers=len({block.layer.id for block in data.blocks}),
        tables=len(tables),
        maps=len(data.sheets),
    )
    counts = _counts(data.blocks)
    if not counts:
        return
    judged = counts[Status.MET] + counts[Status.NOT_MET]
    others = _not_judged(counts)
    yield text(
        "report.judged" if judged else "report.none_judged",
        all=counts.total(),
        judged=judged,
        met=counts[Status.MET],
        not_met=counts[Status.NOT_MET],
        others=others if others.zh else text("report.no_others"),
    )


def _not_judged(counts: Counter[str]) -> Text:
    """Return how many have each reason why nothing is judged."""
    statuses = [s for s in in_order(counts) if s not in (Status.MET, Status.NOT_MET)]
    counted = (text("report.count", what=status_name(s), count=counts[s]) for s in statuses)
    return listed(counted, "，")


def _counts(blocks: Iterable[Block]) -> Counter[str]:
    return Counter(shown_status(row) for b in blocks if b.has_targets for row in b.rows)


def _results(blocks: Sequence[Block], data: ReportData, numbers: TableNumbers) -> Iterator[Part]:
    """Yield each theme's heading, then a sentence for each block."""
    if not blocks:
        yield Paragraph(text("report.no_such"))
    theme, number = "", 0
    for block in blocks:
        if block.layer.theme != theme:
            theme, number = block.layer.theme, number + 1
            name = data.book.themes.get(theme, Text(theme, theme))
            yield Heading(text("report.heading.theme", number=_numeral(number), theme=name), 2)
        yield Paragraph(block_sentence(data, block, numbers))


def _numeral(number: int) -> Text:
    return Text(chinese_numeral(number), str(number))


def chinese_numeral(number: int) -> str:
    """
    Return a number from 1 to 99 in Chinese.

    Examples
    --------
    >>> [chinese_numeral(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return before + (digits[ones] if ones or not tens else "")


def _problems(data: ReportData, findings: ReportTable | None) -> Iterator[Text]:
    """Yield what is not met, what has no data and why, and what the sources contradict."""
    asked = [block for block in data.blocks if block.has_targets]
    counts = _counts(asked)
    judged = counts[Status.MET] + counts[Status.NOT_MET]
    if not counts:
        yield text("report.problem.no_targets")
    elif not judged:
        yield text("report.problem.unjudged", others=_not_judged(counts))
    missed = [
        text("report.problem.count", layer=block.layer.title, count=len(rows))
        for block in asked
        if (rows := [row for row in block.rows if row.status is Status.NOT_MET])
    ]
    if missed:
        yield text("report.problem.missed", layers=listed(missed, "，"))
    elif judged:
        yield text("report.problem.none_missed", judged=judged)
    lacking = Counter(
        row.measured_reason or "no_measurement"
        for block in asked
        for row in block.rows
        if row.status is Status.NO_MEASUREMENT
    )
    if lacking:
        reasons = [
            text("report.count", what=text(f"reason.{reason}"), count=count)
            for reason, count in lacking.most_common()
        ]
        facts = {"count": lacking.total(), "reasons": listed(reasons, "，")}
        yield text("report.problem.lacking", **facts)
    if findings:
        words = Counter(finding_word(finding) for finding in data.book.findings)
        counted = [text("report.count", what=word, count=words[word]) for word in words]
        yield text("report.problem.findings", counts=listed(counted, "，"))
    if data.book.unmatched:
        yield text("paper.unmatched", names=listed(data.book.unmatched))
