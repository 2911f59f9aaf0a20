"""The joined table → a report in words: sentences, tables, sources, findings."""
