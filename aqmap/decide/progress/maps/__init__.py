"""The month tables of the dispatch → layers of maps."""
