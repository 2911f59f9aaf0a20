"""How lights look: a sign and words for all, colour beside them for those that have one."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.model.dispatch.lights import GREEN, RED, YELLOW, Light
from aqmap.words import Text


@dataclass(frozen=True, slots=True)
class LightLook:
    """A light's fill and ink; in a grey copy the fills are light, middling and dark."""

    fill: str
    ink: str


_LOOKS = (
    (GREEN, LightLook("#D5EBD3", "#000000")),
    (YELLOW, LightLook("#E8B93C", "#000000")),
    (RED, LightLook("#A81D2B", "#FFFFFF")),
)


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
