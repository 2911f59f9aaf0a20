"""Tables for other programs: CSV, JSON, Markdown, the manifest."""
