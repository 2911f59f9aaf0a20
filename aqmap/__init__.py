"""
Maps of air-quality plans by county: read documents, join, draw.

>>> import aqmap
>>> book = aqmap.make_book("path/to/workspace")  # doctest: +SKIP
>>> aqmap.to_figure(book.sheet("pm25", "target", region="ili"))  # doctest: +SKIP
"""

from __future__ import annotations

from aqmap._version import __version__

_HOMES = {
    "AqmapError": "aqmap.errors",
    "MapBook": "aqmap.book.map_book",
    "build": "aqmap.pipelines.build_maps",
    "make_book": "aqmap.pipelines.build_maps",
    "open_workspace": "aqmap.workspace.workspace",
    "read_documents": "aqmap.pipelines.read_documents",
    "to_figure": "aqmap.render.paper",
    "to_folium": "aqmap.render.browser",
}

__all__ = [
    "AqmapError",
    "MapBook",
    "__version__",
    "build",
    "make_book",
    "open_workspace",
    "read_documents",
    "to_figure",
    "to_folium",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use, so that ``import aqmap`` stays quick."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(name)


def __dir__() -> list[str]:
    return sorted(__all__)
