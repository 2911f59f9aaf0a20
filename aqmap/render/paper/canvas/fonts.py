"""The one font family of the print maps: a subset of Noto Sans SC in two weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from aqmap.book.map_book import MapBook
from aqmap.errors import Fault
from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.words import catalogue
from aqmap.workspace.sources import Source

MM_PER_POINT = 25.4 / 72
FAMILY = "Noto Sans SC"
_WEIGHTS = {"Regular": 400, "Bold": 700}
_SPACES = str.maketrans(dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u00a0\t\n\r", " "))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# ASCII, the accented letters of Latin names, and what labels are made of.
_ALWAYS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) + CIRCLED + "年月日至…"


@dataclass(frozen=True, slots=True)
class MapFonts:
    """
    Two font files, and how wide their characters are.

    Attributes
    ----------
    regular, bold
        TrueType files that hold only the characters asked for.
    advances
        By character, its width in both weights in parts of the font size.
    """

    regular: Path
    bold: Path
    advances: Mapping[str, tuple[float, float]]

    def width_mm(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres on paper."""
        ems = sum(self.advances.get(character, (1.0, 1.0))[bold] for character in text)
        return ems * size_pt * MM_PER_POINT

    def faults(self, text: str) -> list[Fault]:
        """Return a fault for each character of `text` that the font cannot draw."""
        lacking = dict.fromkeys(c for c in text if c not in self.advances)
        return [
            Fault("glyph_missing", FAMILY, found=f"{c} (U+{ord(c):04X})", text=text)
            for c in lacking
        ]


def plain(text: str) -> str:
    """Return `text` on one line with ordinary spaces: the font has no thin ones."""
    return text.translate(_SPACES)


def make_fonts(characters: Iterable[str], folder: Path) -> MapFonts:
    """
    Cut the font down to some characters and fix its two weights.

    Parameters
    ----------
    characters
        What will be drawn; those the font lacks are left out, and are a fault once drawn.
    folder
        Where the two files are written. Equal characters give equal files.

    Returns
    -------
    fonts
        The files, with the width of every character they have.
    """
    wanted = sorted(set(_ALWAYS).union(*characters) - {"\n", "\r", "\t"})
    small = _subset_bytes(wanted)
    paths, widths = [], []
    for style, weight in _WEIGHTS.items():
        font = TTFont(BytesIO(small), recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"wght": weight})
        _rename(font, style)
        paths.append(folder / f"NotoSansSC-{style}.ttf")
        font.save(paths[-1])
        metrics, em = font["hmtx"], font["head"].unitsPerEm
        widths.append({chr(c): metrics[g][0] / em for c, g in font.getBestCmap().items()})
    regular, bold = widths
    return MapFonts(paths[0], paths[1], {c: (width, bold[c]) for c, width in regular.items()})


def _subset_bytes(characters: Iterable[str]) -> bytes:
    options = subset.Options()
    # Without kerning the widths above are exact, so that boxes around text can be trusted.
    options.layout_features, options.hinting, options.name_IDs = [], False, ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(characters))
    source = files("justmytype_intl_cjk") / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    with as_file(source) as path, TTFont(path, lazy=True, recalcTimestamp=False) as font:
        cutter.subset(font)
        written = BytesIO()
        font.save(written)
    return written.getvalue()


def _rename(font: TTFont, style: str) -> None:
    """Give the instance names of its own: a font cache must not mix it up with the whole font."""
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"NotoSansSC-{style}"}
    for number in (3, 16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
        font["name"].removeNames(nameID=number, platformID=1)


def book_characters(book: MapBook) -> set[str]:
    """Return every character that a map of the book can show, in both languages."""
    shown: list[object] = [
        catalogue(),
        book.title,
        book.compiler,
        book.boundary_credit,
        book.audit_no,
        book.regions,
        book.themes,
        book.places,
        book.layers,
        book.day_layers,
        book.marks,
        book.sources,
        book.unmatched,
        book.measures,
        book.findings,
        [card.locator for card in book.figures.values()],
        *(list(book.counties[name]) for name in ("name", "name_en") if name in book.counties),
    ]
    return {character for item in shown for text in _texts(item) for character in plain(text)}


def _texts(item: object) -> Iterator[str]:
    """Walk through everything that can hold words."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        for value in item.values():
            yield from _texts(value)
    elif isinstance(item, list | tuple):
        for value in item:
            yield from _texts(value)
    elif isinstance(item, Source):
        yield from _texts([item.title, item.short, item.number, item.issuer])
    elif is_dataclass(item):
        for column in fields(item):
            yield from _texts(getattr(item, column.name))


@cache
def _session_folder() -> TemporaryDirectory[str]:
    return new_temporary_folder("aqmap-fonts-")


def session_fonts(book: MapBook) -> MapFonts:
    """Return fonts for one book whose files stay until the interpreter ends."""
    characters = "".join(sorted(book_characters(book)))
    return _session_fonts(characters)


@cache
def _session_fonts(characters: str) -> MapFonts:
    folder = Path(_session_folder().name) / f"{len(list(Path(_session_folder().name).iterdir()))}"
    folder.mkdir()
    return make_fonts(characters, folder)
