"""What stands around the map: legend, tables, notes."""
