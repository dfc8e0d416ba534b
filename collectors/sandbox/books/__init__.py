"""The accounts of the invented studio beyond the first three, a module each."""
