"""Blocks of a plan or report → figures and measures."""
