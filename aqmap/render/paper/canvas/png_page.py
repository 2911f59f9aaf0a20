"""A page of a PDF → a picture, drawn from the PDF itself by pdfium."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdfium2 import raw as pdfium

from aqmap.render.paper.canvas.drawing import (
    Area,
    Call,
    Disc,
    Page,
    Picture,
    color_of,
    pictures_on,
)


def write_png(pdf: bytes, page: Page, dpi: int) -> bytes:
    """
    Return the only page of a PDF as a PNG that names its dots an inch.

    Parameters
    ----------
    pdf
        A document of this one page.
    page
        For its size and words.
    dpi
        Dots an inch.
    """
    width, height = (round(side / 25.4 * dpi) for side in (page.width_mm, page.height_mm))
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    document = pypdfium2.PdfDocument(pdf)
    try:
        loaded = document[0]
        pdfium.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, width, height, 0, 0)
        image = _small(bitmap.to_pil(), page)
        words = PngInfo()
        words.add_itxt("Title", page.title)
        words.add_itxt("Description", page.description)
        picture = BytesIO()
        image.save(picture, "PNG", dpi=(dpi, dpi), pnginfo=words, compress_level=6)
    finally:
        document.close()
    return picture.getvalue()


def png_of(picture: Picture) -> bytes:
    """Return a picture as a PNG of its own colours."""
    image = Image.fromarray(picture.pixels.astype(np.uint8)).convert("P")
    image.putpalette(picture.palette)
    content = BytesIO()
    image.save(content, "PNG", transparency=picture.clear, compress_level=6)
    return content.getvalue()


def _small(image: Image.Image, page: Page) -> Image.Image:
    """Return a picture in 256 colours, a third of its size, if every area keeps its own colour."""
    small = image.quantize(method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat = iter(small.getpalette() or ())
    kept = set(zip(flat, flat, flat, strict=False))
    faces = {m.face for m in page.marks if isinstance(m, Area | Disc)}
    faces |= {mark.color for mark in page.marks if isinstance(mark, Call)}
    faces |= {color for picture in pictures_on(page) for color in picture.colors}
    colors = [color_of(face) for face in faces - {"none"}]
    lost = [c for c in colors if c.alpha == 255 and (c.red, c.green, c.blue) not in kept]
    return image if lost else small
