"""The labels of counties: name, and below it number, sign or letter, in one box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from aqmap.render.paper.canvas.fitted_lines import balanced
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.ground import Crossing, Ground
from aqmap.render.paper.map.labels.box_places import REACH_MM, Around, Wanted
from aqmap.render.paper.map.labels.context_names import draw_leader
from aqmap.render.paper.map.labels.label_placer import LabelPlacer

NAME_PT, VALUE_PT, HALO_PT = 8.0, 8.5, 0.8
STATUS_MM = 3.4
_SMALLER, _SMALL, _SMALLEST = 7 / 8, 6.5 / 8, 6 / 8
"""Of a label that finds no room in its county at its whole size."""
_SHARE_WHOLE, _SHARE_SMALLER = 0.95, 0.75
"""Which part of it must lie in its county: a smaller label is better than one that juts out."""
_PITCH = 1.24
_FAR_MM = 28.0
"""How far outside its county a label stands that would else lie on such a border or abroad."""
_LONGEST_MM, _APART_MM, _PADDING_MM = 26.0, 0.6, 0.4
_CLEAR_MM = 1.2
"""On both sides of two numbers: those of neighbours must not read as one line."""


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What is written on a county."""

    name: str
    value: str
    symbol: str


@dataclass(frozen=True, slots=True)
class CountyLabel:
    """
    A county's code, its words, fewer words, and whether they may stand in the county alone.

    The fewer ones are written where the others have no room, their value before the name. The rim
    of the letters is as wide as the county's colour needs.
    """

    code: str
    words: LabelWords
    short: LabelWords | None = None
    inside_only: bool = False
    halo_pt: float = HALO_PT


LabelParts = Literal["whole", "name", "value", "nothing"]
"""What of a label is written."""


@dataclass(frozen=True)
class WrittenLabels:
    """
    What became of the labels of a frame.

    Attributes
    ----------
    parts
        What of each label is written, by its county's code.
    seats_given_up
        Codes of counties whose label stands where their seat of government would.
    """

    parts: dict[str, LabelParts]
    seats_given_up: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Way:
    """
    How a label may be written: in which sizes, where, over what, and whether with its number.

    Last ways are for what stands nowhere else; what an inset shows needs none.
    """

    scales: tuple[float, ...]
    led: bool = False
    words: Literal["whole", "short", "value", "name"] = "whole"
    over_seat: bool = False
    crossing: Crossing = "none"
    farthest: float = REACH_MM
    is_last: bool = True


