"""Air quality within its year: arithmetic on what its targets leave, never a verdict."""
