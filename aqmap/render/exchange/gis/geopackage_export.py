"""The book as one GeoPackage: outlines once, a styled view a map, the tables behind them."""

from __future__ import annotations

from pathlib import Path

from aqmap.render.exchange.gis.feature_tables import free_name
from aqmap.render.exchange.gis.package_contents import fill_package
from aqmap.render.exchange.gis.package_tables import GeoPackage
from aqmap.render.exchange.list_tables import Contents


def write_geopackage(contents: Contents, path: Path) -> None:
    """
    Write a GeoPackage in CGCS2000 that QGIS opens in the classes and colours of the maps.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    path
        Written anew.
    """
    package = GeoPackage(contents.book.file_day)
    fill_package(contents, package, free_name, ("layer_styles",))
    path.write_bytes(package.content())
