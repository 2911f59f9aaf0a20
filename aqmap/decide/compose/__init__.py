"""Joined tables → scales, views and overlays → the map book."""
