"""The interactive map: one HTML file that opens without a network."""

from __future__ import annotations

from aqmap.render.browser.map_page import to_folium, write_page

__all__ = ["to_folium", "write_page"]
