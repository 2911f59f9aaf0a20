"""What a workspace keeps of the monthly dispatch: its rules, its units, its ledger."""
