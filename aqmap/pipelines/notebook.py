"""What a notebook shows of a book and of a sheet; the renderers are loaded when they draw."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqmap.words import Lang

if TYPE_CHECKING:
    from aqmap.book.map_book import MapBook, MapSheet

PAGE_HEIGHT = 720  # CSS pixels
PICTURE_DPI = 150


@dataclass(frozen=True, slots=True)
class NotebookDisplays:
    """The interactive page and the print map, as a notebook shows them; see `Displays`."""

    lang: Lang = "zh"

    def page(self, book: MapBook) -> str:
        """Return the page in a frame of its own, so that its style and scripts stay inside."""
        from aqmap.render.browser import to_folium

        page = html.escape(to_folium(book).get_root().render())
        title = html.escape(book.title.in_(self.lang))
        return (
            f'<iframe title="{title}" srcdoc="{page}" width="100%" height="{PAGE_HEIGHT}" '
            'style="border: none" allowfullscreen></iframe>'
        )

    def picture(self, sheet: MapSheet) -> bytes:
        """Return the A4 sheet as a PNG of 150 dots an inch."""
        from aqmap.render.paper import sheet_picture

        return sheet_picture(sheet, self.lang, dpi=PICTURE_DPI)
