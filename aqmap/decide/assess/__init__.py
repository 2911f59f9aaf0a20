"""Hours of monitoring → the statistics of the standards: days, months, years, counties."""
