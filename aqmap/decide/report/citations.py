"""What a report cites: its sources, numbered, and the spots in them."""

from __future__ import annotations

from collections.abc import Iterable

from aqmap.book.map_book import MapSheet
from aqmap.decide.report.report_data import ReportData
from aqmap.model.figures import OFF_BY_DEFAULT, Figure
from aqmap.model.locators import Locator
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text
from aqmap.workspace.sources import locator_text

_MOST_SPOTS = 3
_WHERE_IN_TABLE = ("sheet", "table", "row")
_WHERE_IN_TEXT = ("page", "section", "item", "para")


class Citations:
    """The sources that a report cites, numbered as they come."""

    def __init__(self, data: ReportData) -> None:
        self._data = data
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """Return a source's number; a new one takes the next."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def spots(self, figures: Iterable[Figure]) -> Text:
        """Return where figures stand, as [1] and the article or row, each once."""
        spots: dict[str, list[Text]] = {}
        for figure in figures:
            source = self._data.book.sources.get(figure.source)
            spot = locator_text(_shortened(figure.locator), source)
            of_source = spots.setdefault(figure.source, [])
            if spot.zh and spot not in of_source:
                of_source.append(spot)
        cited = []
        for name, of_source in spots.items():
            shown = listed(of_source[:_MOST_SPOTS])
            key = "report.cite.more" if len(of_source) > _MOST_SPOTS else "report.cite"
            cited.append(text(key, number=self.number(name), spots=shown, count=len(of_source)))
        return listed(cited, "；")

    def sources(self) -> tuple[Text, ...]:
        """Return every source that was cited, in the order of the numbers."""
        return tuple(self._source(name) for name in self._numbers)

    def _source(self, name: str) -> Text:
        source = self._data.book.sources.get(name)
        if source is None:
            return Text(name, name)
        facts = [text("report.source.number", number=source.number)] if source.number else []
        facts += [source.issuer] if source.issuer else []
        facts += [day_text(source.date)] if source.date else []
        bases = {
            card.figure.basis
            for card in self._data.book.figures.values()
            if card.figure.source == name
        }
        facts += [text(f"notice.{basis}") for basis in sorted(bases & OFF_BY_DEFAULT)]
        facts += [source.note] if source.note else []
        key = "report.source" if facts else "report.source.bare"
        return text(key, title=source.title, facts=listed(facts, "，"))


def drawn_sources(sheet: MapSheet) -> list[str]:
    """Return the sources of what a map shows: of its places' figures, then of its points."""
    book = sheet.book
    figures = [key for _, cell in sheet.rows for key in cell.figures if key in book.figures]
    of_places = sorted({book.figures[key].figure.source for key in figures})
    known = [source for source in of_places or sheet.layer.sources if source in book.sources]
    of_points = [marks.source for marks in sheet.marks if marks.source in book.sources]
    return list(dict.fromkeys([*known, *of_points]))


def _shortened(locator: Locator) -> Locator:
    """Return the article or the row alone: the column is the table's own, the line a file's."""
    known = locator.only(*(_WHERE_IN_TABLE if locator.table else _WHERE_IN_TEXT))
    return known or locator.only("line", "cell")
