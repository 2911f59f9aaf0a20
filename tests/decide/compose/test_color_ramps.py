"""Classes of every palette stay apart: for all eyes, without green cones, and in a grey copy."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from aqmap.book.scales import ABROAD_FILL, ABSENT_FILL, BASE_FILL, CONTEXT_FILL, NO_TASK_FILL
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.decide.compose.classify import BETTER, PALETTES, WORSE
from aqmap.decide.compose.color_ramps import even_ramp

# Linear RGB as seen without green cones: Machado, Oliveira, Fernandes 2009, severity 1.
DEUTAN = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
     [-0.011820, 0.042940, 0.968881]]
)  # fmt: skip
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # fmt: skip


def lab(color: str, eye: np.ndarray | None = None) -> np.ndarray:
    """CIE L*a*b* under D65, by the definition."""
    parts = np.array([int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear if eye is None else eye @ linear, 0, 1)
    ratio = TO_XYZ @ seen / TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest(colors: list[str]) -> tuple[float, float, float]:
    """The least CIE76 of neighbours, the same without green cones, the least L* of any two."""
    plain, deutan = ([lab(c, eye) for c in colors] for eye in (None, DEUTAN))
    of_neighbours = [min(np.linalg.norm(a - b) for a, b in pairwise(x)) for x in (plain, deutan)]
    grey = min(abs(a[0] - b[0]) for a, b in combinations(plain, 2))
    return float(of_neighbours[0]), float(of_neighbours[1]), float(grey)


# By the number of classes, what is promised in docs/print.md.
LEAST = {2: 40.0, 3: 28.0, 4: 17.0, 5: 13.0, 6: 10.0, 7: 8.0, 8: 7.0, 9: 6.0}
LEAST_OF_GAPS = {1: 20.0, 2: 7.5, 3: 7.5, 4: 6.5, 5: 5.0}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("count", LEAST)
def test_classes_of_a_palette_stay_apart(name: str, count: int) -> None:
    ramp = list(even_ramp(PALETTES[name], count))
    assert min(nearest(ramp)) >= LEAST[count]
    lightness = [lab(color)[0] for color in ramp]
    assert lightness == sorted(lightness, reverse=True)
    assert (ramp[0], ramp[-1]) == (PALETTES[name][0], PALETTES[name][-1])


@pytest.mark.parametrize("count", LEAST_OF_GAPS)
def test_classes_of_a_gap_stay_apart_and_better_is_lighter_than_worse(count: int) -> None:
    better, worse = even_ramp(BETTER, count), even_ramp(WORSE, count)
    assert min(nearest([*better[::-1], *worse])) >= LEAST_OF_GAPS[count]
    assert min(lab(c)[0] for c in better) > max(lab(c)[0] for c in worse)


def test_steps_of_lightness_are_even() -> None:
    steps = np.diff([lab(color)[0] for color in even_ramp(PALETTES["YlOrRd"], 7)])
    assert steps == pytest.approx(np.full(6, steps.mean()), abs=0.5)


def test_no_fill_is_taken_for_the_ground() -> None:
    """What is counted differs from its surroundings, and a number from the lack of one."""
    fills = {color for n in PALETTES for count in LEAST for color in even_ramp(PALETTES[n], count)}
    fills |= {color for count in LEAST_OF_GAPS for color in even_ramp(BETTER, count)}
    fills |= {color for count in LEAST_OF_GAPS for color in even_ramp(WORSE, count)}
    fills |= {look.color for look in VERDICT_LOOKS.values()} | {BASE_FILL}

    def away(color: str, others: set[str]) -> float:
        return min(float(np.linalg.norm(lab(color) - lab(other))) for other in others)

    assert away(CONTEXT_FILL, fills | {NO_TASK_FILL, ABSENT_FILL}) >= 6.5
    assert away(ABROAD_FILL, fills | {NO_TASK_FILL, ABSENT_FILL}) >= 5.0
    assert away(ABSENT_FILL, fills | {NO_TASK_FILL}) >= 10.0
    # Darker from abroad to the neighbours to what is counted and has no number.
    assert lab(ABROAD_FILL)[0] > lab(CONTEXT_FILL)[0] > lab(ABSENT_FILL)[0]
