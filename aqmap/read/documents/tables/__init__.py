"""A grid → figures, a cell each."""
