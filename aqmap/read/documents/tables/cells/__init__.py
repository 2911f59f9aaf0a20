"""What a cell of values says: when, of whom, of how many places; and how that is known."""
