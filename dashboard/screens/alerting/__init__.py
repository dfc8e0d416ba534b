"""One alert as a card with what people can do about it, and how one member wants to be told."""
