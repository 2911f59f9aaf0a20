"""Marks → the content of a PDF page, in hundredths of a millimetre (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from aqmap.render.paper.canvas.drawing import (
    CALLER,
    Area,
    Call,
    Disc,
    Drawing,
    Image,
    Lines,
    Mark,
    PartBegin,
    PartEnd,
    Picture,
    Words,
    color_of,
)
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts

UNITS = 100
"""A millimetre has this many units: whole numbers are short, and finer than any printer."""

FONT_NAMES = ("R", "B")
"""What a page calls its regular and its bold font."""

_CAPS, _JOINS = {"butt": 0, "round": 1}, {"miter": 0, "round": 1}
# Where four curves come closest to a circle.
_KAPPA = 0.5523


@dataclass
class Content:
    """
    What marks come to, and what the page that holds them must provide.

    Attributes
    ----------
    code
        The operators.
    drawings
        The shared drawings it calls, by the names under which it does.
    pictures
        The pictures it shows, as I0, I1 and so on.
    opacities
        Of 255, which it calls as O217 and so on.
    characters
        What it writes in the regular and in the bold font.
    parts, stretches
        The parts of the page, and to which of them each stretch of marked content belongs.
    """

    code: bytes = b""
    drawings: dict[str, Drawing] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    opacities: set[int] = field(default_factory=set)
    characters: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))
    parts: list[PartBegin] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)


def write_content(marks: Iterable[Mark], fonts: MapFonts | None = None) -> Content:
    """Return marks as the content of a page, or of a shared drawing, which has no words."""
    writer = _ContentWriter(fonts)
    for mark in marks:
        writer.write(mark)
    writer.content.code = "\n".join(writer.code).encode("ascii")
    return writer.content


class _ContentWriter:
    """Writes marks; what is set already is not set again."""

    def __init__(self, fonts: MapFonts | None) -> None:
        self.fonts, self.content = fonts, Content()
        self.code: list[str] = []
        self._state: dict[str, str] = {}
        self._part: int | None = None
        self._names: dict[Drawing, str] = {}

    def write(self, mark: Mark) -> None:
        """Write one mark."""
        match mark:
            case Words():
                self._write_words(mark)
            case Lines():
                self._write_lines(mark)
            case Area():
                path = " ".join(f"{_ring_path(ring)} h" for ring in mark.rings)
                self._paint(path, mark.face, mark.edge, mark.width_mm, mark.join)
            case Disc():
                path = _circle_path(mark.x, mark.y, mark.radius)
                self._paint(path, mark.face, mark.edge, mark.width_mm, "round")
            case Image():
                self._write_image(mark)
            case Call():
                self._write_call(mark)
            case PartBegin():
                self._begin_part(mark)
            case PartEnd():
                self.code.append("EMC")
                self._part = None

    def _set(self, name: str, operator: str) -> None:
        if self._state.get(name) != operator:
            self._state[name] = operator
            self.code.append(operator)

    def _set_opacity(self, alpha: int) -> None:
        if alpha != 255 or "opacity" in self._state:
            self.content.opacities.add(alpha)
            self._set("opacity", f"/O{alpha} gs")

    def _paint(self, path: str, face: str, edge: str, width_mm: float, join: str) -> None:
        edged, filled = edge != "none" and width_mm > 0, face != "none"
        if filled and face != CALLER:
            self._set("fill", _fill(face))
            self._set_opacity(color_of(face).alpha)
        if edged:
            self._set_stroke(edge, width_mm, (), "butt", join)
        painted = {(True, True): "B*", (True, False): "f*", (False, True): "S"}
        if filled or edged:
            self.code.append(f"{path} {painted[filled, edged]}")

    def _set_stroke(
        self, color: str, width_mm: float, dash: Sequence[float], cap: str, join: str
    ) -> None:
        self._set("stroke", _stroke(color))
        self._set("width", f"{_short(width_mm)} w")
        self._set("dash", f"[{' '.join(map(_short, dash))}] 0 d")
        self._set("cap", f"{_CAPS[cap]} J")
        self._set("join", f"{_JOINS[join]} j")

    def _write_lines(self, mark: Lines) -> None:
        self._set_opacity(255)
        self._set_stroke(mark.color, mark.width_mm, mark.dash, mark.cap, "round")
        self.code.append(" ".join(map(_ring_path, mark.lines)) + " S")

    def _write_call(self, mark: Call) -> None:
        if mark.color != "none":
            self._set("fill", _fill(mark.color))
        self._set_opacity(255)
        self.code.append(f"/{self._name_of(mark.drawing)} Do")

    def _name_of(self, drawing: Drawing) -> str:
        """Return the name by which a drawing is called here: its own if that is free."""
        if drawing not in self._names:
            drawings = self.content.drawings
            is_free = drawing.name and drawing.name not in drawings
            self._names[drawing] = drawing.name if is_free else f"D{len(drawings)}"
            drawings[self._names[drawing]] = drawing
        return self._names[drawing]

    def _write_image(self, mark: Image) -> None:
        pictures = self.content.pictures
        if mark.picture not in pictures:
            pictures.append(mark.picture)
        self._set_opacity(255)
        sides = (mark.right - mark.left, mark.top - mark.bottom, mark.left, mark.bottom)
        width, height, x, y = map(_short, sides)
        name = f"/I{pictures.index(mark.picture)}"
        self.code.append(f"q {width} 0 0 {height} {x} {y} cm {name} Do Q")

    def _begin_part(self, mark: PartBegin) -> None:
        if mark.role == "Artifact":
            self.code.append("/Artifact BMC")
            return
        self.content.parts.append(mark)
        self._part = len(self.content.parts) - 1
        self._begin_stretch(self._part)

    def _begin_stretch(self, part: int) -> None:
        """Begin a stretch of a part, which has a number on its page."""
        role = self.content.parts[part].role
        self.code.append(f"/{role} <</MCID {len(self.content.stretches)}>> BDC")
        self.content.stretches.append(part)

    def _write_artifact(self, code: str) -> None:
        """Write what belongs to no part: to those who read by parts a rim is nothing."""
        if self._part is not None:
            self.code.append("EMC")
        self.code.append(f"/Artifact BMC {code} EMC")
        if self._part is not None:
            self._begin_stretch(self._part)

    def _write_words(self, mark: Words) -> None:
        if self.fonts is None:
            raise ValueError("words in a shared drawing")
        face = self.fonts.face(bold=mark.bold)
        self.content.characters[mark.bold].update(mark.text)
        shown = "<" + "".join(f"{face.code(c):04X}" for c in mark.text) + "> Tj"
        self._set_opacity(color_of(mark.color).alpha)
        size = _short(mark.size_pt * MM_PER_POINT)
        self._set("font", f"/{FONT_NAMES[mark.bold]} {size} Tf")
        place = _place(mark)
        if mark.halo_pt:
            # The same words twice at one spot are one text to every extractor that was tried.
            self._set_stroke("white", 2 * mark.halo_pt * MM_PER_POINT, (), "butt", "round")
            self._write_artifact(f"BT {place} 1 Tr {shown} 0 Tr ET")
        self._set("fill", _fill(mark.color))
        self.code.append(f"BT {place} {shown} ET")


def _place(mark: Words) -> str:
    x, y = round(mark.x * UNITS), round(mark.y * UNITS)
    if not mark.turned:
        return f"{x} {y} Td"
    turn = math.radians(mark.turned)
    cos, sin = (f"{part:.5f}".rstrip("0").rstrip(".") for part in (math.cos(turn), math.sin(turn)))
    minus = f"{-math.sin(turn):.5f}".rstrip("0").rstrip(".")
    return f"{cos} {sin} {minus} {cos} {x} {y} Tm"


def _short(millimetres: float) -> str:
    """Return a length in units, to a hundredth of one."""
    return f"{millimetres * UNITS:.2f}".rstrip("0").rstrip(".")


def _ring_path(points: np.ndarray) -> str:
    """Return a path through points; points that fall on the one before are left out."""
    whole = np.rint(np.asarray(points) * UNITS).astype(np.int64)
    if len(whole) > 2:
        moved = np.any(whole[1:] != whole[:-1], axis=1)
        whole = np.concatenate([whole[:1], whole[1:][moved]])
    numbers = whole.ravel().tolist()
    return ("%d %d m" + " %d %d l" * (len(whole) - 1)) % tuple(numbers)


def _circle_path(x: float, y: float, radius: float) -> str:
    k = _KAPPA * radius
    numbers = [
        (x + radius, y),
        (x + radius, y + k), (x + k, y + radius), (x, y + radius),
        (x - k, y + radius), (x - radius, y + k), (x - radius, y),
        (x - radius, y - k), (x - k, y - radius), (x, y - radius),
        (x + k, y - radius), (x + radius, y - k), (x + radius, y),
    ]  # fmt: skip
    whole = tuple(round(c * UNITS) for point in numbers for c in point)
    return ("%d %d m" + " %d %d %d %d %d %d c" * 4 + " h") % whole


@cache
def _fill(color: str) -> str:
    return _color(color, "g", "rg")


@cache
def _stroke(color: str) -> str:
    return _color(color, "G", "RG")


def _color(color: str, of_grey: str, of_rgb: str) -> str:
    red, green, blue, _ = color_of(color)
    parts = [f"{part / 255:.3f}".rstrip("0").rstrip(".") for part in (red, green, blue)]
    if red == green == blue:
        return f"{parts[0]} {of_grey}"
    return f"{' '.join(parts)} {of_rgb}"
