"""The parts of the Videos screen."""
