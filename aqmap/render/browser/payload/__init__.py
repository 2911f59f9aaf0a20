"""What the page holds: the book as short JSON."""
