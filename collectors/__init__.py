"""How we come to know it: providers asked over HTTP, files that came by post. Imports db."""
