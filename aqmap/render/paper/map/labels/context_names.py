"""The names of the units around a region, grey."""

from __future__ import annotations

from collections.abc import Sequence

from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.map.ground import Ground, Neighbour
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed, leader_start

CONTEXT_PT = 6.5
_HEIGHT_MM = CONTEXT_PT * MM_PER_POINT + 0.4


def draw_context_names(
    pen: Pen, ground: Ground, fixed: tuple[Box, ...], placer: LabelPlacer
) -> None:
    """
    Write the names of neighbours where they have room; cities of the XPCC always.

    They stand at one place on every sheet of a region, as far as what it shows leaves it free.

    Parameters
    ----------
    pen, ground
        What is drawn.
    fixed
        Boxes in use on every sheet.
    placer
        Of everything else on this sheet.
    """
    units = sorted(ground.neighbours, key=lambda u: (not u.xpcc, u.shape.area, u.name))
    widths = tuple(pen.width(unit.name, CONTEXT_PT) + 0.6 for unit in units)
    if (widths, fixed) not in ground.name_places:
        bare = LabelPlacer(placer.frame, taken=list(fixed))
        ground.name_places[widths, fixed] = _places(bare, ground, units, widths)
    usual = ground.name_places[widths, fixed]
    for unit, width, placed in zip(units, widths, usual, strict=True):
        here = placer.take(placed) if placed else None
        here = here or _place(placer, ground, unit, width)
        if here is not None:
            draw_leader(pen, here)
            placer.add_line(here)
            pen.text(*here.box.center, unit.name, CONTEXT_PT, color=GREY, anchor="center",
                     halo_pt=0.5)  # fmt: skip


def _places(
    placer: LabelPlacer, ground: Ground, units: Sequence[Neighbour], widths: Sequence[float]
) -> tuple[Placed | None, ...]:
    return tuple(
        _place(placer, ground, unit, width) for unit, width in zip(units, widths, strict=True)
    )


def _place(placer: LabelPlacer, ground: Ground, unit: Neighbour, width: float) -> Placed | None:
    return placer.place(
        unit.label_area, width, _HEIGHT_MM, outside=unit.xpcc, avoid=ground.core_area
    )


def draw_leader(pen: Pen, placed: Placed) -> None:
    """Draw the line from a label that stands outside to what it names."""
    if placed.leader is None:
        return
    start = leader_start(placed.box, placed.leader)
    pen.lines([[start, placed.leader]], 0.15, INK)
    pen.circle(placed.leader, 0.35, INK, edge="none", width_mm=0)
