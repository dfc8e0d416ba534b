"""The letters, a module each, with TITLE and `compose(occasion)`; those that come by the calendar say EVERY."""
