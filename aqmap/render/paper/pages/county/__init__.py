"""The sheet of a county: its table, months, stations, measures, findings and sources."""
