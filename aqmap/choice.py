"""Which maps of a book are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aqmap.errors import Fault, SpecError
from aqmap.mapbook import MapBook


@dataclass(frozen=True)
class Choice:
    """What to draw: none named means all layers, views and regions, and each overlay's default."""

    layers: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()


def choose(book: MapBook, choice: Choice) -> MapBook:
    """
    Return the book with only the layers, views and regions chosen; overlays named are printed.

    Raises
    ------
    SpecError
        With every name that the book does not have, or if what is chosen has no map in common.
    """
    known = {
        "layer": [layer.id for layer in book.layers],
        "view": sorted({name for layer in book.layers for name in layer.views}),
        "region": [region.id for region in book.regions],
        "overlay": [marks.id for marks in book.marks],
    }
    asked = {
        "layer": choice.layers,
        "view": choice.views,
        "region": choice.regions,
        "overlay": choice.overlays,
    }
    faults = [
        Fault("no_such_map", f"--{sort}", found=name, known=", ".join(known[sort]))
        for sort, names in asked.items()
        for name in names
        if name not in known[sort]
    ]
    if faults:
        raise SpecError(faults)
    kept = []
    for layer in book.layers:
        views = {
            name: replace(view, printed=view.printed or bool(choice.views))
            for name, view in layer.views.items()
            if name in (choice.views or layer.views)
        }
        regions = tuple(r for r in layer.regions if r in (choice.regions or layer.regions))
        if views and regions and layer.id in (choice.layers or (layer.id,)):
            kept.append(replace(layer, views=views, regions=regions))
    if not kept:
        raise SpecError(Fault("nothing_chosen", " ".join(_written(asked))))
    marks = tuple(
        replace(found, printed=found.printed or found.id in choice.overlays) for found in book.marks
    )
    return replace(book, layers=tuple(kept), marks=marks)


def _written(asked: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the options as they were written."""
    return (f"--{sort} {name}" for sort, names in asked.items() for name in names)
