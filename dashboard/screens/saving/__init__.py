"""How scenarios are saved, listed, changed and compared on the What-if screen."""
