"""What a map shows, as a short mark that changes when it does."""
