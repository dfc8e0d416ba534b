"""Forecasts as a View has them: of what this reader may see and has chosen, kept when shown, scored when known."""
