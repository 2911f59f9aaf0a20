"""What is drawn inside the map's frame."""
