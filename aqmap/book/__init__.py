"""The map book and what it is made of: all that any renderer needs, once."""
