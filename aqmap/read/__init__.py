"""Room 1: files in, checked tables out."""
