"""Scenarios: questions of What-if that are saved, asked anew whenever somebody looks, and laid side by side."""
