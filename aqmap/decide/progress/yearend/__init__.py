"""The assessment at year's end: what each row comes to, the task chain, the score."""
