"""A page → an SVG without a font: every letter's outline stands in it once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from aqmap.render.paper.canvas.drawing import (
    CALLER,
    Area,
    Call,
    Disc,
    Image,
    Lines,
    Mark,
    Page,
    PartBegin,
    PartEnd,
    Words,
    color_of,
)
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, FontFace, MapFonts
from aqmap.render.paper.canvas.png_page import png_of

_EM = 1000
"""A letter's outline has this many units to its size."""


def write_svg(page: Page, fonts: MapFonts) -> bytes:
    """Return a page as SVG of its exact size; equal pages are equal files."""
    writer = _SvgWriter(page.height_mm, fonts)
    body = [line for mark in page.marks for line in writer.write(mark)]
    width, height = f"{page.width_mm:g}", f"{page.height_mm:g}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(page.title)}</title>",
        f"<desc>{escape(page.description)}</desc>",
        "<defs>",
        *writer.letters.values(),
        "</defs>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *body,
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


class _SvgWriter:
    """Writes marks, and keeps the outlines of the letters they need."""

    def __init__(self, height_mm: float, fonts: MapFonts) -> None:
        self.height, self.fonts = height_mm, fonts
        self.letters: dict[tuple[bool, str], str] = {}

    def write(self, mark: Mark, called_with: str = "none") -> Iterable[str]:
        """Yield the elements of one mark."""
        match mark:
            case Words():
                yield self._words(mark)
            case Lines():
                path = "".join(map(self._path, mark.lines))
                dash = f' stroke-dasharray="{" ".join(map(_short, mark.dash))}"' * bool(mark.dash)
                cap = ' stroke-linecap="round"' * (mark.cap == "round")
                yield (
                    f'<path d="{path}" fill="none"{_stroke(mark.color, mark.width_mm)}'
                    f'{dash}{cap} stroke-linejoin="round"/>'
                )
            case Area():
                path = "".join(f"{self._path(ring)}Z" for ring in mark.rings)
                join = ' stroke-linejoin="round"' * (mark.join == "round")
                face = called_with if mark.face == CALLER else mark.face
                yield (
                    f'<path d="{path}" fill-rule="evenodd"{_fill(face)}'
                    f"{_stroke(mark.edge, mark.width_mm)}{join}/>"
                )
            case Disc():
                x, y = _short(mark.x), _short(self.height - mark.y)
                yield (
                    f'<circle cx="{x}" cy="{y}" r="{_short(mark.radius)}"{_fill(mark.face)}'
                    f"{_stroke(mark.edge, mark.width_mm)}/>"
                )
            case Image():
                yield self._image(mark)
            case Call():
                for within in mark.drawing.marks:
                    yield from self.write(within, mark.color)
            case PartBegin():
                yield f"<g aria-label={quoteattr(mark.alt)}>" if mark.alt else "<g>"
            case PartEnd():
                yield "</g>"

    def _image(self, mark: Image) -> str:
        """Return a picture, which stands in the file as a PNG."""
        sides = (mark.left, self.height - mark.top, mark.right - mark.left, mark.top - mark.bottom)
        x, y, width, height = map(_short, sides)
        content = b64encode(png_of(mark.picture)).decode()
        return (
            f'<image x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" '
            f'style="image-rendering:pixelated" href="data:image/png;base64,{content}"/>'
        )

    def _path(self, points: np.ndarray) -> str:
        flipped = (np.asarray(points) * (1, -1) + (0, self.height)).round(2).tolist()
        first, *others = (f"{_short(x)} {_short(y)}" for x, y in flipped)
        return f"M{first}" + f"L{' '.join(others)}" * bool(others)

    def _words(self, mark: Words) -> str:
        """Return a line of text: each letter is called from the outlines by its name."""
        face = self.fonts.face(bold=mark.bold)
        size = mark.size_pt * MM_PER_POINT
        scale = size / _EM
        letters, right = [], 0.0
        for character in mark.text:
            name = f"{'b' if mark.bold else 'r'}{ord(character):x}"
            if character.strip():
                key = (mark.bold, character)
                outline = self.letters.get(key) or _outline(face, character, name)
                self.letters[key] = outline
                place = f' x="{_short(right * _EM)}"' if right else ""
                letters.append(f'<use href="#{name}"{place}/>')
            right += face.advance(character) or 1.0
        turn = f" rotate({-mark.turned:g})" if mark.turned else ""
        spot = f"translate({_short(mark.x)} {_short(self.height - mark.y)}){turn}"
        halo = ""
        if mark.halo_pt:
            width = 2 * mark.halo_pt * MM_PER_POINT / scale
            halo = (
                f' stroke="white" stroke-width="{_short(width)}" stroke-linejoin="round" '
                'paint-order="stroke"'
            )
        rim = f'<g{halo} fill="white">{"".join(letters)}</g>' if halo else ""
        return (
            f"<g aria-label={quoteattr(mark.text)} "
            f'transform="{spot} scale({scale:.6f} {-scale:.6f})"{_fill(mark.color)}>'
            f"{rim}{''.join(letters)}</g>"
        )


def _outline(face: FontFace, character: str, name: str) -> str:
    pen = _OutlinePen(_EM / face.font.face.upem)
    glyph = face.font.get_nominal_glyph(ord(character))
    if glyph:
        face.font.draw_glyph_with_pen(glyph, pen)
    return f'<path id="{name}" d="{"".join(pen.path)}"/>'


class _OutlinePen:
    """Takes a letter's outline down as an SVG path; fontTools' protocol names its methods."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.path: list[str] = []

    def _add(self, sign: str, *points: tuple[float, float]) -> None:
        numbers = " ".join(f"{x * self.scale:.0f} {y * self.scale:.0f}" for x, y in points)
        self.path.append(sign + numbers)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._add("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self.path.append("Z")


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _fill(color: str) -> str:
    return _paint("fill", color)


def _stroke(color: str, width_mm: float) -> str:
    if color == "none" or not width_mm:
        return ""
    return f'{_paint("stroke", color)} stroke-width="{_short(width_mm)}"'


def _paint(kind: str, color: str) -> str:
    if color == "none":
        return f' {kind}="none"'
    rgb = color_of(color)
    opacity = f' {kind}-opacity="{rgb.alpha / 255:.3f}"' * (rgb.alpha != 255)
    return f' {kind}="{rgb.web}"{opacity}'
