"""Word and Excel files → blocks."""
