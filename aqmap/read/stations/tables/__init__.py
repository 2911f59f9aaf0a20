"""A table of hours in any of its layouts → hourly means."""
