"""A file → blocks: paragraphs and grids with locators."""
