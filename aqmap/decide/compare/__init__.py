"""Which figure counts, and what it comes to: the join, status and reasons."""
