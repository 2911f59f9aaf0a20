"""Cells that hold sentences: read as prose, in their table's place."""
