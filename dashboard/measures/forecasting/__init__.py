"""What series of daily amounts will add up to, and how sure that is; no ledger and no screen in here."""
