"""Returned forms: what came in a folder or a zip, and what each form says, cell by cell."""
