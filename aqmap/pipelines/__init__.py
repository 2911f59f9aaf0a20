"""The roads through the rooms: a command's work from files in to files out."""
