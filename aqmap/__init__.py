"""
Maps of air-quality plans by county: read documents, join, draw.

The workspace of this example is the one that ``aqmap init`` lays down; its figures are synthetic.

>>> from pathlib import Path
>>> import aqmap
>>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
>>> book = aqmap.make_book(folder)
>>> sheet = book.sheet("pm25", "target", region="example")
>>> [(place.name.en, cell.value) for place, cell in sheet.rows]
[('Example A', 35.0), ('Example B', 35.0), ('Example C', None)]
>>> figure = aqmap.to_figure(sheet)  # of matplotlib: A4, in inches
>>> [round(float(side), 2) for side in figure.get_size_inches()]
[11.69, 8.27]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqmap._version import __version__

if TYPE_CHECKING:
    from aqmap.book.map_book import MapBook
    from aqmap.errors import AqmapError
    from aqmap.pipelines.build_maps import build, make_book
    from aqmap.pipelines.read_documents import read_documents
    from aqmap.render.browser import to_folium
    from aqmap.render.paper import to_figure
    from aqmap.workspace.workspace import open_workspace

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
