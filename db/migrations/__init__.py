"""How the ledger came to be what it is, one step a file."""
