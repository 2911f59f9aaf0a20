"""One face of a font in a PDF: only the letters that are used, and what they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pydyf
import uharfbuzz as hb

from aqmap.render.paper.canvas.fonts import FontFace
from aqmap.render.paper.canvas.pdf_streams import pack, packed_stream

_A_BLOCK = 100  # as many entries a block of a character map may have


def embed_font(pdf: pydyf.PDF, face: FontFace, characters: set[str]) -> pydyf.Dictionary:
    """
    Add a face to a document as one font of two-byte codes (ISO 32000-1, 9.7).

    Returns
    -------
    font
        The font, in which each character has the code of `FontFace.code`.
    """
    used = sorted(characters, key=face.code)
    small = face.subset(used)
    data = small.blob.data
    # Six letters before the name tell one subset from another.
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    name = f"/{tag}+{face.name}"
    program = packed_stream(pack(data), {"Length1": len(data)})
    pdf.add_object(program)
    descriptor = _descriptor(face, name, program)
    pdf.add_object(descriptor)
    glyphs = packed_stream(pack(_glyph_numbers(face, small, used)))
    pdf.add_object(glyphs)
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pydyf.Dictionary(
                {
                    "Registry": pydyf.String("Adobe"),
                    "Ordering": pydyf.String("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": descriptor.reference,
            "DW": 1000,
            "W": pydyf.Array(_widths(face, used)),
            "CIDToGIDMap": glyphs.reference,
        }
    )
    pdf.add_object(descendant)
    meanings = packed_stream(pack(_meanings(face, used)))
    pdf.add_object(meanings)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": meanings.reference,
        }
    )
    pdf.add_object(font)
    return font


def _descriptor(face: FontFace, name: str, program: pydyf.Stream) -> pydyf.Dictionary:
    extents, em = face.font.get_font_extents("ltr"), face.font.face.upem
    ascent, descent = (round(h * 1000 / em) for h in (extents.ascender, extents.descender))
    return pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": pydyf.Array([-1000, descent, 2000, ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": 733,
            "StemV": 80,
            "FontFile2": program.reference,
        }
    )


def _glyph_numbers(face: FontFace, small: hb.Face, used: Sequence[str]) -> bytes:
    """Return the glyph of every code up to the last one, two bytes each."""
    font = hb.Font(small)
    numbers = bytearray(2 * (face.code(used[-1]) + 1))
    for character in used:
        code, glyph = face.code(character), font.get_nominal_glyph(ord(character)) or 0
        numbers[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(numbers)


def _widths(face: FontFace, used: Sequence[str]) -> Iterator[object]:
    """Yield each character whose width is not its size: its code, then its width."""
    for character in used:
        width = round((face.advance(character) or 1.0) * 1000)
        if width != 1000:
            yield face.code(character)
            yield pydyf.Array([width])


def _meanings(face: FontFace, used: Sequence[str]) -> bytes:
    """Return the character map that gives a text its letters back when it is copied."""
    rows = [f"<{face.code(c):04X}> <{c.encode('utf-16-be').hex().upper()}>" for c in used]
    starts = range(0, len(rows) + _A_BLOCK, _A_BLOCK)
    blocks = [rows[low:high] for low, high in pairwise(starts) if rows[low:high]]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *(line for b in blocks for line in (f"{len(b)} beginbfchar", *b, "endbfchar")),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")
