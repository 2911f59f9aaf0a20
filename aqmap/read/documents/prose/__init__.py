"""A paragraph → the figures that its sentences state."""
