"""What a prefecture shows as a whole: its own target and result, held as those of a county are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aqmap.book.book_layers import BookLayer, Cell
from aqmap.decide.compare.join import join_layers
from aqmap.decide.compose.views import ViewMaker
from aqmap.model.figures import Figure
from aqmap.model.joined import JoinedRow
from aqmap.words import Text
from aqmap.workspace.layer_parts.named_choices import ViewName
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Region, Workspace

_VIEWS: tuple[ViewName, ...] = ("target", "measured", "gap", "status")


def with_prefectures(
    layers: Sequence[BookLayer],
    workspace: Workspace,
    figures: Mapping[str, Figure],
    remarks: Mapping[str, Text],
) -> tuple[BookLayer, ...]:
    """
    Return the layers with what each region's prefecture shows in them.

    Parameters
    ----------
    layers, workspace
        What is drawn, and by which rules.
    figures
        With their places; those that are withheld stand for their reason alone.
    remarks
        What is said beside a figure, by its id.

    Returns
    -------
    layers
        A prefecture of which a layer has no figure shows nothing, nor does one of which a source
        gives two numbers, or several speak without a named winner: no map draws it, so that nobody
        was asked for one.
    """
    regions = workspace.settings.regions
    prefectures = {region.prefecture for region in regions}
    own: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures.values():
        if figure.place in prefectures:
            own[figure.indicator, figure.place].append(figure)
    specs = {spec.id: spec for spec in workspace.layers}
    made: list[BookLayer] = []
    for layer in layers:
        spec = specs[layer.id]
        rows = {
            (row.period, row.region): row
            for region in regions
            if region.id in layer.regions
            for known in [own.get((spec.indicator, region.prefecture))]
            if known
            for row in _rows(spec, region, known, workspace, remarks)
        }
        wholes = _cells(layer, spec, workspace, figures, rows) if rows else {}
        made.append(replace(layer, wholes=wholes))
    return tuple(made)


def _rows(
    spec: LayerSpec,
    region: Region,
    figures: Sequence[Figure],
    workspace: Workspace,
    remarks: Mapping[str, Text],
) -> list[JoinedRow]:
    whole = region.model_copy(update={"places": (region.prefecture,)})
    alone = spec.model_copy(update={"regions": (region.id,)})
    rows, faults = join_layers([alone], [whole], figures, workspace.indicators, remarks)
    chosen = {figure.id: figure for figure in figures}
    sides = [[chosen.get(row.target_figure), chosen.get(row.measured_figure)] for row in rows]
    return [
        row
        for row, pair in zip(rows, sides, strict=True)
        if any(pair) and not faults and not any(_is_contested(f, figures) for f in pair if f)
    ]


def _is_contested(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Return whether the same source says another number of the same: the cities', the towns'."""

    def said_of(one: Figure) -> tuple[object, ...]:
        conditions = (one.dust, one.state, one.as_of, one.revision)
        return one.source, one.role, one.period, *conditions, bool(one.locator.table)

    return any(
        said_of(other) == said_of(figure)
        and None not in (other.value, figure.value)
        and other.value != figure.value
        for other in figures
    )


def _cells(
    layer: BookLayer,
    spec: LayerSpec,
    workspace: Workspace,
    figures: Mapping[str, Figure],
    rows: Mapping[tuple[str, str], JoinedRow],
) -> dict[str, dict[str, tuple[Cell | None, ...]]]:
    """Return by view and period one cell a region, in the workspace's order."""
    views = {**layer.comparison, **layer.views}
    cells: dict[str, dict[str, tuple[Cell | None, ...]]] = {}
    for name in (name for name in _VIEWS if name in views):
        make = ViewMaker(name, spec, workspace.indicators[spec.indicator], figures)
        cells[name] = {
            period: tuple(
                make.cell(rows[period, region.id], views[name].scale)
                if (period, region.id) in rows
                else None
                for region in workspace.settings.regions
            )
            for period in layer.periods
        }
    return cells
