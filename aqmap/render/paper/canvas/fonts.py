"""The fonts of the print maps: Noto Sans SC in two weights, or an office's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import as_file, files

import uharfbuzz as hb

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.words import Text, text

MM_PER_POINT = 25.4 / 72
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WEIGHTS = {"Regular": 400, "Bold": 700}
_SPACES = str.maketrans(dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u00a0\t\n\r", " "))
# A document places every letter itself, so it takes along the shapes alone.
_NOT_SHAPES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "name",
               "OS/2", "post", "gasp")  # fmt: skip
# What stands for a sign that a font of GB 2312 lacks, without saying anything else.
_ALIKE = {"–": "~", "−": "-", "‑": "-", "µ": "μ", "⁓": "~"}
_BEYOND_16_BITS = 0xD800  # no character has a number from here to 0xDFFF


@dataclass(frozen=True, eq=False)
class FontFace:
    """
    One weight of a font.

    Attributes
    ----------
    name
        Its PostScript name.
    font
        The font as HarfBuzz reads it, in this weight.
    weight
        Of a variable font, which weight; none of any other.
    """

    name: str
    font: hb.Font
    weight: int | None = None
    _advances: dict[str, float | None] = field(default_factory=dict)
    _codes: dict[str, int] = field(default_factory=dict)
    _widths: dict[str, float] = field(default_factory=dict)

    def advance(self, character: str) -> float | None:
        """Return the width of a character in parts of the font size; none if it is not there."""
        if character not in self._advances:
            glyph = self.font.get_nominal_glyph(ord(character))
            width = self.font.get_glyph_h_advance(glyph) if glyph else 0
            self._advances[character] = width / self.font.face.upem if glyph else None
        return self._advances[character]

    def width(self, line: str) -> float:
        """Return the width of a line in parts of the font size; what is not there is as wide."""
        if line not in self._widths:
            ems = map(self.advance, line)
            self._widths[line] = sum(1.0 if em is None else em for em in ems)
        return self._widths[line]

    @cached_property
    def alike(self) -> Mapping[int, str]:
        """What to write for signs that the font lacks, as `str.translate` takes it."""
        return {
            ord(sign): other
            for sign, other in _ALIKE.items()
            if self.advance(sign) is None and self.advance(other) is not None
        }

    def code(self, character: str) -> int:
        """Return the number of two bytes by which documents call a character."""
        number = ord(character)
        if number > 0xFFFF:
            return self._codes.setdefault(character, _BEYOND_16_BITS + len(self._codes))
        return number

    def subset(self, characters: Iterable[str], *, with_names: bool = False) -> hb.Face:
        """Return the font cut down to some characters, in its weight; equal for equal input."""
        wanted = hb.SubsetInput()
        wanted.unicode_set.update(map(ord, characters))
        wanted.flags = hb.SubsetFlags.NO_HINTING
        if not with_names:
            tags = (int.from_bytes(tag.encode(), "big") for tag in _NOT_SHAPES)
            wanted.drop_table_tag_set.update(tags)
        if self.weight is not None:
            wanted.pin_axis_location(self.font.face, "wght", self.weight)
        return hb.subset(self.font.face, wanted)


@dataclass(frozen=True)
class MapFonts:
    """
    The only fonts of a document.

    Attributes
    ----------
    regular, bold
        Their faces.
    """

    regular: FontFace
    bold: FontFace

    def face(self, *, bold: bool) -> FontFace:
        """Return the face of a weight."""
        return self.bold if bold else self.regular

    def width_mm(self, line: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres on paper."""
        return self.face(bold=bold).width(line) * size_pt * MM_PER_POINT

    def faults(self, line: str, *, bold: bool = False) -> list[Fault]:
        """Return a fault for each character of a line that the font cannot draw."""
        face = self.face(bold=bold)
        lacking = dict.fromkeys(c for c in line if face.advance(c) is None)
        return [_glyph_missing(face.name, f"{c} (U+{ord(c):04X})", line) for c in lacking]


def _glyph_missing(font: str, found: str, line: str, count: int = 1) -> Fault:
    """Return that a font lacks a character, where it stood first and in how many texts."""
    place = Text(f"“{line}”", f"“{line}”")
    if count > 1:
        place = text("paper.glyph_places", place=place, count=count)
    return Fault("glyph_missing", font, found=found, place=place, line=line, count=count)


def once_a_character(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults, those of one character of a font as one that counts its texts."""
    lacking: dict[tuple[str, str], list[Fault]] = {}
    others: list[Fault] = []
    for fault in dict.fromkeys(faults):
        if fault.code == "glyph_missing":
            lacking.setdefault((fault.file, str(fault.facts["found"])), []).append(fault)
        else:
            others.append(fault)
    return [
        *(
            _glyph_missing(
                font,
                found,
                str(alike[0].facts["line"]),
                sum(int(str(fault.facts["count"])) for fault in alike),
            )
            for (font, found), alike in lacking.items()
        ),
        *others,
    ]


def plain(line: str) -> str:
    """Return a text on one line with ordinary spaces: the font has no thin ones."""
    return line.translate(_SPACES)


@cache
def map_fonts() -> MapFonts:
    """Return the fonts that maps have unless an office names its own: Noto Sans SC."""
    return MapFonts(_noto("Regular"), _noto("Bold"))


def office_fonts(regular: FileContent, bold: FileContent) -> MapFonts:
    """
    Return an office's own fonts, such as 仿宋_GB2312 and 小标宋.

    Raises
    ------
    SourceError
        If a file is no TrueType font.
    """
    faces = {file.sha256: _office_face(file) for file in (regular, bold)}
    return MapFonts(faces[regular.sha256], faces[bold.sha256])


def _noto(style: str) -> FontFace:
    font = hb.Font(_noto_face())
    font.set_variations({"wght": _WEIGHTS[style]})
    return FontFace(f"NotoSansSC-{style}", font, _WEIGHTS[style])


@cache
def _noto_face() -> hb.Face:
    source = files("justmytype_intl_cjk") / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    with as_file(source) as path:
        return hb.Face(hb.Blob.from_file_path(str(path)))


def _office_face(file: FileContent) -> FontFace:
    """Open a font file; only outlines of quadratic curves can be cut down and embedded here."""
    face = hb.Face(hb.Blob(file.content))
    if "glyf" not in face.table_tags or not face.unicodes:
        raise SourceError(Fault("font_unusable", file.path, expected="TrueType (.ttf)"))
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or file.path.stem
    plain_name = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_"))
    return FontFace(plain_name or "Font", hb.Font(face))
