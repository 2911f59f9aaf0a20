"""Archives of hourly means and lists of stations."""
