"""What the data say against themselves: a check a file."""
