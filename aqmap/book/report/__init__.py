"""What a report says, in parts, and how its numbers are spelled."""
