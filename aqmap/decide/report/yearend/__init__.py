"""A year's assessment as a report: sentences and tables."""