# All that stand at home come first: then no line meets a label that comes after it.
_AT_HOME = (
    _Way((1.0, _SMALLER), is_last=False),
    _Way((1.0, _SMALLER), led=True),
    _Way((1.0, _SMALLER), words="short", is_last=False),
    _Way((1.0, _SMALLER), led=True, words="short"),
    _Way((_SMALL,)),
)
_OVER_SEAT = _Way((1.0, _SMALLER, _SMALL), over_seat=True)
_NAMES = (
    _Way((_SMALLER, _SMALL, _SMALLEST), words="name"),
    _Way((_SMALLER, _SMALL, _SMALLEST), words="name", over_seat=True),
)
# Of a map of two layers: its colours say nothing in a grey copy, its codes do.
_VALUES = tuple(
    replace(way, words="value", scales=(1.0, _SMALLER, _SMALL, _SMALLEST)) for way in _NAMES
)
_ABROAD = (
    _Way((1.0, _SMALLER), led=True, crossing="abroad"),
    _Way((1.0, _SMALLER), led=True, words="short", crossing="abroad"),
)
_WAYS = (
    *_AT_HOME,
    # Rather far off than on a border above a county's.
    _Way((1.0, _SMALLER), led=True, farthest=_FAR_MM),
    *(replace(way, crossing="prefecture") for way in _AT_HOME),
    _OVER_SEAT,
    replace(_OVER_SEAT, crossing="prefecture"),
    *_ABROAD,
    *_VALUES,
    *(replace(way, crossing="prefecture") for way in _VALUES),
    *_NAMES,
    *(replace(way, crossing="prefecture") for way in _NAMES),
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A label in one size: its lines and how much room they take."""

    names: tuple[str, ...]
    words: LabelWords
    scale: float
    name_mm: float
    value_mm: float
    padding_mm: float = _PADDING_MM

    @property
    def rows(self) -> int:
        return len(self.names) + bool(self.value_mm)

    @property
    def pitch(self) -> float:
        return NAME_PT * self.scale * MM_PER_POINT * _PITCH

    @property
    def size(self) -> tuple[float, float]:
        width = max(self.name_mm, self.value_mm) + 2 * self.padding_mm
        return width, self.rows * self.pitch + 0.5


def draw_county_labels(
    pen: Pen,
    ground: Ground,
    placer: LabelPlacer,
    labels: Sequence[CountyLabel],
    symbols: Mapping[str, Box],
    *,
    seats: Mapping[str, Box] | None = None,
) -> WrittenLabels:
    """
    Write the labels of counties where they have room.

    In its county or beside its symbol, else outside the region at the end of a line, else smaller,
    in the place of its seat, or its name alone: see docs/print.md. `symbols` are the proportional
    symbols by code, `seats` the seats of government that may give way.
    """
    drawn = WrittenLabels({label.code: "nothing" for label in labels})
    sheet = _LabelSheet(pen, ground, placer, symbols, seats or {}, drawn)
    for way in _WAYS:
        for label in labels:
            if drawn.parts[label.code] == "nothing" and not (label.inside_only and way.is_last):
                sheet.write(label, way)
    return drawn


@dataclass(frozen=True)
class _LabelSheet:
    """The labels of a frame while they are written."""

    pen: Pen
    ground: Ground
    placer: LabelPlacer
    symbols: Mapping[str, Box]
    seats: Mapping[str, Box]
    drawn: WrittenLabels
    _measured: dict[tuple[LabelWords, float, float], _Block] = field(default_factory=dict)

    def write(self, label: CountyLabel, way: _Way) -> None:
        """Write a label at its first free place, if there is any."""
        code, taken = label.code, self.placer.taken
        if not self._is_open(way):
            return
        if way.led and self.ground.is_crowded_at(code):
            return
        if not way.over_seat:
            self._write(label, way)
        elif code in self.seats:
            place = taken.index(self.seats[code])
            del taken[place]
            if self._write(label, way):
                self.drawn.seats_given_up.add(code)
            else:
                taken.insert(place, self.seats[code])

    def _is_open(self, way: _Way) -> bool:
        """Whether a way differs from those before it: without such borders it does not."""
        borders = self.ground.keep_off
        return way.crossing in borders and (way.farthest <= REACH_MM or len(borders) > 1)

    def _write(self, label: CountyLabel, way: _Way) -> bool:
        symbol, placer = self.symbols.get(label.code), self.placer
        alone = label.inside_only or self.ground.is_crowded_at(label.code)
        aside = None if alone else symbol
        others = [box for code, box in self.symbols.items() if code != label.code] if aside else []
        words = _words_for(label, way)
        if words is None:
            return False
        has_both = label.short is not None and words is label.words
        padding = _CLEAR_MM if has_both else _PADDING_MM
        for block in (self._block(words, scale, padding) for scale in way.scales):
            share = _SHARE_WHOLE if block.scale == 1 or has_both else _SHARE_SMALLER
            placed = placer.find(
                Wanted(
                    self.ground.label_areas[label.code],
                    *block.size,
                    near=symbol.center if symbol else None,
                    outside=way.led,
                    avoid=self.ground.keep_off["none"] if way.crossing != "none" else None,
                    barred=self.ground.keep_off[way.crossing],
                    farthest=way.farthest,
                    around=Around(self.ground.core_area, aside, others, share),
                )
            )
            if placed is not None:
                placer.take(placed)
                draw_leader(self.pen, placed)
                placer.add_line(placed)
                _draw(self.pen, block, placed.box, label.halo_pt)
                is_whole = words in (label.words, label.short)
                part: LabelParts = "value" if way.words == "value" else "name"
                self.drawn.parts[label.code] = "whole" if is_whole else part
                return True
        return False

    def _block(self, words: LabelWords, scale: float, padding: float) -> _Block:
        """Return a label in a size, measured once for all ways."""
        key = words, scale, padding
        if key not in self._measured:
            self._measured[key] = _block(self.pen, words, scale, padding)
        return self._measured[key]


def _words_for(label: CountyLabel, way: _Way) -> LabelWords | None:
    """Return what a way writes of a label; none if there is nothing of that kind."""
    if way.words == "name":
        return replace(label.words, value="", symbol="")
    if way.words == "value":
        return replace(label.short, name="") if label.short is not None else None
    return label.words if way.words == "whole" else label.short


def _block(pen: Pen, words: LabelWords, scale: float, padding: float) -> _Block:
    """Return a label in a size; a long name in several lines."""
    size = NAME_PT * scale
    names = tuple(balanced(pen, words.name, size, _LONGEST_MM)) if words.name else ()
    value_mm = pen.width(words.value, VALUE_PT * scale, bold=True) if words.value else 0.0
    if words.symbol:
        value_mm += STATUS_MM * scale + (_APART_MM if words.value else 0)
    name_mm = max((pen.width(name, size) for name in names), default=0.0)
    return _Block(names, words, scale, name_mm, value_mm, padding)


def _draw(pen: Pen, block: _Block, box: Box, halo_pt: float) -> None:
    x, y = box.center
    y += (block.rows - 1) / 2 * block.pitch
    for name in block.names:
        pen.text(x, y, name, NAME_PT * block.scale, anchor="center", halo_pt=halo_pt)
        y -= block.pitch
    left = x - block.value_mm / 2
    if block.words.symbol:
        size = STATUS_MM * block.scale
        signs.draw_status(pen, (left + size / 2, y), block.words.symbol, size)
        left += size + _APART_MM
    if block.words.value:
        pen.text(left, y, block.words.value, VALUE_PT * block.scale, bold=True, halo_pt=halo_pt)
