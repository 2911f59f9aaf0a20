"""Figures from satellites: which they are, and what a layer does with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aqmap.model.figures import OFF_BY_DEFAULT, Basis, Figure
from aqmap.words import Text, text
from aqmap.workspace.layers import LayerSpec


def is_satellite(figure: Figure, layer: LayerSpec) -> bool:
    """Return whether a layer takes a figure for a satellite's: by its basis, or its source."""
    return figure.basis == Basis.SATELLITE or figure.source in layer.sources.satellite


def tells_satellites_apart(layer: LayerSpec) -> bool:
    """Return whether satellites' values have a sign of their own on a layer's maps."""
    return bool(_instead(layer)) or judges_satellites(layer)


def _instead(layer: LayerSpec) -> set[str]:
    """Return the sources that stand in for measurements; others are drawn before them."""
    satellite = layer.sources.satellite
    return set(satellite).difference(layer.sources.measured) if satellite else set()


def judges_satellites(layer: LayerSpec) -> bool:
    """Return whether a layer holds satellites' values against targets, which its legend says."""
    return "satellite" in layer.compare.accept


def legend_of_satellites(layer: LayerSpec) -> Text:
    """Return what the legend says of their sign: also, whether they are judged."""
    if not tells_satellites_apart(layer):
        return Text("", "")
    return text("map.satellite_judged" if judges_satellites(layer) else "map.satellite")


def drawable_figures(figures: Iterable[Figure], layer: LayerSpec) -> list[Figure]:
    """Return the figures whose basis is not off by default, or whom the layer switches on."""
    return [
        f
        for f in figures
        if f.basis not in OFF_BY_DEFAULT
        or f.basis in layer.accept_basis
        or f.source in layer.sources.satellite
    ]


def by_preference(
    figures: Sequence[Figure], layer: LayerSpec
) -> list[tuple[Sequence[Figure], Sequence[str]]]:
    """
    Return among which figures a layer chooses, the later where the earlier have no value.

    Each with the order of its sources. What is measured and what a satellite says are never in
    one: neither is a candidate where the other was chosen.
    """
    own = layer.sources
    if not (instead := _instead(layer)):
        return [(figures, own.measured)]
    measured = [f for f in figures if f.source not in instead]
    return [(measured, own.measured), ([f for f in figures if f.source in instead], own.satellite)]
