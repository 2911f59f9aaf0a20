"""Room 2: tables in, answers out; no file is touched and nothing is drawn."""
