"""The road to a year's assessment."""
