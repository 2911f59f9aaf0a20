"""What the placer keeps between sheets changes no label."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.box_places import Around, Wanted
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed

FRAME = Box(0, 0, 100, 80)
COUNTY, REGION = shapely.box(40, 30, 56, 50), shapely.box(30, 20, 66, 60)


def found_for(area: LabelArea, region: LabelArea, taken: list[Box], soft: list[Box], width: float):
    placer = LabelPlacer(FRAME, taken=[], soft=soft)
    for box in taken:
        placer.take(Placed(box))
    places = []
    for outside in (False, True):
        placed = placer.find(Wanted(area, width, 6, outside=outside, around=Around(region)))
        places.append(placed)
        if placed is not None:
            placer.take(placed)
            placer.add_line(placed)
    return places


@pytest.mark.parametrize("seed", range(4))
def test_a_label_stands_where_it_would_if_its_sheet_were_the_first(seed: int) -> None:
    """Whatever other sheets had around the same county, and however wide its label was there."""
    rng = np.random.default_rng(seed)
    area, region = LabelArea(COUNTY), LabelArea(REGION)
    differing = set()
    for _ in range(30):
        boxes = [Box(x, y, x + 5, y + 3) for x, y in rng.uniform((25, 15), (70, 65), (24, 2))]
        taken, soft, width = boxes[:18], boxes[18:], float(rng.choice([9.0, 12.0]))
        kept = found_for(area, region, taken, soft, width)
        assert kept == found_for(LabelArea(COUNTY), LabelArea(REGION), taken, soft, width)
        differing.add(tuple(kept))
    assert len(differing) > 10


def test_the_same_label_finds_another_place_where_its_own_is_taken() -> None:
    area, around = LabelArea(COUNTY), Around(LabelArea(REGION))
    first = LabelPlacer(FRAME).find(Wanted(area, 9, 5, around=around))
    assert first is not None
    second = LabelPlacer(FRAME, taken=[first.box]).find(Wanted(area, 9, 5, around=around))
    assert second is not None
    assert not second.box.meets(first.box)
    assert LabelPlacer(FRAME).find(Wanted(area, 9, 5, around=around)) == first
