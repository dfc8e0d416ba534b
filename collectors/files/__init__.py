"""One file a kind of file: a provider that came by post. Drop a file in and it is one more kind."""
