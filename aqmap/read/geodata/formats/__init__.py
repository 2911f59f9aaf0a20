"""A layer's file formats, each read from bytes and from nothing else."""
