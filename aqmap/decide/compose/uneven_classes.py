"""Views that show most of their many values in one class, where nobody gave the classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from aqmap.book.book_layers import BookLayer, View
from aqmap.book.map_book import MapBook
from aqmap.book.scales import REASON_BASE
from aqmap.words import Text, text
from aqmap.workspace.layer_parts.named_choices import ViewName
from aqmap.workspace.layers import Classes, LayerSpec

_FEWEST, _MOST = 30, 2 / 3
"""Of fewer values, unevenness says nothing; of more, no class should hold more than this part."""


def uneven_classes(book: MapBook, layers: Iterable[LayerSpec]) -> tuple[Text, ...]:
    """
    Return a sentence for each view whose classes were not given and hold most values in one.

    Values are counted over all periods, as the classes are found; those of stations are not.
    """
    classes = {spec.id: spec.classes for spec in layers}
    return tuple(
        remark
        for layer in book.layers
        for view in layer.views.values()
        if not _has_edges(classes[layer.id], view)
        for remark in _remark(layer, view)
    )


def _has_edges(classes: Mapping[ViewName, Classes], view: View) -> bool:
    return any(given.edges for name, given in classes.items() if name == view.name)


def _remark(layer: BookLayer, view: View) -> Iterator[Text]:
    if view.scale.kind not in ("sequential", "diverging"):
        return
    counts = Counter(
        cell.klass
        for cells in view.cells.values()
        for cell in cells
        if cell is not None and cell.klass < REASON_BASE
    )
    total = counts.total()
    if total < _FEWEST or len(view.scale.classes) < 2:
        return
    fullest, count = counts.most_common(1)[0]
    if count > _MOST * total:
        yield text(
            f"summary.uneven.{view.scale.kind}",
            layer=layer.title,
            view=view.title,
            label=view.scale.classes[fullest].label,
            count=count,
            total=total,
            share=round(100 * count / total),
            file=f"layers/{layer.id}.toml",
            table=f"[classes.{view.name}]",
        )
