"""The maps of a book as tables: what each place, or each point of an overlay, shows in a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from aqmap.book.book_layers import BookLayer, Cell, LegendEntry, Mark, Marks, View, legend_of
from aqmap.book.dispatch.light_looks import LIGHT_CHARACTERS
from aqmap.book.map_book import BookPlace, MapBook
from aqmap.book.map_signs import UNCOUNTED, fill_of
from aqmap.book.missing_values import missing_on_places
from aqmap.book.qualifiers import value_notices
from aqmap.book.scales import REASON_BASE, Scale
from aqmap.book.status_palette import SIGN_CHARACTERS, VERDICT_LOOKS
from aqmap.files.file_names import safe_file_name
from aqmap.model.figures import Level
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Lang, Text, listed, text

Kind = Literal["text", "number", "whole", "truth"]
Value = str | float | int | bool | None
Row = Mapping[str, Value]

_CHARACTERS = {**LIGHT_CHARACTERS, **SIGN_CHARACTERS}

_MAP: dict[str, Kind] = {
    "layer": "text",
    "layer_title": "text",
    "view": "text",
    "view_title": "text",
    "period": "text",
}
_PLACE: dict[str, Kind] = {
    "code": "text",
    "name": "text",
    "short_name": "text",
    "level": "text",
    "region": "text",
    "region_name": "text",
}
_POINT: dict[str, Kind] = {
    "code": "text",
    "name": "text",
    "county": "text",
    "county_name": "text",
    "background": "truth",
}
_CELL: dict[str, Kind] = {
    "value": "number",
    "unit": "text",
    "label": "text",
    "sign": "text",
    "class": "whole",
    "legend": "text",
    "color": "text",
    "reason": "text",
    "quality": "text",
    "notes": "text",
    "notice": "text",
    "figures": "text",
    "sources": "text",
    "located": "text",
}
_JOINED: dict[str, Kind] = {
    "status": "text",
    "status_text": "text",
    "target": "number",
    "measured": "number",
    "gap": "number",
}
PLACE_COLUMNS: Mapping[str, Kind] = _PLACE | _MAP | _CELL | _JOINED
"""The columns of a map of places, in their order."""
POINT_COLUMNS: Mapping[str, Kind] = _POINT | _MAP | _CELL
"""The columns of a map of an overlay's points."""


@dataclass(frozen=True)
class MapTable:
    """
    One layer in one view and period, over all its regions.

    Attributes
    ----------
    name
        As a file and a table are called.
    title
        What the map shows, in words.
    layer, view, period
        Which map it is.
    places
        The places of the rows, in the order of the book.
    rows
        By `PLACE_COLUMNS`, or of an overlay's points by `POINT_COLUMNS`.
    legend
        Every class, and every reason that occurs.
    notices
        What must stand beside the values.
    overlay
        Of points: their overlay; the rows are in the order of its features.
    missing
        That no place has a value, and why: one sentence, for which no row has a sign.
    """

    name: str
    title: Text
    layer: BookLayer
    view: View
    period: str
    rows: tuple[Row, ...]
    legend: tuple[LegendEntry, ...]
    notices: tuple[Text, ...]
    places: tuple[BookPlace, ...] = ()
    overlay: Marks | None = None
    missing: Text | None = None

    @property
    def scale(self) -> Scale:
        """The scale of its classes."""
        return self.view.scale

    @property
    def qualities(self) -> frozenset[Value]:
        """What qualities its values have."""
        return frozenset(row["quality"] for row in self.rows if not row["reason"])

    @property
    def has_uncounted(self) -> bool:
        """Whether any point lies outside the regions, and so has no class."""
        return any(row["class"] is None for row in self.rows)


@dataclass(frozen=True)
class _Shown:
    """What describes the cells of one map, in one language."""

    book: MapBook
    layer: BookLayer
    view: View
    period: str
    lang: Lang
    _legends: dict[int, str] = field(default_factory=dict)

    def of_map(self) -> dict[str, Value]:
        return {
            "layer": self.layer.id,
            "layer_title": self.layer.title.in_(self.lang),
            "view": self.view.name,
            "view_title": self.view.title.in_(self.lang),
            "period": self.period,
        }

    def of_cell(self, cell: Cell) -> dict[str, Value]:
        cards = [self.book.figures[key] for key in cell.figures if key in self.book.figures]
        sources = dict.fromkeys(card.figure.source for card in cards)
        known = [self.book.sources[key].title for key in sources if key in self.book.sources]
        return {
            "value": cell.value,
            "unit": self.view.unit.in_(self.lang),
            "label": cell.label,
            "sign": self._sign(cell),
            "class": cell.klass,
            "legend": self._legend(cell.klass),
            "color": self._color(cell.klass),
            "reason": cell.reason,
            "quality": "" if cell.reason else cell.quality,
            "notes": listed(cell.qualifiers, "；").in_(self.lang),
            "notice": listed(value_notices([cell], self.book.figures), "；").in_(self.lang),
            "figures": ";".join(cell.figures),
            "sources": listed(known, "；").in_(self.lang),
            "located": listed([card.locator for card in cards], "；").in_(self.lang),
        }

    def uncounted(self) -> dict[str, Value]:
        """Return what replaces the class of a point that lies outside the regions."""
        legend = text("export.uncounted").in_(self.lang)
        return {"sign": "", "class": None, "legend": legend, "color": UNCOUNTED}

    def _sign(self, cell: Cell) -> str:
        """Return what stands beside the name on the map: the number, a letter, or a second sign."""
        if cell.reason:
            return text(f"reason.{cell.reason}.letter").in_(self.lang)
        if self.view.scale.kind == "category":
            return _CHARACTERS.get(self.view.scale.classes[cell.klass].symbol, "")
        return cell.label

    def _legend(self, klass: int) -> str:
        if klass not in self._legends:
            entries = legend_of(self.view, Counter([klass]))
            self._legends.update({e.klass: e.label.in_(self.lang) for e in entries})
        return self._legends[klass]

    def _color(self, klass: int) -> str:
        scale = self.view.scale
        if klass >= REASON_BASE or scale.kind not in ("size", "points"):
            return fill_of(klass, scale)
        return scale.color_of(klass)


