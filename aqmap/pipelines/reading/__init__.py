"""What `aqmap read` is told, whom it names, and what it says of what it read."""
