"""The labels of counties: name, and below it number, sign or letter, in one box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aqmap.render.paper.canvas.fitted_lines import balanced
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.context_names import draw_leader
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed

NAME_PT, VALUE_PT, HALO_PT = 8.0, 8.5, 0.8
STATUS_MM = 3.4
_SMALLER = 7 / 8
"""Of a label that finds no room in its county at its whole size."""
_PITCH = 1.24
_LONGEST_MM, _APART_MM, _PADDING_MM = 26.0, 0.6, 0.4
_SYMBOL_NEAR_MM = 2.5


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


def draw_county_label(
    pen: Pen,
    ground: Ground,
    placer: LabelPlacer,
    label: CountyLabel,
    symbols: Mapping[str, Box],
) -> bool:
    """
    Write a county's label where it has room; return whether it has any.

    In its county at its whole size, else a little smaller, else beside it at the end of a line:
    see docs/print.md. `symbols` are the proportional symbols by code.
    """
    symbol = symbols.get(label.code)
    placed, block = _best(pen, ground, placer, label, symbols)
    if placed is None:
        return False
    placer.taken.append(placed.box)
    if symbol is None or not symbol.grown(_SYMBOL_NEAR_MM).meets(placed.box):
        draw_leader(pen, placed)
        if placed.leader is not None:
            placer.add_line(placed)
    _draw(pen, block, placed.box)
    return True


def _best(
    pen: Pen,
    ground: Ground,
    placer: LabelPlacer,
    label: CountyLabel,
    symbols: Mapping[str, Box],
) -> tuple[Placed | None, _Block]:
    """Return the first place inside the county, else the one of the whole size beside it."""
    code, symbol = label.code, symbols.get(label.code)
    others = [box for other, box in symbols.items() if other != code]
    outside = not (label.inside_only or ground.is_crowded_at(code))
    whole, smaller = _blocks(pen, label.words)
    found = []
    for block in (whole, smaller):
        placed = placer.find(
            ground.label_areas[code],
            *block.size,
            near=symbol.center if symbol else None,
            outside=outside,
            avoid=ground.abroad_area,
            others=others,
        )
        if placed is not None and placed.leader is None:
            return placed, block
        found.append((placed, block))
    (at_whole, _), (at_smaller, _) = found
    return (at_whole, whole) if at_whole is not None else (at_smaller, smaller)


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
