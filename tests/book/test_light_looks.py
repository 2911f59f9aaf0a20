"""Lights are apart for every eye, in a grey copy, and from what has none."""

from itertools import combinations

import numpy as np
import pytest

from aqmap.book.dispatch.light_looks import (
    LIGHT_CHARACTERS,
    LIGHT_SHAPES,
    RINGED,
    light_look,
    sign_name,
)
from aqmap.book.scales import NO_TASK_FILL
from aqmap.book.status_palette import SIGN_STROKES
from aqmap.model.dispatch.lights import Light
from tests.book.test_status_palette import EYES, linear

LIT = (Light.ON_SCHEDULE, Light.SLIGHTLY_BEHIND, Light.BEHIND)
COLORS = {light: light_look(light).fill for light in LIT}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])


def lab(color, eye="every cone"):
    """CIE L*a*b* of a colour as an eye sees it."""
    xyz = TO_XYZ @ np.clip(EYES[eye] @ linear(color), 0, 1) / WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", [*combinations(LIT, 2)])
def test_colours_are_far_apart_for_every_eye(eye, pair):
    first, second = (lab(COLORS[light], eye) for light in pair)
    assert np.linalg.norm(first - second) > 40


def test_a_grey_copy_goes_from_light_to_dark():
    lightness = [lab(COLORS[light])[0] for light in LIT]
    assert lightness == sorted(lightness, reverse=True)
    assert lightness[0] - lightness[1] > 12
    assert lightness[1] - lightness[2] > 30


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("light", LIT)
def test_no_light_is_taken_for_white_or_for_a_place_without_task(eye, light):
    for unlit in ("#FFFFFF", NO_TASK_FILL):
        assert np.linalg.norm(lab(COLORS[light], eye) - lab(unlit, eye)) > 15


def test_every_light_with_a_colour_has_a_sign_and_no_two_of_one_map_look_alike():
    lit = [light for light in Light if light_look(light)]
    looks = {(light_look(light).fill, sign_name(light)) for light in lit}
    assert {sign_name(light).removesuffix(RINGED) for light in lit} == set(LIGHT_SHAPES)
    # Overdue and over the cap share a look: no row can have both.
    assert len(looks) == len(lit) - 1
    assert LIGHT_CHARACTERS[sign_name(Light.OVERDUE)] == "■"


def test_signs_of_lights_are_none_of_verdicts():
    assert not set(LIGHT_SHAPES) & set(SIGN_STROKES)
    assert not {light_look(light).fill for light in LIT} & {"#9ECAE1", "#B2182B"}
