"""The label placer: boxes stay apart, inside the frame, and inside their county if they can."""

from __future__ import annotations

from itertools import combinations

import shapely

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.box_places import Wanted
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, leader_start

FRAME = Box(0, 0, 100, 80)


def test_place_prefers_the_roomiest_part() -> None:
    placed = LabelPlacer(FRAME).place(Wanted(LabelArea(shapely.box(10, 10, 50, 50)), 12, 7))
    assert placed is not None
    assert placed.leader is None
    assert abs(placed.box.center[0] - 30) < 0.5
    assert abs(placed.box.center[1] - 30) < 0.5


def test_placed_boxes_never_meet() -> None:
    placer = LabelPlacer(FRAME)
    shapes = [shapely.box(x, y, x + 9, y + 6) for x in range(10, 60, 9) for y in range(20, 50, 6)]
    boxes = [
        p.box for s in shapes if (p := placer.place(Wanted(LabelArea(s), 11, 7.5))) is not None
    ]
    assert len(boxes) > 15
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert all(FRAME.shape.contains(box.shape) for box in boxes)


def test_place_moves_outside_with_a_leader() -> None:
    tiny = shapely.box(40, 40, 43, 43)
    placer = LabelPlacer(FRAME, taken=[Box(38, 38, 45, 45)])
    placed = placer.place(Wanted(LabelArea(tiny), 12, 7))
    assert placed is not None
    assert placed.leader is not None
    assert tiny.contains(shapely.Point(placed.leader))
    assert not placed.box.meets(Box(38, 38, 45, 45))


def test_place_without_room_is_none() -> None:
    small = LabelArea(shapely.box(40, 40, 43, 43))
    assert LabelPlacer(FRAME).place(Wanted(small, 12, 7, outside=False)) is None
    assert LabelPlacer(FRAME, taken=[FRAME]).place(Wanted(small, 12, 7)) is None


def test_place_keeps_off_what_it_should_avoid() -> None:
    area = LabelArea(shapely.box(10, 10, 60, 30))
    plain = LabelPlacer(FRAME).place(Wanted(area, 10, 6))
    kept_off = LabelPlacer(FRAME).place(
        Wanted(area, 10, 6, avoid=LabelArea(shapely.box(25, 10, 45, 30)))
    )
    assert plain is not None
    assert kept_off is not None
    assert plain.box.meets(Box(25, 10, 45, 30))
    assert not kept_off.box.grown(-0.9).meets(Box(25, 10, 45, 30))


def test_leader_starts_at_the_nearest_edge() -> None:
    assert leader_start(Box(0, 0, 10, 5), (20, 2)) == (10, 2)
    assert leader_start(Box(0, 0, 10, 5), (-3, 9)) == (0, 5)
