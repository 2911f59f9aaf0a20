"""What a person decided on the review page, laid over tables."""
