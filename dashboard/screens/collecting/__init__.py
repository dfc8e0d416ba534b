"""The parts of the Collection screen; only the one that is looked at is asked for and drawn."""
