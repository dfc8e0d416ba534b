"""What we know: settings, facts, prices and the ledger. Imports nothing else of ours."""
