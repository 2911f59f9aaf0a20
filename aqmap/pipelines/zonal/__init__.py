"""The road of ``aqmap zonal``: from grids to figures of the counties, and its report."""
