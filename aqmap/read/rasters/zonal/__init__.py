"""Grids summed up by place: weights of cells, sums, and the figures they give."""
