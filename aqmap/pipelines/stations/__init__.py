"""The roads of ``aqmap stations``: from archives to figures, their checks and their report."""
