"""Where words and signs stand on a map: room in a county, what is free, what is moved apart."""
