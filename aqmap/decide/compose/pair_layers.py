"""Two layers on one sheet: the classes of both, reduced to three each, in nine colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.qualifiers import notice_texts
from aqmap.book.scales import NO_TEXT, Axis, Klass, Scale
from aqmap.decide.compose.classify import value_scale
from aqmap.decide.compose.pair_limits import limits_of_map
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layer_parts.pairs import Pair, PairView
from aqmap.workspace.layers import Classes, LayerSpec
from aqmap.workspace.workspace import Workspace

VIEW = "pair"
PAIR_COLORS = (
    ("#B8E0E8", "#B487E0", "#4A34D0"),
    ("#F1BD81", "#807779", "#4D3A6F"),
    ("#E4AE00", "#965E00", "#562714"),
)
"""Rows from the lowest of the second layer on, in each the columns from the lowest of the first."""
_MOST = 3


@dataclass(frozen=True)
class _Side:
    """One of the two layers, in the view that the sheet shows."""

    layer: BookLayer
    view: View
    indicator: Indicator
    edges: Sequence[float]
    periods: Mapping[str, str]

    @property
    def name(self) -> Text:
        """Layer and view."""
        return text("pair.side", layer=self.layer.title, view=self.view.title)

    def cells_of(self, period: str) -> tuple[Cell | None, ...]:
        """Return what the places show on the sheet of a period."""
        return self.view.cells[self.periods[period]]

    def values(self) -> list[float]:
        """Return every number of the sheets, over all periods and regions."""
        periods = dict.fromkeys(self.periods.values())
        cells = (cell for period in periods for cell in self.view.cells[period])
        return [cell.value for cell in cells if cell is not None and cell.value is not None]

    @property
    def limits(self) -> tuple[float, ...]:
        """The given ones, else of those of its own map; none where its numbers are parted."""
        return tuple(self.edges) or limits_of_map(self.view.scale, self.values())


def pair_layers(workspace: Workspace, layers: Sequence[BookLayer]) -> tuple[BookLayer, ...]:
    """
    Return a layer for each pair that the layers' files ask for.

    Parameters
    ----------
    workspace
        Its layers name the pairs.
    layers
        What is shown.

    Returns
    -------
    pairs
        Each cell holds those of its two layers. Where either has no number the place shows its
        reason, and no colour.
    """
    by_id = {layer.id: layer for layer in layers}
    specs = {spec.id: spec for spec in workspace.layers}
    return tuple(
        _pair_layer(
            pair,
            (specs[layer.id], specs[pair.layer]),
            (layer, by_id[pair.layer]),
            workspace,
        )
        for layer in layers
        for pair in specs[layer.id].pair
    )


def _pair_layer(
    pair: Pair,
    specs: tuple[LayerSpec, LayerSpec],
    layers: tuple[BookLayer, BookLayer],
    workspace: Workspace,
) -> BookLayer:
    spec, other = specs
    periods = {
        period: pair.with_period or period
        for period in spec.print_periods or spec.periods
        if pair.with_period or period in other.periods
    }
    first = _side(layers[0], spec, (pair.view, pair.edges), workspace, {p: p for p in periods})
    second = _side(layers[1], other, (pair.with_view, pair.with_edges), workspace, periods)
    scale = pair_scale(_axis(first), _axis(second, pair.with_period))
    cells = {
        period: tuple(
            None if one is None or two is None else pair_cell(one, two, scale)
            for one, two in zip(first.cells_of(period), second.cells_of(period), strict=True)
        )
        for period in periods
    }
    ids = [spec.id, pair.view, other.id, pair.with_view, pair.with_period.replace("/", "_")]
    said_of_satellites = (first.layer.satellite, second.layer.satellite)
    return BookLayer(
        "-".join(("pair", *filter(None, ids))),
        text("pair.title", first=scale.axes[0].named, second=scale.axes[1].named),
        first.layer.theme,
        "",
        tuple(periods),
        tuple(region for region in spec.regions if region in other.regions),
        {VIEW: View(VIEW, text("view.pair"), NO_TEXT, scale, cells, {}, printed=True)},
        tuple(_notes((first, second), pair.with_period)),
        tuple(sorted({*first.layer.sources, *second.layer.sources})),
        pair_of=(first.layer.id, second.layer.id),
        beside=("table",),  # it has the numbers for which the map has no room
        satellite=next(filter(lambda said: said.zh, said_of_satellites), NO_TEXT),
    )


def _side(
    layer: BookLayer,
    spec: LayerSpec,
    shown: tuple[PairView, Sequence[float]],
    workspace: Workspace,
    periods: Mapping[str, str],
) -> _Side:
    name, edges = shown
    return _Side(layer, layer.views[name], workspace.indicators[spec.indicator], edges, periods)


def _axis(side: _Side, with_period: str = "") -> Axis:
    classes = Classes(edges=side.limits, method="quantiles", count=_MOST)
    signed = side.view.scale.kind == "diverging"
    scale = value_scale(side.values(), side.indicator, classes, signed=signed)
    return Axis(side.name, side.view.unit, with_period, scale)


def pair_scale(columns: Axis, rows: Axis) -> Scale:
    """Return the classes of two axes together, row by row from the lowest of both."""
    width, height = len(columns.scale.classes), len(rows.scale.classes)
    classes = []
    for row in range(height):
        for column in range(width):
            code = f"{'ABC'[row]}{column + 1}"
            color = PAIR_COLORS[_spread(row, height)][_spread(column, width)]
            classes.append(Klass(None, None, color, Text(code, code), code))
    return Scale("bivariate", tuple(classes), axes=(columns, rows))


def _spread(number: int, count: int) -> int:
    """Return which of three colours a class takes: of two classes the first and the last."""
    return number if count == _MOST else 2 * number


def pair_cell(first: Cell, second: Cell, scale: Scale) -> Cell:
    """
    Return what a place shows of two layers.

    Parameters
    ----------
    first, second
        What it shows in each.
    scale
        See `pair_scale`.

    Returns
    -------
    cell
        Its class with its code and both numbers; where one has none, the reason of that one, and
        of both the first's. Qualifiers say whose they are.
    """
    cells = (first, second)
    lacking = [cell for cell in cells if cell.value is None]
    marked = [cell.quality for cell in cells if cell.quality != "valid"]
    quality = min(marked, default="valid")  # of both signs the one that doubts the number
    figures = tuple(dict.fromkeys((*first.figures, *second.figures)))
    qualifiers = tuple(dict.fromkeys(_qualifiers(cells)))
    if lacking:
        return Cell(None, lacking[0].klass, "", quality, qualifiers, figures, cells)
    columns, rows = (axis.scale for axis in scale.axes)
    row, column = rows.class_of(second.value or 0.0), columns.class_of(first.value or 0.0)
    klass = row * len(columns.classes) + column
    # The colon keeps the code's digit from being read as thousands of the number.
    label = f"{scale.classes[klass].symbol}: {first.label} | {second.label}"
    return Cell(None, klass, label, quality, qualifiers, figures, cells)


def _qualifiers(cells: Sequence[Cell]) -> Iterator[Text]:
    """Yield why a number is missing and what qualifies one, each with the layer it is of."""
    for cell, axis in zip(cells, ("columns", "rows"), strict=True):
        reasons = (text(f"reason.{cell.reason}"),) if cell.value is None else ()
        for words in (*reasons, *cell.qualifiers):
            is_known = words in notice_texts()
            yield words if is_known else text(f"pair.of_{axis}", words=words)


def _notes(sides: Sequence[_Side], with_period: str) -> Iterator[Text]:
    """Yield what must be said of the two together, then the notes of both."""
    if with_period:
        yield text("pair.periods")
    for side in sides:
        if not side.limits and len(set(side.values())) > 1:
            yield text("pair.thirds", side=side.name)
    yield from dict.fromkeys(note for side in sides for note in side.layer.notes)
