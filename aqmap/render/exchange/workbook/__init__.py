"""A workbook for people: a sheet a theme in the shape of an annex."""
