"""One file per provider: how it answers over HTTP. A new provider is one new file with one Desk."""
