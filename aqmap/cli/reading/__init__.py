"""The commands that turn files into figures: ``read``, ``stations``, ``zonal``."""
