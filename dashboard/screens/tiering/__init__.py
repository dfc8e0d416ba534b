"""The parts of the Tiers screen; only the one that is looked at is asked for and drawn."""
