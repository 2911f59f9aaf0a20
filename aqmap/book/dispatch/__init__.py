"""A month of the dispatch as any renderer needs it, and how its lights and shares are shown."""
