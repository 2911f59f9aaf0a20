"""How a book and its sheets show themselves, without knowing who draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from aqmap.book.map_book import MapBook, MapSheet


class Displays(Protocol):
    """What a book needs to show itself in a notebook; whoever makes the book hands it over."""

    def page(self, book: MapBook) -> str:
        """Return the interactive page as HTML that can stand in another page."""

    def picture(self, sheet: MapSheet) -> bytes:
        """Return a sheet as a PNG picture."""
