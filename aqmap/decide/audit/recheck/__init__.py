"""What a page of a document looks at again when its figures are corrected."""
