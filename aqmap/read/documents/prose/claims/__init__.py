"""How the fields of a sentence's figures are known: role, place and period."""
