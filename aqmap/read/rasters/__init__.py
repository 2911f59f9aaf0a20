"""Grids, read and checked: the one place for rasterio."""
