"""The commands of the monthly dispatch."""