def map_tables(book: MapBook, joined: Iterable[JoinedRow], lang: Lang) -> Iterator[MapTable]:
    """
    Yield the maps of a book, each with the points that show values in it.

    Parameters
    ----------
    book
        All its layers, views and periods, printed or not.
    joined
        The rows behind its cells: status, target and actual stand beside what a map shows.
    lang
        Of words, names and labels.
    """
    rows = {(row.layer, row.period, row.place): row for row in joined}
    for layer in (*book.layers, *book.progress_layers, *book.day_layers):
        for view in layer.views.values():
            for period in layer.periods:
                shown = _Shown(book, layer, view, period, lang)
                if view.scale.kind != "points":
                    yield _of_places(shown, rows)
                yield from _of_points(shown)


def _of_places(shown: _Shown, joined: Mapping[tuple[str, str, str], JoinedRow]) -> MapTable:
    book, layer, period = shown.book, shown.layer, shown.period
    cells = [
        (place, cell)
        for place, cell in zip(book.places, shown.view.cells[period], strict=True)
        if cell is not None and place.region in layer.regions
    ]
    regions = {region.id: region.name.in_(shown.lang) for region in book.regions}
    missing = missing_on_places(cells, shown.view)
    rows = []
    for place, cell in cells:
        row: dict[str, Value] = {
            "code": place.code,
            "name": place.name.in_(shown.lang),
            "short_name": place.label.in_(shown.lang),
            "level": place.level.value,
            "region": place.region,
            "region_name": regions[place.region],
        }
        row |= shown.of_map() | shown.of_cell(cell) | ({"sign": ""} if missing else {})
        rows.append(row | _joined_cells(joined.get((layer.id, period, place.code)), shown.lang))
    table = _table(shown, rows, [cell for _, cell in cells])
    return replace(table, places=tuple(place for place, _ in cells), missing=missing)


def _joined_cells(row: JoinedRow | None, lang: Lang) -> dict[str, Value]:
    if row is None:
        return dict.fromkeys(_JOINED)
    numbers = {"target": row.target, "measured": row.measured, "gap": row.gap}
    return {
        "status": row.status.value,
        "status_text": status_text(row.status).in_(lang),
        **{name: None if number is None else float(number) for name, number in numbers.items()},
    }


def _of_points(shown: _Shown) -> Iterator[MapTable]:
    """Yield what the points of each overlay show in the measured view, or of a single day."""
    if shown.view.name != "measured" and shown.view.scale.kind != "points":
        return
    names = {place.code: place.name.in_(shown.lang) for place in shown.book.places}
    regions = (region for region in shown.book.regions if region.id in shown.layer.regions)
    counted = {code for region in regions for code in region.places}
    for marks in shown.book.marks:
        cells = marks.readings.get(shown.layer.id, {}).get(shown.period, ())
        if not cells:
            continue
        rows = [
            {**point_cells(mark, names), **shown.of_map(), **shown.of_cell(cell)}
            | ({} if mark.place in counted else shown.uncounted())
            for mark, cell in zip(marks.features, cells, strict=True)
        ]
        yield _table(shown, rows, cells, marks)


def point_cells(mark: Mark, names: Mapping[str, str]) -> dict[str, Value]:
    """Return what a feature of an overlay is: its name, and the county it lies in."""
    return {
        "code": mark.code,
        "name": mark.name,
        "county": mark.place,
        "county_name": names.get(mark.place, ""),
        "background": mark.background,
    }


def _table(
    shown: _Shown,
    rows: Sequence[Row],
    cells: Sequence[Cell],
    overlay: Marks | None = None,
) -> MapTable:
    layer, view = shown.layer, shown.view
    name = f"{layer.id}-{view.name}-{shown.period.replace('/', '_')}"
    if overlay is not None and view.scale.kind != "points":
        name += f"-{overlay.id}"
    facts = {"period": period_text(shown.period), "layer": layer.title, "view": view.title}
    regions = listed([region.name for region in shown.book.regions if region.id in layer.regions])
    title = text("map.sheet_title", region=regions, **facts)
    if overlay is not None:
        title = text("export.points", map=title, overlay=overlay.title)
    notices = value_notices(cells, shown.book.figures)
    if any(cell.quality == "satellite" for cell in cells):
        notices = (*notices, shown.layer.satellite)
    if overlay is not None and overlay.notice:
        notices = tuple(dict.fromkeys((*notices, overlay.notice)))
    counted = (row["class"] for row in rows)
    legend = legend_of(view, Counter(klass for klass in counted if isinstance(klass, int)))
    return MapTable(
        safe_file_name(name),
        title,
        layer,
        view,
        shown.period,
        tuple(rows),
        legend,
        notices,
        overlay=overlay,
    )


def has_marker(place: BookPlace) -> bool:
    """Return whether a place without an outline has a spot on the map."""
    return place.level == Level.ZONE and place.lon is not None and place.lat is not None


def status_text(status: Status) -> Text:
    """Return a status in words."""
    return text(f"status.{status}" if status in VERDICT_LOOKS else f"reason.{status}")
