"""What a user writes, checked: aqmap.toml, places, indicators, sources, layers."""
