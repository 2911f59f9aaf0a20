"""The labels of counties: name, and below it number, sign or letter, in one box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.render.paper.canvas.fitted_lines import balanced
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.box_places import Around
from aqmap.render.paper.map.labels.context_names import draw_leader
from aqmap.render.paper.map.labels.label_placer import LabelPlacer

NAME_PT, VALUE_PT, HALO_PT = 8.0, 8.5, 0.8
STATUS_MM = 3.4
_SMALLER = 7 / 8
"""Of a label that finds no room in its county at its whole size."""
_SHARE_WHOLE, _SHARE_SMALLER = 0.95, 0.75
"""Which part of it must lie in its county: a smaller label is better than one that juts out."""
_PITCH = 1.24
_LONGEST_MM, _APART_MM, _PADDING_MM = 26.0, 0.6, 0.4


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What is written on a county."""

    name: str
    value: str
    symbol: str


@dataclass(frozen=True, slots=True)
class CountyLabel:
    """A county's code, its words, and whether they may stand in the county alone."""

    code: str
    words: LabelWords
    inside_only: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """A label in one size: its lines and how much room they take."""

    names: tuple[str, ...]
    words: LabelWords
    scale: float
    name_mm: float
    value_mm: float

    @property
    def rows(self) -> int:
        return len(self.names) + bool(self.value_mm)

    @property
    def pitch(self) -> float:
        return NAME_PT * self.scale * MM_PER_POINT * _PITCH

    @property
    def size(self) -> tuple[float, float]:
        width = max(self.name_mm, self.value_mm) + 2 * _PADDING_MM
        return width, self.rows * self.pitch + 0.5


def draw_county_labels(
    pen: Pen,
    ground: Ground,
    placer: LabelPlacer,
    labels: Sequence[CountyLabel],
    symbols: Mapping[str, Box],
) -> dict[str, bool]:
    """
    Write the labels of counties where they have room; return which of them, by code, have any.

    In its county or beside its symbol at its whole size, else a little smaller, else outside the
    region at the end of a line: see docs/print.md. `symbols` are the proportional symbols by code.
    """
    written: dict[str, bool] = {label.code: False for label in labels}
    # All that stand at home come first: then no line meets a label that comes after it.
    for led in (False, True):
        for label in labels:
            if not written[label.code]:
                written[label.code] = _draw_label(pen, ground, placer, label, symbols, led=led)
    return written


def _draw_label(
    pen: Pen,
    ground: Ground,
    placer: LabelPlacer,
    label: CountyLabel,
    symbols: Mapping[str, Box],
    *,
    led: bool,
) -> bool:
    """Write a label at its first free place, of those with a line if it is `led`."""
    code, symbol = label.code, symbols.get(label.code)
    alone = label.inside_only or ground.is_crowded_at(code)
    if led and alone:
        return False
    others = [box for other, box in symbols.items() if other != code]
    for block in _blocks(pen, label.words):
        share = _SHARE_WHOLE if block.scale == 1 else _SHARE_SMALLER
        around = Around(ground.core_area, None if alone else symbol, others, share)
        placed = placer.find(
            ground.label_areas[code],
            *block.size,
            near=symbol.center if symbol else None,
            outside=led,
            avoid=ground.abroad_area,
            around=around,
        )
        if placed is not None:
            placer.take(placed)
            draw_leader(pen, placed)
            placer.add_line(placed)
            _draw(pen, block, placed.box)
            return True
    return False


def _blocks(pen: Pen, words: LabelWords) -> Iterator[_Block]:
    """Yield a label in its whole size and a smaller one; long names in several lines."""
    for scale in (1.0, _SMALLER):
        size = NAME_PT * scale
        names = tuple(balanced(pen, words.name, size, _LONGEST_MM))
        value_mm = pen.width(words.value, VALUE_PT * scale, bold=True) if words.value else 0.0
        if words.symbol:
            value_mm += STATUS_MM * scale + (_APART_MM if words.value else 0)
        yield _Block(names, words, scale, max(pen.width(n, size) for n in names), value_mm)


def _draw(pen: Pen, block: _Block, box: Box) -> None:
    x, y = box.center
    y += (block.rows - 1) / 2 * block.pitch
    for name in block.names:
        pen.text(x, y, name, NAME_PT * block.scale, anchor="center", halo_pt=HALO_PT)
        y -= block.pitch
    left = x - block.value_mm / 2
    if block.words.symbol:
        size = STATUS_MM * block.scale
        signs.draw_status(pen, (left + size / 2, y), block.words.symbol, size)
        left += size + _APART_MM
    if block.words.value:
        pen.text(left, y, block.words.value, VALUE_PT * block.scale, bold=True, halo_pt=HALO_PT)
