"""The page itself: its measure, its pen, its fonts."""
