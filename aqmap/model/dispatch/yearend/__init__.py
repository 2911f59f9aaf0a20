"""The assessment at year's end (年终考核) as types: steps, verdicts, scores, rectification."""
