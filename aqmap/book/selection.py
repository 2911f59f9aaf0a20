"""Which maps of a book are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aqmap.book.book_layers import BookLayer
from aqmap.book.day_maps import has_day, is_withheld, with_day_maps
from aqmap.book.map_book import MapBook
from aqmap.errors import Fault, SpecError
from aqmap.model.periods import is_day


@dataclass(frozen=True)
class Choice:
    """
    What to draw: none named means all layers, views and regions, and each overlay's default.

    Days alone mean no layer: each is a map of the stations' air quality index.
    """

    layers: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


def choose(book: MapBook, choice: Choice) -> MapBook:
    """
    Return the book with only the layers, views, regions and days chosen, and overlays printed.

    Raises
    ------
    SpecError
        With every name that the book does not have, every day of which no station has a row, or
        if what is chosen has no map in common.
    """
    known = _known_names(book)
    named = {
        "layer": choice.layers,
        "view": choice.views,
        "region": choice.regions,
        "overlay": choice.overlays,
    }
    faults = [
        Fault("no_such_map", f"--{sort}", found=name, known=", ".join(known[sort]))
        for sort, names in named.items()
        for name in names
        if name not in known[sort]
    ]
    days = [day for day in dict.fromkeys(choice.days) if is_day(day)]
    faults += (Fault("not_a_day", "--day", found=day) for day in choice.days if not is_day(day))
    faults += (
        Fault("day_withheld", "--day", found=day, audience=book.audience.label)
        if is_withheld(book, day)
        else Fault("day_without_values", "--day", found=day)
        for day in days
        if not any(has_day(book, marks, day) for marks in book.marks)
    )
    if faults:
        raise SpecError(faults)
    if days:
        dated = {m.id: [day for day in days if has_day(book, m, day)] for m in book.marks}
        book = with_day_maps(replace(book, day_layers=()), dated, asked_by="--day")
    elif choice.layers or choice.views:
        book = replace(book, day_layers=())
    shown = bool(choice.layers or choice.views or not days)
    layers = _chosen_layers(book.layers if shown else (), choice)
    progress_layers = _chosen_layers(book.progress_layers if shown else (), choice)
    day_layers = tuple(
        replace(layer, regions=regions)
        for layer in book.day_layers
        for regions in [tuple(r for r in layer.regions if r in (choice.regions or layer.regions))]
        if regions
    )
    pairs = _chosen_pairs(book, choice)
    if not any((layers, progress_layers, pairs, day_layers)):
        raise SpecError(Fault("nothing_chosen", " ".join(_written(named))))
    marks = tuple(
        replace(overlay, printed=overlay.printed or overlay.id in choice.overlays)
        for overlay in book.marks
    )
    return replace(
        book,
        layers=layers,
        progress_layers=progress_layers,
        pair_layers=pairs,
        day_layers=day_layers,
        marks=marks,
    )


def _chosen_layers(layers: Sequence[BookLayer], choice: Choice) -> tuple[BookLayer, ...]:
    """Return the layers chosen, each with the views and regions chosen."""
    chosen = []
    for layer in layers:
        views = {
            name: replace(view, printed=view.printed or bool(choice.views))
            for name, view in layer.views.items()
            if name in (choice.views or layer.views)
        }
        regions = tuple(r for r in layer.regions if r in (choice.regions or layer.regions))
        if views and regions and layer.id in (choice.layers or (layer.id,)):
            chosen.append(replace(layer, views=views, regions=regions))
    return tuple(chosen)


def _known_names(book: MapBook) -> dict[str, list[str]]:
    """Return what there is to choose from, by option."""
    layers = (*book.layers, *book.progress_layers, *book.pair_layers)
    return {
        "layer": [layer.id for layer in layers],
        "view": sorted({name for layer in layers for name in layer.views}),
        "region": [region.id for region in book.regions],
        "overlay": [marks.id for marks in book.marks],
    }


def _chosen_pairs(book: MapBook, choice: Choice) -> tuple[BookLayer, ...]:
    """Return the maps of two layers: of those chosen by their own names, or by the first layer."""
    if choice.days and not choice.layers and not choice.views:
        return ()
    return tuple(
        replace(pair, regions=regions)
        for pair in book.pair_layers
        for regions in [tuple(r for r in pair.regions if r in (choice.regions or pair.regions))]
        if regions
        and set(pair.views) <= set(choice.views or pair.views)
        and (not choice.layers or {pair.id, pair.pair_of[0]} & set(choice.layers))
    )


def _written(named: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the options as they were written."""
    return (f"--{sort} {name}" for sort, names in named.items() for name in names)
