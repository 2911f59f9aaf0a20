"""A month of the dispatch in sentences and tables: the report, the leader's page, the letters."""
