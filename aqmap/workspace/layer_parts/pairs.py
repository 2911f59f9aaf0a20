"""A sheet of two layers, as a layer's file asks for it."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, FiniteFloat, ValidationInfo, field_validator

from aqmap.workspace.toml_schema import Spec


def are_rising(edges: tuple[float, ...]) -> tuple[float, ...]:
    """Check limits: each is larger than the one before."""
    if any(b <= a for a, b in pairwise(edges)):
        raise ValueError("spec.edges_rise")
    return edges


PairView = Literal["target", "measured", "gap"]
"""The views whose numbers a sheet of two layers can show."""
PairEdges = Annotated[tuple[FiniteFloat, ...], Field(max_length=2), AfterValidator(are_rising)]


class Pair(Spec):
    """
    A sheet of two layers together: three classes of each, nine colours.

    Attributes
    ----------
    layer
        ``with`` in the file: id of the other layer.
    view, with_view
        What is shown of this layer, and of the other.
    edges, with_edges
        Up to two limits each, of a gap 0 among them; without them, two of those of the layer's own
        map, or thirds.
    with_period
        The other layer's period, where it is not that of this layer.
    """

    layer: str = Field(alias="with")
    view: PairView = "measured"
    with_view: PairView = "measured"
    edges: PairEdges = ()
    with_edges: PairEdges = ()
    with_period: str = ""

    @field_validator("edges", "with_edges")
    @classmethod
    def _gap_holds_zero(cls, edges: PairEdges, info: ValidationInfo) -> PairEdges:
        view = "with_view" if info.field_name == "with_edges" else "view"
        if edges and info.data.get(view) == "gap" and 0 not in edges:
            raise ValueError("spec.gap_zero")
        return edges
