"""From the ledger's days to a forecast that adds up: what is known, what is left, what was wrong before."""
