"""Words that tables and prose share: dates, cell values, comparators, roles, headers."""
