"""What stands above the classes of a legend: sample symbols, and which side of 0 is better."""

from __future__ import annotations

from collections.abc import Callable

from aqmap.book.map_signs import radius_mm
from aqmap.book.scales import Scale
from aqmap.render.paper.canvas.pen import GREY, Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.map import signs
from aqmap.words import Lang, say

_PT = 6.5


def draw_scale_key(
    pen: Pen, scale: Scale, box: Box, take: Callable[[float], float], lang: Lang
) -> None:
    """
    Draw what the kind of a scale needs besides its classes.

    Parameters
    ----------
    pen, scale, lang
        What is drawn, in which language.
    box
        The column.
    take
        Uses some of its height and returns the middle of it.
    """
    if scale.kind == "size":
        _draw_samples(pen, scale, box, take)
    elif scale.kind == "diverging":
        for line in wrap(pen, say("paper.gap_sides", lang), _PT, box.width):
            pen.text(box.left, take(3.2), line, _PT, color="#333333")


def _draw_samples(pen: Pen, scale: Scale, box: Box, take: Callable[[float], float]) -> None:
    """Draw the sample symbols nested, each with a line to its value."""
    samples = [(radius_mm(k.upper or 0, scale), k.label.zh) for k in scale.classes]
    if not samples:
        return
    largest = max(radius for radius, _ in samples)
    height = max(2 * largest, 3.6 * len(samples))
    bottom = take(height + 2.4) - height / 2
    x = box.left + max(largest, 4)
    edge, above = x + max(largest, 4) + 5, bottom + height + 3.6
    for radius, label in sorted(samples, reverse=True):
        signs.draw_size(pen, (x, bottom + radius), radius, scale.color)
        top = bottom + 2 * radius
        above = min(max(top, bottom + 1.2), above - 3.4)
        pen.lines([[(x, top), (edge - 2.5, top), (edge, above)]], 0.12, GREY)
        pen.text(edge + 0.8, above, label, 7.5)
