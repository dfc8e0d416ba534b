"""Decide: which lines are crossed now? A file in here watches one kind of line; nothing in here sends anything."""
