"""Boundaries and overlays, read and checked."""
