"""For spatial databases: a schema of PostGIS that holds what the GeoPackage holds."""
