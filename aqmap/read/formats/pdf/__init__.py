"""PDF pages → blocks."""
