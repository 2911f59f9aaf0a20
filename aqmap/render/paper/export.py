"""A drawn page → a PDF, a PNG or an SVG, each equal for equal pages."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from aqmap.book.map_book import MapSheet
from aqmap.errors import Fault, SourceError
from aqmap.model.page_sizes import PrintFormat
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts
from aqmap.render.paper.canvas.pdf_document import EncodedPage, PdfDocument, encode_page
from aqmap.render.paper.canvas.svg_page import write_svg
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.print_style import PNG_DPI
from aqmap.words import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def save_page(
    page: EncodedPage, fonts: MapFonts, form: PrintFormat, *, lang: Lang, dpi: int = PNG_DPI
) -> bytes:
    """
    Return a page as a file of one format.

    Parameters
    ----------
    page
        The page; its title and description go into the file.
    fonts
        With which it was encoded.
    form
        Which format.
    lang
        Of its words.
    dpi
        Dots an inch of a PNG.
    """
    if form == "svg":
        return write_svg(page.page, fonts)
    pdf = BytesIO()
    PdfDocument(fonts, [page], page.page.title, page.page.description, lang).write(pdf)
    if form == "pdf":
        return pdf.getvalue()
    from aqmap.render.paper.canvas.png_page import write_png  # noqa: PLC0415 - pdfium and pillow, on use

    return write_png(pdf.getvalue(), page.page, dpi)


def sheet_picture(sheet: MapSheet, lang: Lang = "zh", *, dpi: int = PNG_DPI) -> bytes:
    """Return a sheet as a PNG."""
    fonts = map_fonts()
    page = encode_page(draw_sheet(sheet, fonts, lang), fonts)
    return save_page(page, fonts, "png", lang=lang, dpi=dpi)


def to_figure(sheet: MapSheet, lang: Lang = "zh") -> Figure:
    """
    Return a sheet as a matplotlib figure, with fonts that last as long as the interpreter.

    Raises
    ------
    SourceError
        If matplotlib is not installed: it is an extra, ``aqmap[figures]``.

    Examples
    --------
    >>> from pathlib import Path
    >>> import aqmap
    >>> book = aqmap.make_book(Path(aqmap.__file__).with_name("templates") / "minimal")
    >>> figure = to_figure(book.sheet("pm25", "target", region="example"), "en")
    >>> [round(float(side), 2) for side in figure.get_size_inches()]  # A4
    [11.69, 8.27]
    """
    if find_spec("matplotlib") is None:
        raise SourceError(Fault("figures_library", "aqmap.to_figure"))
    from aqmap.render.paper.canvas.matplotlib_page import draw_figure  # noqa: PLC0415 - matplotlib, on use

    fonts = map_fonts()
    return draw_figure(draw_sheet(sheet, fonts, lang), fonts)
