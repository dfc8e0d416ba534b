"""One file a provider: its contract, turned into facts. Drop a file in and it is one more provider."""
