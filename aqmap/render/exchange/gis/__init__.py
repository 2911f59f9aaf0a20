"""For geographic information systems: GeoPackage with QGIS styles, GeoJSON."""
