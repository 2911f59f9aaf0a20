"""What stands behind the maps as plain tables: figures, joined rows, findings, sources, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from aqmap._version import __version__
from aqmap.book.map_book import MapBook
from aqmap.book.qualifiers import value_notices
from aqmap.model.figures import COLUMNS as FIGURE_COLUMNS
from aqmap.model.figures import Figure, figure_row
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import COLUMNS as MEASURE_COLUMNS
from aqmap.model.measures import Measure, measure_row
from aqmap.render.exchange.map_tables import Kind, Value, status_text
from aqmap.words import Lang, Text, listed, say, text
from aqmap.workspace.sources import Source

_NUMBERS = frozenset(("value", "change", "target", "measured", "gap"))
_FIGURE_WORDS = ("place_name", "indicator_name", "value_text", "locator_text")
_JOINED_WORDS = ("place_name", "layer_title", "status_text")
_FINDING = ("id", "severity", "severity_text", "kind", "indicator", "title", "detail")
_SIDE = ("finding", "figure", "place", "source", "locator", "value_written")
_SOURCE = ("id", "title", "number", "issuer", "date", "licence", "address", "sha256")


@dataclass(frozen=True)
class Contents:
    """
    What is handed over.

    Attributes
    ----------
    book
        The maps, as far as they were chosen.
    figures, joined, measures
        The tables behind them.
    lang
        Of words and names.
    """

    book: MapBook
    figures: Sequence[Figure]
    joined: Sequence[JoinedRow]
    measures: Sequence[Measure]
    lang: Lang


@dataclass(frozen=True)
class ListTable:
    """A table without geometry: its name, its columns with their kinds, and its rows."""

    name: str
    columns: Mapping[str, Kind]
    rows: Sequence[Sequence[Value]]


def list_tables(contents: Contents) -> Iterator[ListTable]:
    """Yield the tables behind the maps; numbers are numbers, everything else is text."""
    makers: Sequence[Callable[[Contents], ListTable]] = (
        _figures,
        _joined,
        _measures,
        _findings,
        _sides,
        _sources,
        _facts,
    )
    of_findings = () if contents.book.audience.gets_findings else (_findings, _sides)
    return (make(contents) for make in makers if make not in of_findings)


def _kinds(columns: Sequence[str]) -> dict[str, Kind]:
    return {name: "number" if name in _NUMBERS else "text" for name in columns}


def _place_names(contents: Contents) -> dict[str, str]:
    return {place.code: place.name.in_(contents.lang) for place in contents.book.places}


def _figures(contents: Contents) -> ListTable:
    names, cards, lang = _place_names(contents), contents.book.figures, contents.lang
    rows = []
    for figure in contents.figures:
        card = cards.get(figure.id)
        cells: dict[str, Value] = {
            name: _number(cell) if name in _NUMBERS else cell
            for name, cell in figure_row(figure).items()
        }
        words = (card.indicator, card.value_text, card.locator) if card else (Text("", ""),) * 3
        place_name = names.get(figure.place, figure.place_written)
        rows.append((*cells.values(), place_name, *(word.in_(lang) for word in words)))
    return ListTable("figures", _kinds((*FIGURE_COLUMNS, *_FIGURE_WORDS)), rows)


def _number(written: str) -> float | None:
    return float(written) if written else None


def _joined(contents: Contents) -> ListTable:
    names, lang = _place_names(contents), contents.lang
    titles = {layer.id: layer.title.in_(lang) for layer in contents.book.layers}
    columns = [field.name for field in fields(JoinedRow)]
    rows = [
        (
            *(_cell(getattr(row, name), lang) for name in columns),
            names[row.place],
            titles[row.layer],
            status_text(row.status).in_(lang),
        )
        for row in contents.joined
    ]
    kinds = _kinds((*columns, *_JOINED_WORDS)) | {"indicative": "truth", "satellite": "truth"}
    return ListTable("joined", kinds, rows)


def _cell(value: object, lang: Lang) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, tuple):
        return listed(value, "；").in_(lang)
    return None if value is None else str(value)


def _measures(contents: Contents) -> ListTable:
    rows = [tuple(measure_row(measure).values()) for measure in contents.measures]
    return ListTable("measures", _kinds(MEASURE_COLUMNS), rows)


def _findings(contents: Contents) -> ListTable:
    rows = [_finding(finding, contents.lang) for finding in contents.book.findings]
    return ListTable("findings", _kinds(_FINDING), rows)


def _finding(finding: Finding, lang: Lang) -> tuple[Value, ...]:
    return (
        finding.id,
        finding.severity.value,
        say(f"severity.{finding.severity}", lang),
        finding.kind,
        finding.indicator,
        finding.title.in_(lang),
        finding.detail.in_(lang),
    )


def _sides(contents: Contents) -> ListTable:
    """Return the figures of each finding, so that it can be joined with places."""
    cards = contents.book.figures
    rows: list[Sequence[Value]] = []
    for finding in contents.book.findings:
        for key in finding.figures:
            figure = cards[key].figure if key in cards else None
            cells = (
                (figure.place, figure.source, figure.locator, figure.value_written)
                if figure
                else ("", "", "", "")
            )
            rows.append((finding.id, key, *(str(cell) for cell in cells)))
    return ListTable("finding_figures", _kinds(_SIDE), rows)


def _sources(contents: Contents) -> ListTable:
    rows = [_source(source, contents.lang) for source in contents.book.sources.values()]
    return ListTable("sources", _kinds(_SOURCE), rows)


def _source(source: Source, lang: Lang) -> tuple[Value, ...]:
    return (
        source.id,
        source.title.in_(lang),
        source.number,
        source.issuer.in_(lang) if source.issuer else "",
        _day(source.date),
        source.licence.in_(lang) if source.licence else "",
        source.address,
        source.sha256,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _facts(contents: Contents) -> ListTable:
    facts = [(key, value) for key, value in book_facts(contents).items() if value]
    return ListTable("about", {"key": "text", "value": "text"}, facts)


def book_facts(contents: Contents) -> dict[str, str]:
    """Return what stands on every map of the book: title, date, review, outlines, notices."""
    book, lang = contents.book, contents.lang
    shown = (
        cell
        for layer in book.layers
        for view in layer.views.values()
        for cells in view.cells.values()
        for cell in cells
    )
    notices = value_notices(shown, book.figures)
    return {
        "title": book.title.in_(lang),
        "audience": book.audience.label.in_(lang),
        "status": say("review.none", lang),
        "notices": listed(notices, "；").in_(lang),
        "unmatched": _unmatched(book).in_(lang),
        "date": _day(book.date),
        "compiler": book.compiler.in_(lang) if book.compiler else "",
        "boundaries": book.boundary_credit.in_(lang),
        "system": "EPSG:4490 CGCS2000",
        "version": f"aqmap {__version__}",
    }


def _unmatched(book: MapBook) -> Text:
    if not book.unmatched:
        return Text("", "")
    return text("summary.unmatched", count=len(book.unmatched), names=listed(book.unmatched))
