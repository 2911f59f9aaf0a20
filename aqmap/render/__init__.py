"""Room 3: answers in, files out; nothing is decided here."""
