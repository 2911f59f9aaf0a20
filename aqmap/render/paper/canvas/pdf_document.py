"""Pages → one PDF: what pages share stands in it once (ISO 32000-1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pydyf

from aqmap.render.paper.canvas.drawing import Drawing, Page, Picture
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, MapFonts
from aqmap.render.paper.canvas.pdf_content import FONT_NAMES, UNITS, Content, write_content
from aqmap.render.paper.canvas.pdf_fonts import embed_font
from aqmap.render.paper.canvas.pdf_streams import pack, packed_stream
from aqmap.render.paper.canvas.pdf_structure import add_structure
from aqmap.render.paper.canvas.pen import Box

_Object = TypeVar("_Object", bound=pydyf.Object)
_FARTHEST = 2000 * UNITS  # farther from the corner than any page reaches
_encoded: WeakKeyDictionary[Drawing, tuple[Content, bytes]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Link:
    """A box on a page from which a click leads to another page, both counted from 0."""

    page: int
    box: Box
    target: int
    words: str


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: its title, its page counted from 0, and those below it."""

    title: str
    page: int
    below: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class EncodedPage:
    """A page and its content, which is the same in every document that holds the page."""

    page: Page
    content: Content
    packed: bytes


def encode_page(page: Page, fonts: MapFonts) -> EncodedPage:
    """Return a page as documents hold it."""
    content = write_content(page.marks, fonts)
    points = f"{1 / UNITS / MM_PER_POINT:.8f}"
    return EncodedPage(
        page, content, pack(f"{points} 0 0 {points} 0 0 cm\n".encode() + content.code)
    )


@dataclass(frozen=True)
class PdfDocument:
    """
    A document of pages.

    Attributes
    ----------
    fonts
        With which the pages were encoded.
    pages
        The pages.
    title, subject, lang
        For the metadata.
    links, bookmarks
        The ways from page to page.
    """

    fonts: MapFonts
    pages: Sequence[EncodedPage]
    title: str
    subject: str
    lang: str
    links: Sequence[Link] = ()
    bookmarks: Sequence[Bookmark] = ()

    def write(self, file: IO[bytes]) -> None:
        """Write the document; equal documents are equal files."""
        pdf = pydyf.PDF()
        contents = [page.content for page in self.pages]
        shared = _Shared(pdf, self.fonts, contents)
        pages = [_add_page(pdf, page, shared) for page in self.pages]
        _add_links(pdf, pages, self.links)
        _add_bookmarks(pdf, pages, self.bookmarks)
        add_structure(pdf, pages, contents)
        pdf.catalog["Lang"] = pydyf.String(self.lang)
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.info.update(
            Title=pydyf.String(self.title),
            Subject=pydyf.String(self.subject),
            Creator=pydyf.String("aqmap"),
            Producer=pydyf.String("aqmap"),
        )
        pdf.write(file, version=b"1.7", identifier=True, compress=True)


@dataclass(frozen=True)
class _DrawingList:
    """Drawings by the names under which some pages call them, and where that is written."""

    drawings: dict[str, Drawing]
    written: pydyf.Dictionary


