"""Pages of the atlas that are no map sheets: the overview of a region, the sheet of a county."""
