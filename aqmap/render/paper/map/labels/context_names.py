"""The names of the units around a region, grey."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from aqmap.render.paper.canvas.pen import GREY, INK, SMALLEST_PT, Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.map.ground import Ground, Neighbour
from aqmap.render.paper.map.labels.box_places import Around, Wanted
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed, leader_start
from aqmap.render.paper.map.labels.name_block import NameBlock, PlacedName

CONTEXT_PT = 6.5
_TWO_LINES = 0.62
"""How much of a name the longer one of two lines holds at most."""
_AT_RIM_MM = 0.1
_MOST_UPRIGHT = 6
"""Characters of a name that may stand upright."""


def draw_context_names(
    pen: Pen, ground: Ground, fixed: tuple[Box, ...], placer: LabelPlacer
) -> None:
    """
    Write the names of neighbours where they have room; cities of the XPCC as far as can be.

    A name lies on no border of a higher rank than a county's and not on the region: in its unit in
    one line or two, a city's else at the end of a line. They stand at one place on every sheet of
    a region, as far as what it shows leaves it free.

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
    led = {unit for unit in units if unit.xpcc and _is_seen_whole(unit, ground, fixed)}
    blocks = tuple(_blocks(pen, unit) for unit in units)
    if (blocks, fixed) not in ground.name_places:
        bare = LabelPlacer(placer.frame, taken=list(fixed))
        ground.name_places[blocks, fixed] = tuple(
            _place(bare, ground, unit, sizes, led=unit in led)
            for unit, sizes in zip(units, blocks, strict=True)
        )
    usual = ground.name_places[blocks, fixed]
    for unit, sizes, name in zip(units, blocks, usual, strict=True):
        # What a line may cross is another thing on every sheet.
        is_usual = name and not name.placed.leader and placer.take(name.placed)
        here = name
        if name and not is_usual:
            here = _place(placer, ground, unit, sizes, led=unit in led)
        if here is not None:
            draw_leader(pen, here.placed)
            placer.add_line(here.placed)
            _write(pen, here)


def _blocks(pen: Pen, unit: Neighbour) -> tuple[NameBlock, ...]:
    """
    Return the ways in which a name may be set: in one line, in two, at last in smaller letters.

    The short Chinese name of a city may stand upright too, as is usual on maps.
    """
    name = unit.name
    parted = wrap(pen, name, CONTEXT_PT, _TWO_LINES * pen.width(name, CONTEXT_PT))
    ways: list[tuple[tuple[str, ...], float]] = [((name,), CONTEXT_PT)]
    if len(parted) == 2:
        ways += [(tuple(parted), points) for points in (CONTEXT_PT, SMALLEST_PT)]
    if unit.xpcc and len(name) <= _MOST_UPRIGHT and not name.isascii():
        ways.append((tuple(name), SMALLEST_PT))
    return tuple(
        NameBlock(lines, points, max(pen.width(line, points) for line in lines) + 0.4)
        for lines, points in ways
    )


def _is_seen_whole(unit: Neighbour, ground: Ground, fixed: Sequence[Box]) -> bool:
    """Return whether a line would lead to a city, not to a piece at the rim or under an inset."""
    left, bottom, right, top = unit.shape.bounds
    frame, middle = ground.frame.box.grown(-_AT_RIM_MM), shapely.Point(unit.label_area.middle)
    inside = frame.left < left and frame.bottom < bottom and right < frame.right and top < frame.top
    return inside and not any(box.shape.contains(middle) for box in fixed)


def _place(
    placer: LabelPlacer,
    ground: Ground,
    unit: Neighbour,
    blocks: Sequence[NameBlock],
    *,
    led: bool,
) -> PlacedName | None:
    """Place a name in its unit, or, if it may be `led`, at the end of a line to it."""
    ways = [(block, False, ground.barred_area) for block in blocks]
    if led:
        ways += [(blocks[0], True, ground.barred_abroad), (blocks[0], True, ground.barred_area)]
    for block, outside, barred in ways:
        placed = placer.find(
            Wanted(
                unit.label_area,
                block.width,
                block.height,
                near=None if len(block.lines) == 1 else _roomiest(unit, block),
                outside=outside,
                avoid=ground.abroad_area,
                barred=barred,
                around=Around(ground.core_area) if outside else None,
            )
        )
        if placed is not None:
            placer.take(placed)
            return PlacedName(block, placed)
    return None


def _roomiest(unit: Neighbour, block: NameBlock) -> tuple[float, float]:
    """Return where in a unit is most room for a block of its shape, which may be a tall one."""
    size = block.width, block.height
    flattened = shapely.transform(unit.shape, lambda points: points / size)
    (x, y) = LabelArea(flattened).middle_within(0.02)
    return x * block.width, y * block.height


def _write(pen: Pen, name: PlacedName) -> None:
    block, (x, y) = name.block, name.placed.box.center
    y += (len(block.lines) - 1) / 2 * block.pitch
    for line in block.lines:
        pen.text(x, y, line, block.points, color=GREY, anchor="center", halo_pt=0.5)
        y -= block.pitch


def draw_leader(pen: Pen, placed: Placed) -> None:
    """Draw the line from a label that stands outside to what it names."""
    if placed.leader is None:
        return
    start = leader_start(placed.box, placed.leader)
    pen.lines([[start, placed.leader]], 0.15, INK)
    pen.circle(placed.leader, 0.35, INK, edge="none", width_mm=0)