class _Shared:
    """What the pages of a document share: fonts, drawings and opacities."""

    def __init__(self, pdf: pydyf.PDF, fonts: MapFonts, contents: Sequence[Content]) -> None:
        self._pdf = pdf
        self._drawings: dict[Drawing, bytes] = {}
        self._lists: list[_DrawingList] = []
        self._pictures: dict[Picture, bytes] = {}
        self._opacities: dict[int, bytes] = {}
        self.fonts = pydyf.Dictionary()
        for bold, name in enumerate(FONT_NAMES):
            characters = set().union(*(content.characters[bold] for content in contents))
            if characters:
                font = embed_font(pdf, fonts.face(bold=bool(bold)), characters)
                self.fonts[name] = font.reference

    def drawing(self, drawing: Drawing) -> bytes:
        """Return where a shared drawing stands, which is written when it is first asked for."""
        if drawing not in self._drawings:
            content, packed = _encoded_drawing(drawing)
            form = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array([0, 0, _FARTHEST, _FARTHEST]),
                "Resources": self.resources(content),
            }
            self._drawings[drawing] = _add(self._pdf, packed_stream(packed, form)).reference
        return self._drawings[drawing]

    def picture(self, picture: Picture) -> bytes:
        """Return where a picture stands, which is written when it is first asked for."""
        if picture not in self._pictures:
            width, height = picture.size
            colors = pydyf.Array(
                ["/Indexed", "/DeviceRGB", picture.clear, f"<{picture.palette.hex()}>"]
            )
            image = {
                "Type": "/XObject",
                "Subtype": "/Image",
                "Width": width,
                "Height": height,
                "ColorSpace": colors,
                "BitsPerComponent": 8,
                "Mask": pydyf.Array([picture.clear, picture.clear]),
            }
            packed = pack(picture.pixels.astype(np.uint8).tobytes())
            self._pictures[picture] = _add(self._pdf, packed_stream(packed, image)).reference
        return self._pictures[picture]

    def resources(self, content: Content) -> pydyf.Dictionary:
        """Return what a page or a drawing calls by name."""
        resources = pydyf.Dictionary()
        if content.pictures:
            objects = {name: self.drawing(drawing) for name, drawing in content.drawings.items()}
            objects |= {f"I{n}": self.picture(shown) for n, shown in enumerate(content.pictures)}
            resources["XObject"] = pydyf.Dictionary(objects)
        elif content.drawings:
            resources["XObject"] = self._list_of(content.drawings)
        if content.opacities:
            resources["ExtGState"] = pydyf.Dictionary(
                {f"O{alpha}": self._opacity(alpha) for alpha in sorted(content.opacities)}
            )
        if any(content.characters):
            resources["Font"] = self.fonts
        return resources

    def _list_of(self, drawings: Mapping[str, Drawing]) -> bytes:
        """Return where a list stands that has some of these names, and none for anything else."""
        for listed in self._lists:
            alike = sum(listed.drawings.get(name) is d for name, d in drawings.items())
            if alike and all(listed.drawings.get(name, d) is d for name, d in drawings.items()):
                break
        else:
            listed = _DrawingList({}, _add(self._pdf, pydyf.Dictionary()))
            self._lists.append(listed)
        for name, drawing in drawings.items():
            if name not in listed.drawings:
                listed.drawings[name] = drawing
                listed.written[name] = self.drawing(drawing)
        reference: bytes = listed.written.reference
        return reference

    def _opacity(self, alpha: int) -> bytes:
        if alpha not in self._opacities:
            part = f"{alpha / 255:.3f}"
            state = pydyf.Dictionary({"Type": "/ExtGState", "ca": part, "CA": part})
            self._opacities[alpha] = _add(self._pdf, state).reference
        return self._opacities[alpha]


def _encoded_drawing(drawing: Drawing) -> tuple[Content, bytes]:
    """Return a shared drawing as documents hold it; it is packed once for all of them."""
    if drawing not in _encoded:
        content = write_content(drawing.marks)
        _encoded[drawing] = (content, pack(content.code))
    return _encoded[drawing]


def _add(pdf: pydyf.PDF, item: _Object) -> _Object:
    pdf.add_object(item)
    return item


def _add_page(pdf: pydyf.PDF, encoded: EncodedPage, shared: _Shared) -> pydyf.Dictionary:
    resources = shared.resources(encoded.content)
    code = _add(pdf, packed_stream(encoded.packed))
    sides = (encoded.page.width_mm, encoded.page.height_mm)
    box = [0, 0, *(f"{side / MM_PER_POINT:.4f}" for side in sides)]
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": pydyf.Array(box),
            "Resources": resources,
            "Contents": code.reference,
            "Annots": pydyf.Array(),
            "Tabs": "/S",
        }
    )
    pdf.add_page(page)
    return page


def _add_links(pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary], links: Iterable[Link]) -> None:
    for link in links:
        note = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "F": 4,  # printed with the page: PDF/UA asks for it
                "Rect": pydyf.Array([f"{side / MM_PER_POINT:.2f}" for side in link.box]),
                "Border": pydyf.Array([0, 0, 0]),
                "Contents": pydyf.String(link.words),
                "Dest": pydyf.Array([pages[link.target].reference, "/Fit"]),
            }
        )
        pages[link.page]["Annots"].append(_add(pdf, note).reference)


def _add_bookmarks(
    pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary], bookmarks: Sequence[Bookmark]
) -> None:
    if bookmarks:
        root = _add(pdf, pydyf.Dictionary({"Type": "/Outlines"}))
        _add_entries(pdf, pages, root, bookmarks)
        pdf.catalog["Outlines"] = root.reference
        pdf.catalog["PageMode"] = "/UseOutlines"


def _add_entries(
    pdf: pydyf.PDF,
    pages: Sequence[pydyf.Dictionary],
    parent: pydyf.Dictionary,
    bookmarks: Sequence[Bookmark],
) -> None:
    entries = []
    for bookmark in bookmarks:
        destination = pydyf.Array([pages[bookmark.page].reference, "/Fit"])
        entry = {"Title": pydyf.String(bookmark.title), "Dest": destination}
        entries.append(_add(pdf, pydyf.Dictionary(entry | {"Parent": parent.reference})))
        if bookmark.below:
            _add_entries(pdf, pages, entries[-1], bookmark.below)
    for entry, following in pairwise(entries):
        entry["Next"], following["Prev"] = following.reference, entry.reference
    parent |= {
        "First": entries[0].reference,
        "Last": entries[-1].reference,
        "Count": len(entries),
    }
