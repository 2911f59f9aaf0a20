"""Where names and numbers stand on the map."""
