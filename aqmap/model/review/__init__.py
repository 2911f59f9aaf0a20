"""What a person decided about the figures of a document."""
