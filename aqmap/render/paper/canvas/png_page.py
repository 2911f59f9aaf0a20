"""A page of a PDF → a picture, drawn from the PDF itself by pdfium."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL.PngImagePlugin import PngInfo
from pypdfium2 import raw as pdfium

from aqmap.render.paper.canvas.drawing import Page


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
        image = bitmap.to_pil()
        words = PngInfo()
        words.add_itxt("Title", page.title)
        words.add_itxt("Description", page.description)
        picture = BytesIO()
        image.save(picture, "PNG", dpi=(dpi, dpi), pnginfo=words, compress_level=6)
    finally:
        document.close()
    return picture.getvalue()
