"""How lights look: a sign and words for all, colour beside them for those that have one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from aqmap.book.status_palette import Stroke
from aqmap.model.dispatch.lights import GREEN, RED, YELLOW, Light
from aqmap.words import Text


@dataclass(frozen=True, slots=True)
class LightLook:
    """A light's fill and ink; in a grey copy the fills are light, middling and dark."""

    fill: str
    ink: str


_LOOKS = (
    (GREEN, LightLook("#B7DDB4", "#000000")),
    (YELLOW, LightLook("#DD9F1C", "#000000")),
    (RED, LightLook("#9C1626", "#FFFFFF")),
)

LIGHT_SHAPES: Mapping[str, Stroke] = {
    "dot": tuple(
        (round(math.cos(n * math.pi / 12) * 0.78, 3), round(math.sin(n * math.pi / 12) * 0.78, 3))
        for n in range(24)
    ),
    "triangle": ((0.0, -0.95), (0.95, 0.7), (-0.95, 0.7)),
    "square": ((-0.72, -0.72), (0.72, -0.72), (0.72, 0.72), (-0.72, 0.72)),
}
"""The filled signs of the lights, ●▲■, in a circle of radius 1; y points down."""

RINGED = "_ringed"
"""Ends the name of a sign with a line around it: what is settled (done, overdue, over the cap)."""

_SIGN_NAMES = {"●": "dot", "▲": "triangle", "■": "square"}
_SETTLED = frozenset({Light.DONE, Light.OVERDUE, Light.OVER_CAP})


def sign_name(light: Light) -> str:
    """
    Return the name of a light's sign on maps; empty for one without colour.

    Examples
    --------
    >>> sign_name(Light.ON_SCHEDULE), sign_name(Light.OVERDUE), sign_name(Light.NO_REPORT)
    ('dot', 'square_ringed', '')
    """
    if not light.sign:
        return ""
    return _SIGN_NAMES[light.sign] + (RINGED if light in _SETTLED else "")


LIGHT_CHARACTERS: Mapping[str, str] = {sign_name(light): light.sign for light in Light}
"""How each sign of the maps is written where only words can stand."""


def light_look(light: Light) -> LightLook | None:
    """
    Return how a light looks; none for those that are no judgement.

    Examples
    --------
    >>> light_look(Light.BEHIND).ink, light_look(Light.NO_TASK)
    ('#FFFFFF', None)
    """
    return next((look for lights, look in _LOOKS if light in lights), None)


def signed_light(light: Light, kind: str | None = None) -> Text:
    """
    Return a light's sign and words, of a kind of row with the kind's own.

    Examples
    --------
    >>> signed_light(Light.SLIGHTLY_BEHIND).zh, signed_light(Light.DONE, "level").zh
    ('▲略滞后', '●已达到')
    """
    words = light.in_words(kind)
    return Text(f"{light.sign}{words.zh}", f"{light.sign} {words.en}".strip())
