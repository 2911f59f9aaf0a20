"""Collecting forms in its steps: read, judged, recorded, and said in words."""
